using System.Globalization;
using System.Text.Json.Nodes;

namespace Autograd.IO.Tests.Torch;

/// <summary>Values in the form in which <c>tests/fixtures/torch_files.py</c> stores them.</summary>
internal static class TorchTree
{
    public static JsonObject Of(PickleValue value)
    {
        switch (value)
        {
            case PickleList list: return With(list.Kind, list.Select(item => new JsonArray(Of(item))));
            case PickleDict dict: return With(dict.Kind, dict.Select(entry => new JsonArray(Of(entry.Key), Of(entry.Value))));
        }

        return value.Kind switch
        {
            PickleKind.None => new JsonObject { ["kind"] = "None" },
            PickleKind.Bool => Text(value, (bool)value ? "True" : "False"),
            PickleKind.Int => Text(value, ((PickleScalar)value).Integer.ToString(CultureInfo.InvariantCulture)),
            PickleKind.Float => Text(value, HexOf((double)value)),
            PickleKind.Str => Text(value, (string)value!),
            PickleKind.Bytes => Text(value, Convert.ToBase64String((byte[])value!)),
            _ => OfTensor((Tensor)value!),
        };
    }

    /// <summary>Gives strides that mean nothing the values that they have here.</summary>
    public static void Normalize(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array) Normalize(item);
                return;
            case JsonObject value when value["kind"]!.GetValue<string>() == "Tensor":
                var shape = Shape.Create(value["shape"]!.AsArray().Select(size => size!.GetValue<int>()).ToArray());
                var strides = value["strides"]!.AsArray().Select(size => size!.GetValue<int>()).ToArray();
                for (var d = 0; d < strides.Length; d++)
                    if (shape.Numel == 0 || shape[d] == 1) strides[d] = shape.ContiguousStrides[d];
                value["strides"] = Numbers(strides);
                return;
            case JsonObject value:
                Normalize(value["items"]);
                return;
        }
    }

    private static JsonObject With(PickleKind kind, IEnumerable<JsonArray> items) =>
        new() { ["kind"] = kind.ToString(), ["items"] = new JsonArray([.. items]) };

    private static JsonObject Text(PickleValue value, string text) => new() { ["kind"] = value.Kind.ToString(), ["text"] = text };

    private static JsonObject OfTensor(Tensor x)
    {
        var stream = new MemoryStream();
        ElementBytes.Write(x, stream);
        return new()
        {
            ["kind"] = "Tensor",
            ["dtype"] = "torch." + x.DType.TorchName(),
            ["shape"] = Numbers(x.Shape),
            ["strides"] = Numbers(x.Numel == 0 ? x.Shape.ContiguousStrides : x.Strides.ToArray()),
            ["elements"] = Convert.ToBase64String(stream.ToArray()),
            ["requiresGrad"] = x.RequiresGrad,
            ["isParameter"] = x.IsParameter,
        };
    }

    private static JsonArray Numbers(IEnumerable<int> numbers) => new([.. numbers.Select(number => JsonValue.Create(number))]);

    /// <summary>Python's <c>float.hex</c>.</summary>
    private static string HexOf(double number)
    {
        if (double.IsNaN(number)) return "nan";
        var sign = double.IsNegative(number) ? "-" : "";
        if (double.IsInfinity(number)) return sign + "inf";
        if (number == 0) return sign + "0x0.0p+0";
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var power = exponent == 0 ? -1022 : exponent - 1023;
        return $"{sign}0x{(exponent == 0 ? 0 : 1)}.{bits & 0xf_ffff_ffff_ffff:x13}p{(power < 0 ? "" : "+")}{power}";
    }
}

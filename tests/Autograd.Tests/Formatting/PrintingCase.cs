using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autograd.Tests;

/// <summary>One array of the fixtures with its texts; its elements' bytes are repeated until they fill the shape.</summary>
public sealed record PrintingCase(
    string Name, string Dtype, int[] Shape, byte[] Bytes, string Torch, string? Repr, string? Str,
    string? Suffix, PrintingCase.Settings? Options)
{
    /// <summary>What is set on top of each library's defaults.</summary>
    public sealed record Settings(
        int? Precision, int? Threshold, int? EdgeItems, int? LineWidth, [property: JsonPropertyName("sci_mode")] bool? SciMode)
    {
        public PrintOptions On(PrintOptions defaults) => defaults with
        {
            Precision = Precision ?? defaults.Precision,
            Threshold = Threshold ?? defaults.Threshold,
            EdgeItems = EdgeItems ?? defaults.EdgeItems,
            LineWidth = LineWidth ?? defaults.LineWidth,
            SciMode = SciMode,
        };
    }

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static IEnumerable<PrintingCase> All() => JsonSerializer.Deserialize<PrintingCase[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "printing.json")), Json)!;

    public override string ToString() => Name;

    public string PrintTorch() => Print(new TorchPrinter());

    public string PrintRepr() => Print(new ReprPrinter());

    public string PrintStr() => Print(new StrPrinter());

    private string Print(IPrinter printer) => Dtype switch
    {
        "bool" => printer.Print<bool>(this, Values<bool>()),
        "uint8" => printer.Print<byte>(this, Values<byte>()),
        "int8" => printer.Print<sbyte>(this, Values<sbyte>()),
        "int16" => printer.Print<short>(this, Values<short>()),
        "int32" => printer.Print<int>(this, Values<int>()),
        "int64" => printer.Print<long>(this, Values<long>()),
        "float32" => printer.Print<float>(this, Values<float>()),
        "float64" => printer.Print<double>(this, Values<double>()),
        _ => throw new InvalidDataException($"{Name}: unknown dtype {Dtype}"),
    };

    private T[] Values<T>() where T : unmanaged
    {
        var stored = MemoryMarshal.Cast<byte, T>(Bytes);
        var values = new T[Shape.Aggregate(1, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
            values[i] = stored[i % stored.Length];
        return values;
    }

    private interface IPrinter
    {
        string Print<T>(PrintingCase array, ReadOnlySpan<T> values) where T : unmanaged;
    }

    private sealed class TorchPrinter : IPrinter
    {
        public string Print<T>(PrintingCase array, ReadOnlySpan<T> values) where T : unmanaged =>
            TorchFormatter.Format(values, array.Shape, array.Suffix, array.Options?.On(PrintOptions.Torch));
    }

    private sealed class ReprPrinter : IPrinter
    {
        public string Print<T>(PrintingCase array, ReadOnlySpan<T> values) where T : unmanaged =>
            NumPyFormatter.Repr(values, array.Shape, array.Options?.On(PrintOptions.NumPy));
    }

    private sealed class StrPrinter : IPrinter
    {
        public string Print<T>(PrintingCase array, ReadOnlySpan<T> values) where T : unmanaged =>
            NumPyFormatter.Str(values, array.Shape, array.Options?.On(PrintOptions.NumPy));
    }
}

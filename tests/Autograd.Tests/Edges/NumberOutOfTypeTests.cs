using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>
/// A C# number that the integer type beside it cannot hold: refused as a value, the nearest number of the type as a bound, itself in a
/// comparison, and taken modulo 2ⁿ only where the result is.
/// </summary>
public class NumberOutOfTypeTests
{
    private static readonly Tensor Mask = Tensor.From(new[] { true, false, false });
    private static readonly Tensor First = Tensor.From(new[] { 0L });

    private static Tensor Bytes => Tensor.From(new byte[] { 0, 128, 255 });

    private static Tensor SBytes => Tensor.From(new sbyte[] { -128, 5, 127 });

    private static readonly Dictionary<string, Func<Tensor>> Values = new()
    {
        ["Full"] = () => Tensor.Full(Shape.Create(2), 300, DType.UInt8),
        ["FullLike"] = () => Tensor.FullLike(Bytes, 300),
        ["From"] = () => Tensor.From(300, DType.UInt8),
        ["FillInPlace"] = () => Written(x => x.FillInPlace(300)),
        ["Init.Constant"] = () => Written(x => Init.Constant(x, 300)),
        ["index"] = () => Written(x => x[0] = 300),
        ["index, all"] = () => Written(x => x[..] = 300),
        ["index, list"] = () => Written(x => x[[0, 1]] = 300),
        ["index, mask"] = () => Written(x => x[Mask] = 300),
        ["index, fraction"] = () => Written(x => x[0] = 300.5),
        ["CopyInPlace"] = () => Written(x => x.CopyInPlace(300)),
        ["MaskedFill"] = () => Bytes.MaskedFill(Mask, 300),
        ["MaskedFillInPlace"] = () => Written(x => x.MaskedFillInPlace(Mask, 300)),
        ["IndexFill"] = () => Bytes.IndexFill(0, First, 300),
        ["IndexFillInPlace"] = () => Written(x => x.IndexFillInPlace(0, First, 300)),
        ["Scatter"] = () => Bytes.Scatter(0, First, 300),
        ["ScatterInPlace"] = () => Written(x => x.ScatterInPlace(0, First, 300)),
        ["Pad"] = () => F.Pad(Bytes, [1, 1], value: 300),
        ["Where"] = () => Tensor.Where(Mask, Bytes, 300),
        ["Threshold"] = () => Bytes.Threshold(3, 300),
        ["Arange"] = () => Tensor.Arange(300, DType.UInt8),
        ["Div"] = () => Bytes.Div(300, RoundingMode.Floor),
        ["Fmod"] = () => Bytes.Fmod(300),
        ["Remainder"] = () => Bytes % 300,
        ["Pow"] = () => Bytes.Pow(300),
        ["Pow, base"] = () => Tensor.Pow(300, Bytes),
    };

    [TestCaseSource(nameof(ValueNames))]
    public void As_a_value_it_is_refused(string name)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Values[name]())!;
        var number = name switch { "index, fraction" => "300.5", "Arange" => "299", _ => "300" };
        Assert.That(error.Message, Does.Contain($"{number} does not fit into UInt8; use a wider type"));
        Assert.That(error.Message, Does.StartWith(OperationOf(name)));
        Assert.That(error.ParamName, Is.Not.Null.And.Not.Empty);
    }

    private static IEnumerable<string> ValueNames => Values.Keys;

    private static string OperationOf(string name) => name switch
    {
        "FullLike" or "From" => "Full:",
        "Init.Constant" => "FillInPlace:",
        _ when name.StartsWith("index", StringComparison.Ordinal) => "Indexer:",
        _ => name.Split(',')[0] + ":",
    };

    [Test]
    public void A_refused_value_changes_nothing()
    {
        var x = Bytes;
        Assert.Throws<ArgumentOutOfRangeException>(() => x[..2] = 256);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.FillInPlace(-256));
        Assert.That(x.ToArray<byte>(), Is.EqualTo(new byte[] { 0, 128, 255 }));
    }

    [Test]
    public void Negative_numbers_wrap_around_in_bytes_as_in_PyTorch()
    {
        var x = Bytes;
        x[0] = -5;
        Assert.That(x.ToArray<byte>(), Is.EqualTo(new byte[] { 251, 128, 255 }));
        Assert.That(Tensor.Full(Shape.Create(1), -5, DType.UInt8).Item(), Is.EqualTo(251));
        Assert.That(Tensor.Full(Shape.Create(1), -5.5, DType.UInt8).Item(), Is.EqualTo(251));
    }

    [Test]
    public void A_tensor_converts_as_a_cast_does()
    {
        var x = Bytes;
        x[0] = Tensor.From(300);
        Assert.That(x[0].Item(), Is.EqualTo(44));
    }

    [Test]
    public void As_a_bound_it_is_the_nearest_number_of_the_type()
    {
        Assert.That(Bytes.Clamp(-5, 300).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 128, 255 }));
        Assert.That(Bytes.Clamp(max: -1).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 0, 0 }));
        Assert.That(Bytes.Clamp(min: 1L << 40).ToArray<byte>(), Is.EqualTo(new byte[] { 255, 255, 255 }));
        Assert.That(SBytes.Clamp(-500, 200).ToArray<sbyte>(), Is.EqualTo(new sbyte[] { -128, 5, 127 }));
        Assert.That(SBytes.Hardtanh(-500, 200).ToArray<sbyte>(), Is.EqualTo(new sbyte[] { -128, 5, 127 }));
        Assert.That(Bytes.Hardtanh(5, 300).ToArray<byte>(), Is.EqualTo(new byte[] { 5, 128, 255 }));
        Assert.That(Written(x => x.ClampInPlace(-5, 300)).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 128, 255 }));
        Assert.That(Bytes.Clamp(Tensor.From(-5), Tensor.From(300)).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 128, 255 }));
        Assert.That(Bytes.Minimum(Tensor.From(300)).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 128, 255 }));
        Assert.That(Tensor.From(-5).Maximum(Bytes).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 128, 255 }));
        Assert.That(SBytes.Fmin(Tensor.From((byte)200)).ToArray<sbyte>(), Is.EqualTo(new sbyte[] { -128, 5, 127 }));
        Assert.That(SBytes.Fmax(Tensor.From(-1000)).ToArray<sbyte>(), Is.EqualTo(new sbyte[] { -128, 5, 127 }));
        Assert.That(
            Tensor.From(new[] { int.MinValue, 7 }).Clamp(long.MinValue, long.MaxValue).ToArray<int>(), Is.EqualTo(new[] { int.MinValue, 7 }));
    }

    [Test]
    public void In_a_comparison_it_is_itself()
    {
        bool[] all = [true, true, true], none = [false, false, false];
        Assert.That((Bytes < 300).ToArray<bool>(), Is.EqualTo(all));
        Assert.That((Bytes < Tensor.From(300)).ToArray<bool>(), Is.EqualTo(all));
        Assert.That((Bytes > Tensor.From(-1)).ToArray<bool>(), Is.EqualTo(all));
        Assert.That(Bytes.Eq(256).ToArray<bool>(), Is.EqualTo(none));
        Assert.That(Bytes.Eq(Tensor.From(256)).ToArray<bool>(), Is.EqualTo(none));
        Assert.That(Bytes.IsIn(Tensor.From(256)).ToArray<bool>(), Is.EqualTo(none));
        Assert.That(Bytes.IsIn(256).ToArray<bool>(), Is.EqualTo(none));
        Assert.That(Bytes.SearchSorted(300).Item(), Is.EqualTo(3));
        Assert.That(Bytes.SearchSorted(-1).Item(), Is.EqualTo(0));
        Assert.That(Bytes.SearchSorted(Tensor.From(257)).Item(), Is.EqualTo(3));
        Assert.That(Tensor.From(300).Bucketize(Bytes).Item(), Is.EqualTo(3));
        Assert.That(Bytes.Threshold(300, 7).ToArray<byte>(), Is.EqualTo(new byte[] { 7, 7, 7 }));
        Assert.That(Bytes.Threshold(-5, 7).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 128, 255 }));
    }

    [Test]
    public void In_sums_and_products_it_is_taken_modulo_as_the_result_is()
    {
        Assert.That((Bytes + 300).ToArray<byte>(), Is.EqualTo(new byte[] { 44, 172, 43 }));
        Assert.That((300 - Bytes).ToArray<byte>(), Is.EqualTo(new byte[] { 44, 172, 45 }));
        Assert.That((Bytes * 300).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 0, 212 }));
    }

    private static Tensor Written(Action<Tensor> write)
    {
        var x = Bytes;
        write(x);
        return x;
    }
}

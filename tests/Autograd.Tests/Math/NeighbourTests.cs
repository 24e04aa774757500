namespace Autograd.Tests.MathOps;

/// <summary>
/// An element's result depends neither on how many there are nor on its position, nor on the form of the operands; but for tanh, which
/// computes fewer than 8 elements by the system's function.
/// </summary>
public class NeighbourTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> _functions = new()
    {
        ["acos"] = x => (x / 5).Acos(),
        ["acosh"] = x => (x + 6).Acosh(),
        ["asin"] = x => (x / 5).Asin(),
        ["asinh"] = x => x.Asinh(),
        ["atan"] = x => x.Atan(),
        ["atanh"] = x => (x / 5).Atanh(),
        ["cos"] = x => x.Cos(),
        ["cosh"] = x => x.Cosh(),
        ["digamma"] = x => x.Digamma(),
        ["elu"] = x => x.Elu(),
        ["erf"] = x => x.Erf(),
        ["erfc"] = x => x.Erfc(),
        ["erfinv"] = x => (x / 5).ErfInv(),
        ["exp"] = x => x.Exp(),
        ["exp2"] = x => x.Exp2(),
        ["expm1"] = x => x.Expm1(),
        ["gelu"] = x => x.Gelu(),
        ["gelu_tanh"] = x => x.Gelu(GeluApproximation.Tanh),
        ["lgamma"] = x => x.Lgamma(),
        ["log"] = x => x.Abs().Log(),
        ["log10"] = x => x.Abs().Log10(),
        ["log1p"] = x => x.Abs().Log1p(),
        ["log2"] = x => x.Abs().Log2(),
        ["log_sigmoid"] = x => x.LogSigmoid(),
        ["mish"] = x => x.Mish(),
        ["pow"] = x => x.Abs().Pow(1.7),
        ["rsqrt"] = x => x.Abs().Rsqrt(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["silu"] = x => x.Silu(),
        ["sin"] = x => x.Sin(),
        ["sinc"] = x => x.Sinc(),
        ["sinh"] = x => x.Sinh(),
        ["softplus"] = x => x.Softplus(),
        ["sqrt"] = x => x.Abs().Sqrt(),
        ["tan"] = x => x.Tan(),
        ["hypot"] = x => x.Hypot(x.Exp()),
        ["atan2"] = x => x.Atan2(x.Cos()),
        ["logaddexp"] = x => x.LogAddExp(x.Square()),
    };

    private static IEnumerable<string> Names => _functions.Keys;

    [Test]
    public void Alone_and_among_others(
        [ValueSource(nameof(Names))] string name, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        var function = _functions[name];
        var all = Tensor.RandN(Shape.Create(61), generator: new Generator(3)).To(dtype) * 2;
        var expected = function(all).To(DType.Float64).ToArray<double>();
        foreach (var length in new[] { 1, 2, 3, 5, 7, 8, 9, 17, 33 })
        {
            for (var start = 0; start + length <= 61; start += 7)
            {
                var part = function(all[start..(start + length)].Clone()).To(DType.Float64).ToArray<double>();
                Assert.That(part, Is.EqualTo(expected[start..(start + length)]), $"{length} elements from {start} on");
            }
        }
    }

    [Test]
    public void Tanh_of_a_tile_s_rest_is_that_of_the_whole([Values(DType.Float32, DType.Float64)] DType dtype)
    {
        // Tiles of 64 columns leave three: they are no small tensor.
        var x = Tensor.RandN(Shape.Create(131, 50), generator: new Generator(5)).To(dtype);
        Assert.That(x.T.Tanh().ToArray<double>(), Is.EqualTo(x.Tanh().T.ToArray<double>()));
    }

    [Test]
    public void Integers_broadcast_as_they_meet_in_equal_shapes([Values(DType.Int64, DType.Int32, DType.Int16, DType.Int8)] DType dtype)
    {
        var a = Tensor.From([0, 1, -1, 2, 3, -7, 7]).To(dtype);
        foreach (var number in new[] { -3, -2, -1, 1, 2, 3, 5 })
        {
            var b = Tensor.From([number]).To(dtype);
            foreach (var (name, apply) in new (string, Func<Tensor, Tensor, Tensor>)[]
            {
                ("pow", (x, y) => x.Pow(y)), ("%", (x, y) => x % y), ("fmod", (x, y) => x.Fmod(y)),
                ("floor", (x, y) => x.Div(y, RoundingMode.Floor)), ("trunc", (x, y) => x.Div(y, RoundingMode.Trunc)),
                ("maximum", (x, y) => x.Maximum(y)), ("clamp", (x, y) => x.Clamp(y)), ("&", (x, y) => x & y),
            })
            {
                var expected = apply(a, b.Expand(a.Shape[0]).Clone());
                Assert.That(apply(a, b).ToArray<long>(), Is.EqualTo(expected.ToArray<long>()), $"{name} {number}");
                Assert.That(apply(a, b.Expand(a.Shape[0])).ToArray<long>(), Is.EqualTo(expected.ToArray<long>()), $"{name} {number} expanded");
            }
        }

        Assert.That(a.Pow(Tensor.From([-1]).To(dtype)).ToArray<long>()[..5], Is.EqualTo(new long[] { 0, 1, -1, 0, 0 }));
    }

    [Test]
    public void A_number_is_as_good_as_a_tensor_of_it()
    {
        double[] numbers = [double.NaN, double.NegativeInfinity, -2, -0.0, 0, 0.5, 3, double.PositiveInfinity];
        var x = Tensor.From(numbers);
        foreach (var number in numbers)
        {
            var y = Tensor.Full([], number, DType.Float64);
            Same(x.Clamp(number), x.Clamp(y), $"clamp from {number}");
            Same(x.Clamp(max: number), x.Clamp(max: y), $"clamp to {number}");
            Same(x.Clamp(0.0, number), x.Clamp(Tensor.From(0.0), y), $"clamp from 0 to {number}");
            Same(x + number, x + y, $"+ {number}");
            Same(x * number, x * y, $"* {number}");
            Same(x / number, x / y, $"/ {number}");
            Same(number - x, y - x, $"{number} -");
            Same(number / x, y / x, $"{number} /");
            Same(x % number, x % y, $"% {number}");
            Same(x.Fmod(number), x.Fmod(y), $"fmod {number}");
            Same(x.CopySign(number), x.CopySign(y), $"copySign {number}");
            Same(x.XLogY(number), x.XLogY(y), $"xLogY {number}");
            Same(Tensor.Pow(number, x), y.Pow(x), $"{number} pow");
            Same((x < number).To(DType.Float64), (x < y).To(DType.Float64), $"< {number}");
            Same(x.Eq(number).To(DType.Float64), x.Eq(y).To(DType.Float64), $"= {number}");
        }

        Assert.That(Tensor.From(new byte[] { 0, 128, 255 }).Clamp(-5, 300).ToArray<byte>(), Is.EqualTo(new byte[] { 0, 128, 255 }));
    }

    private static void Same(Tensor actual, Tensor expected, string what) =>
        Assert.That(actual.To(DType.Float64).ToArray<double>(), Is.EqualTo(expected.To(DType.Float64).ToArray<double>()), what);
}

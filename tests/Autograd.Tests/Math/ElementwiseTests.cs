using System.Numerics;
using static Autograd.Tests.MathOps.Differences;

namespace Autograd.Tests.MathOps;

/// <summary>
/// Every elementwise function against the framework's scalar functions, and its derivatives against differences.
/// </summary>
public class ElementwiseTests
{
    private static readonly double[] Edges =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 1e-10, -1e-10,
        1e30, -1e30, 100, -100, 1e-40, 700, 0.3, 20.25,
    ];

    public sealed record Case(string Name, Func<Tensor, Tensor> Op, Func<double, double> Reference, double Low, double High)
    {
        public override string ToString() => Name;
    }

    private static readonly Case[] Cases =
    [
        new("exp", x => x.Exp(), System.Math.Exp, -3, 3),
        new("expm1", x => x.Expm1(), Expm1, -2, 2),
        new("log", x => x.Log(), System.Math.Log, 0.2, 4),
        new("log2", x => x.Log2(), System.Math.Log2, 0.2, 4),
        new("log10", x => x.Log10(), System.Math.Log10, 0.2, 4),
        new("log1p", x => x.Log1p(), Log1p, -0.8, 4),
        new("sqrt", x => x.Sqrt(), System.Math.Sqrt, 0.2, 4),
        new("rsqrt", x => x.Rsqrt(), v => 1 / System.Math.Sqrt(v), 0.2, 4),
        new("reciprocal", x => x.Reciprocal(), v => 1 / v, 0.2, 4),
        new("square", x => x.Square(), v => v * v, -2, 2),
        new("abs", x => x.Abs(), System.Math.Abs, 0.1, 2),
        new("sign", x => x.Sign(), v => double.IsNaN(v) ? 0 : System.Math.Sign(v), 0.1, 2),
        new("sin", x => x.Sin(), System.Math.Sin, -3, 3),
        new("cos", x => x.Cos(), System.Math.Cos, -3, 3),
        new("tan", x => x.Tan(), System.Math.Tan, -1, 1),
        new("asin", x => x.Asin(), System.Math.Asin, -0.8, 0.8),
        new("acos", x => x.Acos(), System.Math.Acos, -0.8, 0.8),
        new("atan", x => x.Atan(), System.Math.Atan, -3, 3),
        new("sinh", x => x.Sinh(), System.Math.Sinh, -2, 2),
        new("cosh", x => x.Cosh(), System.Math.Cosh, -2, 2),
        new("tanh", x => x.Tanh(), System.Math.Tanh, -2, 2),
        new("sigmoid", x => x.Sigmoid(), v => 1 / (1 + System.Math.Exp(-v)), -3, 3),
        new("floor", x => x.Floor(), System.Math.Floor, 0.1, 0.9),
        new("ceil", x => x.Ceil(), System.Math.Ceiling, 0.1, 0.9),
        new("round", x => x.Round(), System.Math.Round, 0.1, 0.4),
        new("trunc", x => x.Trunc(), System.Math.Truncate, 0.1, 0.9),
        new("pow 2", x => x.Pow(2), v => v * v, -2, 2),
        new("pow 3", x => x.Pow(3), v => System.Math.Pow(v, 3), -2, 2),
        new("pow -1", x => x.Pow(-1), v => 1 / v, 0.2, 2),
        new("pow -1.5", x => x.Pow(-1.5), v => System.Math.Pow(v, -1.5), 0.2, 2),
        new("pow 0.5", x => x.Pow(0.5), v => System.Math.Pow(v, 0.5), 0.2, 2),
        new("pow 0", x => x.Pow(0), _ => 1, -2, 2),
        new("pow 1", x => x.Pow(1.0), v => v, -2, 2),
        new("2.5 to the power", x => Tensor.Pow(2.5, x), v => System.Math.Pow(2.5, v), -2, 2),
        new("clamp", x => x.Clamp(-0.5, 20), v => double.IsNaN(v) ? v : System.Math.Clamp(v, -0.5, 20), 0.1, 3),
        new("clamp above", x => x.Clamp(max: 20), v => System.Math.Min(v, 20), 0.1, 3),
        new("remainder", x => x % 0.75, v => Modulo(v, 0.75), 0.1, 0.7),
        new("remainder of a negative", x => x % -0.75, v => Modulo(v, -0.75), 0.1, 0.7),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Double_values(Case test)
    {
        foreach (var length in new[] { 0, 1, 2, 3, 7, 8, 9, 31, 64, 100 })
        {
            var values = Values(length);
            var y = test.Op(Tensor.From(values)).ToArray<double>();
            for (var i = 0; i < length; i++) AssertClose(y[i], test.Reference(values[i]), 1e-14, $"{test} of {values[i]:R}");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Float_values(Case test)
    {
        foreach (var length in new[] { 0, 1, 2, 3, 15, 16, 17, 63, 100 })
        {
            var values = Array.ConvertAll(Values(length), v => (float)v);
            var y = test.Op(Tensor.From(values)).ToArray<float>();
            for (var i = 0; i < length; i++)
                AssertClose(y[i], (float)test.Reference(values[i]), 1e-6, $"{test} of {values[i]:R}");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Gradients(Case test)
    {
        Check(t => test.Op(t[0]), Uniform(11, test.Low, test.High, 3, 4));
        Check(t => test.Op(t[0].T), Uniform(12, test.Low, test.High, 2, 3));
    }

    [Test]
    public void Powers_and_extrema_of_two_tensors()
    {
        var (a, b) = (Uniform(1, 0.3, 2, 3, 4), Uniform(2, -1.5, 1.5, 4));
        Check(t => t[0].Pow(t[1]), a, b);
        Check(t => t[0].Maximum(t[1]) * t[0], a, b);
        Check(t => t[0].Minimum(t[1]) * t[1], a, b);
        Check(t => t[0] % t[1].Square(), a + 2, b.Abs() + 0.51);
        var (x, y) = (Tensor.From([1.0, double.NaN, -3, -2], DType.Float64), Tensor.From([2.0, 1, double.NaN, 3], DType.Float64));
        Assert.That(x.Maximum(y).ToArray<double>(), Is.EqualTo(new[] { 2, double.NaN, double.NaN, 3 }));
        Assert.That(x.Minimum(y).ToArray<double>(), Is.EqualTo(new[] { 1, double.NaN, double.NaN, -2 }));
        Assert.That(x.Pow(y).ToArray<double>(), Is.EqualTo(new[] { 1, double.NaN, double.NaN, -8 }));
    }

    [Test]
    public void Gradients_at_the_edges()
    {
        Assert.That(Gradient(x => x.Abs(), 0, -2, 3), Is.EqualTo(new[] { 0.0, -1, 1 }));
        Assert.That(Gradient(x => x.Clamp(-1, 1), -2, -1, 0, 1, 2), Is.EqualTo(new[] { 0.0, 1, 1, 1, 0 }));
        Assert.That(Gradient(x => x.Pow(0), 0, 2), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Gradient(x => x.Pow(1), 0, 2), Is.EqualTo(new[] { 1.0, 1 }));
        Assert.That(Gradient(x => x.Pow(2), 0, 2), Is.EqualTo(new[] { 0.0, 4 }));
        Assert.That(Gradient(x => x.Pow(3), 0, 2), Is.EqualTo(new[] { 0.0, 12 }));
        Assert.That(Gradient(x => x.Maximum(Tensor.From([0.0, 0, 0], DType.Float64)), -1, 0, 1), Is.EqualTo(new[] { 0.0, 0.5, 1 }));
        Assert.That(Gradient(x => x.Minimum(Tensor.From([0.0, 0, 0], DType.Float64)), -1, 0, 1), Is.EqualTo(new[] { 1.0, 0.5, 0 }));
        Assert.That(Gradient(x => Tensor.From([0.0, 0, 2], DType.Float64).Pow(x), 2, 0, 1),
            Is.EqualTo(new[] { 0.0, 0, 2 * System.Math.Log(2) }).Within(1e-15));
        Assert.That(Gradient(x => x.Pow(Tensor.From([0.0, 2], DType.Float64)), 0, 0), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Gradient(x => Tensor.Pow(0, x), 0, 2), Is.EqualTo(new[] { 0.0, 0 }));
        Assert.That(Gradient(x => x.Round() + x.Sign() + x.Floor(), 0.2, 3), Is.EqualTo(new[] { 0.0, 0 }));
    }

    [Test]
    public void Integers_keep_their_type_where_the_result_is_whole()
    {
        var x = Tensor.From([-3, 0, 4]);
        Assert.That(x.Pow(2).ToArray<int>(), Is.EqualTo(new[] { 9, 0, 16 }));
        Assert.That(x.Pow(5).ToArray<int>(), Is.EqualTo(new[] { -243, 0, 1024 }));
        Assert.That(x.Pow(2.0).DType, Is.EqualTo(DType.Float32));
        Assert.That(Tensor.Pow(2, x).ToArray<int>(), Is.EqualTo(new[] { 0, 1, 16 }));
        Assert.That(Tensor.Pow(2.0, x).ToArray<float>(), Is.EqualTo(new[] { 0.125f, 1, 16 }));
        Assert.That(Tensor.From([1, -1, 2, -1]).Pow(Tensor.From([-1, -3, -1, -2])).ToArray<int>(),
            Is.EqualTo(new[] { 1, -1, 0, 1 }));
        Assert.That(x.Abs().ToArray<int>(), Is.EqualTo(new[] { 3, 0, 4 }));
        Assert.That(Tensor.From(new sbyte[] { -128, 5 }).Abs().ToArray<sbyte>(), Is.EqualTo(new sbyte[] { -128, 5 }));
        Assert.That(x.Sign().ToArray<int>(), Is.EqualTo(new[] { -1, 0, 1 }));
        Assert.That(x.Floor().ToArray<int>(), Is.EqualTo(new[] { -3, 0, 4 }));
        Assert.That(x.Clamp(-1, 2).ToArray<int>(), Is.EqualTo(new[] { -1, 0, 2 }));
        Assert.That((x % 3).ToArray<int>(), Is.EqualTo(new[] { 0, 0, 1 }));
        Assert.That((Tensor.From([-7, 7, -7]) % Tensor.From([3, -3, -3])).ToArray<int>(), Is.EqualTo(new[] { 2, -2, -1 }));
        Assert.That((Tensor.From([int.MinValue]) % -1).ToArray<int>(), Is.EqualTo(new[] { 0 }));
        Assert.That((Tensor.From(new byte[] { 200, 255 }) % 255).ToArray<byte>(), Is.EqualTo(new byte[] { 200, 0 }));
        Assert.That(Tensor.From([1, 4]).Sqrt().ToArray<float>(), Is.EqualTo(new[] { 1f, 2 }));
    }

    [Test]
    public void Errors()
    {
        Assert.That(() => Tensor.From([2]).Pow(-1), Throws.ArgumentException.With.Message.EqualTo(
            "Pow: integers to the negative power -1 are not integers; convert with To(DType.Float32) first"));
        Assert.That(() => Tensor.From([2f]).Clamp(), Throws.ArgumentException.With.Message.EqualTo(
            "Clamp: neither min nor max is given; pass at least one"));
        Assert.That(() => Tensor.From([true]).Clamp(max: true), Throws.ArgumentException.With.Message.EqualTo(
            "Clamp: not defined for Bool; convert with To(DType.Int64) first"));
        Assert.That(() => Tensor.From([1]) % 0, Throws.InstanceOf<DivideByZeroException>().With.Message.EqualTo(
            "Remainder: an integer is divided by 0; convert with To(DType.Float32) first for an infinity or NaN"));
        Assert.That(() => Tensor.From([1f]) & Tensor.From([1f]), Throws.ArgumentException.With.Message.EqualTo(
            "&: not defined for Float32 and Float32; make Bool tensors with a comparison, as in x.Ne(0)"));
    }

    [Test]
    public void Bits_and_truth_values()
    {
        var (p, q) = (Tensor.From([true, true, false, false]), Tensor.From([true, false, true, false]));
        Assert.That((p & q).ToArray<bool>(), Is.EqualTo(new[] { true, false, false, false }));
        Assert.That((p | q).ToArray<bool>(), Is.EqualTo(new[] { true, true, true, false }));
        Assert.That((p ^ q).ToArray<bool>(), Is.EqualTo(new[] { false, true, true, false }));
        Assert.That((~p).ToArray<bool>(), Is.EqualTo(new[] { false, false, true, true }));
        Assert.That((Tensor.From([12, 10]) & Tensor.From([10, 7])).ToArray<int>(), Is.EqualTo(new[] { 8, 2 }));
        Assert.That((~Tensor.From(new byte[] { 0, 15 })).ToArray<byte>(), Is.EqualTo(new byte[] { 255, 240 }));
        Assert.That((~Tensor.From([0L, -1L])).ToArray<long>(), Is.EqualTo(new[] { -1L, 0 }));
        Assert.That((p.Reshape(2, 2).T & true).ToArray<bool>(), Is.EqualTo(new[] { true, false, true, false }));
    }

    [Test]
    public void Finite_or_not()
    {
        var x = Tensor.From([1f, float.NaN, float.NegativeInfinity, float.PositiveInfinity]);
        Assert.That(x.IsNan().ToArray<bool>(), Is.EqualTo(new[] { false, true, false, false }));
        Assert.That(x.IsInf().ToArray<bool>(), Is.EqualTo(new[] { false, false, true, true }));
        Assert.That(x.Double().IsFinite().ToArray<bool>(), Is.EqualTo(new[] { true, false, false, false }));
        Assert.That(Tensor.From([1, 2]).IsFinite().ToArray<bool>(), Is.All.True);
    }

    [Test]
    public void Equality_of_whole_tensors()
    {
        var x = Tensor.From([1.0, double.PositiveInfinity], DType.Float64);
        Assert.That(x.Equal(x.Clone()), Is.True);
        Assert.That(x.Equal(x.Unsqueeze(0)), Is.False);
        Assert.That(Tensor.From([double.NaN], DType.Float64).Equal(Tensor.From([double.NaN], DType.Float64)), Is.False);
        Assert.That(x.AllClose(Tensor.From([1 + 9e-6, double.PositiveInfinity], DType.Float64)), Is.True);
        Assert.That(x.AllClose(Tensor.From([1 + 2e-5, double.PositiveInfinity], DType.Float64)), Is.False);
        Assert.That(x.AllClose(Tensor.From([1, double.NegativeInfinity], DType.Float64)), Is.False);
        Assert.That(Tensor.From([double.NaN], DType.Float64).AllClose(Tensor.From([double.NaN], DType.Float64)), Is.False);
        Assert.That(Tensor.From([double.NaN], DType.Float64).AllClose(Tensor.From([double.NaN], DType.Float64), equalNan: true), Is.True);
    }

    private static double[] Gradient(Func<Tensor, Tensor> f, params double[] values)
    {
        var x = Tensor.From(values, requiresGrad: true);
        f(x).Sum().Backward();
        return x.Grad!.ToArray<double>();
    }

    private static double[] Values(int length)
    {
        var random = new Random(length);
        var values = new double[length];
        for (var i = 0; i < length; i++)
            values[i] = i % 3 == 2 ? 8 * random.NextDouble() - 4 : Edges[(i + length) % Edges.Length];
        return values;
    }

    private static void AssertClose<T>(T actual, T expected, double tolerance, string what) where T : IFloatingPointIeee754<T>
    {
        if (actual.Equals(expected)) return;
        var (a, e) = (double.CreateTruncating(actual), double.CreateTruncating(expected));
        var smallest = typeof(T) == typeof(float) ? 1.5e-45 : 5e-324;
        var allowed = tolerance * System.Math.Abs(e) + smallest;
        Assert.That(System.Math.Abs(a - e), Is.LessThanOrEqualTo(allowed), $"{what}: {a:R} for {e:R}");
    }

    // Series where the plain formula would cancel.
    private static double Expm1(double x)
    {
        if (!(System.Math.Abs(x) < 0.5)) return System.Math.Exp(x) - 1;
        var sum = 0.0;
        for (var k = 20; k > 0; k--) sum = (sum + 1) * x / k;
        return sum;
    }

    private static double Log1p(double x) => System.Math.Abs(x) < 1e-5 ? x - x * x / 2 : System.Math.Log(1 + x);

    private static double Modulo(double a, double b)
    {
        var rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }
}

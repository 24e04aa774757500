using System.Text.Json;
using Autograd.Tests.NN;

namespace Autograd.Tests.Kernels;

/// <summary>Special functions at every register width against values of fifty digits, which tests/fixtures/special.py stored.</summary>
internal sealed class SpecialFunctionTests(int width) : AtEveryWidth(width)
{
    private static readonly JsonElement _data = Fixture.Load("special.json");

    /// <summary>
    /// The error allowed in units in the last place, in single precision from exactly that many, and how much of an absolute error is: near
    /// zeros of the function, and relative to it where it is large.
    /// </summary>
    private sealed record Function(Func<Tensor, Tensor> Op, double Single, double Double, double Absolute = 0);

    private static readonly Dictionary<string, Function> _functions = new()
    {
        ["erf"] = new(x => x.Erf(), 1.6, 3),
        ["erfc"] = new(x => x.Erfc(), 3, 3),
        ["erfinv"] = new(x => x.ErfInv(), 3, 4),
        ["exp2"] = new(x => x.Exp2(), 1.1, 1.1),
        ["asinh"] = new(x => x.Asinh(), 3, 3),
        ["acosh"] = new(x => x.Acosh(), 3, 3),
        ["atanh"] = new(x => x.Atanh(), 3, 3),
        ["hypot"] = new(x => x.Hypot(x * 0.75), 2, 2, 5e-324),
        ["tanhshrink"] = new(x => x.Tanhshrink(), 13, 20),
        ["lgamma"] = new(x => x.Lgamma(), 0.6, 4, 4e-16),
        ["digamma"] = new(x => x.Digamma(), 0.6, 5, 2e-15),
        ["trigamma"] = new(x => x.Polygamma(1), 0.6, 45),
        ["polygamma 2"] = new(x => x.Polygamma(2), 0.6, 45, 1e-14),
        ["polygamma 5"] = new(x => x.Polygamma(5), 0.6, 45, 1e-14),
        ["sinc"] = new(x => x.Sinc(), 0.6, 4, 1e-15),
        ["sinc 1"] = new(x => Derivative(x, 1), 0.6, 4, 1e-14),
        ["sinc 3"] = new(x => Derivative(x, 3), 0.6, 4, 1e-13),
    };

    private static IEnumerable<string> Names => _functions.Keys;

    [TestCaseSource(nameof(Names))]
    public void Double_precision(string name)
    {
        var (function, points, values) = Load(name);
        var actual = function.Op(Tensor.From(points)).ToArray<double>();
        for (var i = 0; i < points.Length; i++)
        {
            var allowed = function.Double * (Math.BitIncrement(Math.Abs(values[i])) - Math.Abs(values[i]));
            Check(name, points[i], actual[i], values[i], Math.Max(allowed, function.Absolute));
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Single_precision(string name)
    {
        var (function, points, values) = Load(name);
        var rounded = Array.ConvertAll(points, x => (float)x);
        var actual = function.Op(Tensor.From(rounded)).ToArray<float>();

        // At the rounded points the function is what double precision has there, whose own error is of another size.
        var exact = function.Op(Tensor.From(Array.ConvertAll(rounded, x => (double)x))).ToArray<double>();
        for (var i = 0; i < points.Length; i++)
        {
            var expected = Math.Abs((float)exact[i]);
            if (!float.IsFinite(expected)) Assert.That(actual[i], Is.EqualTo((float)exact[i]), $"{name}({rounded[i]:R})");
            else Check(name, rounded[i], actual[i], exact[i], function.Single * ((double)float.BitIncrement(expected) - expected));
        }
    }

    private static void Check(string name, double x, double actual, double expected, double allowed)
    {
        if (!(Math.Abs(actual - expected) <= allowed))
            Assert.Fail($"{name}({x:R}) = {actual:R} instead of {expected:R}: off by {actual - expected}, {allowed} is allowed");
    }

    private static (Function Function, double[] Points, double[] Values) Load(string name) =>
        (_functions[name], _data.GetProperty(name).GetProperty("points").Numbers<double>(),
            _data.GetProperty(name).GetProperty("values").Numbers<double>());

    private static Tensor Derivative(Tensor x, int order)
    {
        var leaf = x.Detach();
        leaf.RequiresGrad = true;
        var result = leaf.Sinc();
        for (var i = 0; i < order; i++) result = Functional.Grad([result.Sum()], [leaf], createGraph: true)[0]!;
        return result.Detach();
    }
}

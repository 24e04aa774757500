using Autograd.NN;

namespace Autograd.Tests.Kernels;

/// <summary>Every register width against plain loops, over sizes beside the edges of registers, panels and blocks.</summary>
internal sealed class SimdKernelTests(int width) : AtEveryWidth(width)
{
    private static readonly (int Outer, int Length, int Inner)[] Walks =
    [
        (1, 1, 1), (3, 2, 1), (5, 3, 1), (70, 4, 1), (3, 5, 1), (66, 10, 1), (2, 16, 1), (2, 17, 1), (2, 31, 1), (1, 64, 1), (2, 131, 1),
        (1, 9000, 1), (2, 3, 2), (1, 7, 2), (1, 900, 3), (2, 40, 5), (1, 300, 10), (1, 20, 16), (2, 9, 17), (1, 300, 33), (1, 5, 1100),
        (1, 2, 2100), (3, 1, 4),
    ];

    [Test]
    public void Reductions_of_Float32() => Reductions(DType.Float32, 2e-6);

    [Test]
    public void Reductions_of_Float64() => Reductions(DType.Float64, 1e-13);

    [Test]
    public void Softmax_and_its_gradient()
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var tolerance = dtype == DType.Float32 ? 2e-6 : 1e-13;
            foreach (var (outer, length, inner) in Walks)
            {
                var x = Normal(outer, length, inner, 3);
                var g = Normal(outer, length, inner, 4);
                var p = Columns(x, column =>
                {
                    var max = column.Max();
                    var exp = Array.ConvertAll(column, v => Math.Exp(v - max));
                    var sum = exp.Sum();
                    return Array.ConvertAll(exp, e => e / sum);
                });
                var log = Array.ConvertAll(p, Math.Log);
                Check(t => t.Softmax(1), p, Gradient(p, g, (y, dy) =>
                {
                    var dot = y.Zip(dy, (a, b) => a * b).Sum();
                    return y.Zip(dy, (a, b) => a * (b - dot));
                }));
                Check(t => t.LogSoftmax(1), log, Gradient(p, g, (y, dy) =>
                {
                    var sum = dy.Sum();
                    return y.Zip(dy, (a, b) => b - a * sum);
                }));
                var sums = Pick(Columns(x, c => [Math.Log(c.Sum(Math.Exp)), .. c[1..]]));
                Near(Make(x).LogSumExp(1), sums, tolerance, length);

                void Check(Func<Tensor, Tensor> op, double[] value, double[] gradient)
                {
                    var t = Make(x);
                    t.RequiresGrad = true;
                    var y = op(t);
                    Near(y, value, tolerance, 4);
                    y.Backward(Make(g));
                    Near(t.Grad!, gradient, tolerance, length);
                }

                Tensor Make(double[] values) => Tensor.From(values, [outer, length, inner]).To(dtype);

                double[] Columns(double[] values, Func<double[], double[]> map) => Map(values, (outer, length, inner), map);

                double[] Pick(double[] values) => [.. values.Where((_, i) => i / inner % length == 0)];

                double[] Gradient(double[] y, double[] dy, Func<double[], double[], IEnumerable<double>> formula)
                {
                    var result = new double[y.Length];
                    for (var o = 0; o < outer; o++)
                        for (var i = 0; i < inner; i++)
                        {
                            int At(int k) => (o * length + k) * inner + i;
                            var rows = Enumerable.Range(0, length).Select(At).ToArray();
                            var column = formula([.. rows.Select(r => y[r])], [.. rows.Select(r => dy[r])]).ToArray();
                            for (var k = 0; k < length; k++) result[At(k)] = column[k];
                        }

                    return result;
                }
            }
        }
    }

    [Test]
    public void Exponentials_are_within_a_unit_in_the_last_place_and_reach_their_limits()
    {
        // log-sum-exp of one number is log(exp(0)) + x; the softmax of x beside 0 shows the exponential itself.
        float[] points = [0, -1e-7f, -0.3f, -0.7f, -1, -5.5f, -20, -60, -86, -87.3f];
        foreach (var v in points)
        {
            var p = Tensor.From([v, 0f]).Softmax(0).ToArray<float>()[0];
            var exact = Math.Exp(v) / (1 + Math.Exp(v));
            Assert.That(p, Is.EqualTo(exact).Within(exact * 2.5e-7), $"at {v}");
        }

        Assert.That(Tensor.From([float.NegativeInfinity, 0, -200]).Softmax(0).ToArray<float>(), Is.EqualTo(new float[] { 0, 1, 0 }));
        Assert.That(Tensor.From([float.NaN, 0, 1]).Softmax(0).ToArray<float>(), Is.All.NaN);
        Assert.That(Tensor.From([float.PositiveInfinity, 0]).LogSumExp(0).Item(), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Extrema_prefer_the_first_and_NaN()
    {
        foreach (var (outer, length, inner) in Walks)
        {
            var x = Array.ConvertAll(Normal(outer, length, inner, 5), v => Math.Round(v * 2));
            if (x.Length > 20) (x[7], x[x.Length - 3], x[11]) = (double.NaN, double.NaN, -0.0);
            foreach (var dtype in new[] { DType.Float32, DType.Float64 })
            {
                var t = Tensor.From(x, [outer, length, inner]).To(dtype);
                var (max, at) = t.Max(1);
                var (min, atMin) = t.Min(1);
                Assert.That(t.Max().Item(), Is.EqualTo(x.Any(double.IsNaN) ? double.NaN : x.Max()));
                for (var o = 0; o < outer; o++)
                    for (var i = 0; i < inner; i++)
                    {
                        var column = Enumerable.Range(0, length).Select(k => x[(o * length + k) * inner + i]).ToArray();
                        var nan = Array.FindIndex(column, double.IsNaN);
                        var best = nan >= 0 ? nan : Array.IndexOf(column, column.Max());
                        var worst = nan >= 0 ? nan : Array.IndexOf(column, column.Min());
                        Assert.That(at[o, i].Item(), Is.EqualTo(best), $"{outer}, {length}, {inner}");
                        Assert.That(atMin[o, i].Item(), Is.EqualTo(worst));
                        Assert.That(max[o, i].Item(), Is.EqualTo(column[best]));
                        Assert.That(min[o, i].Item(), Is.EqualTo(column[worst]));
                    }
            }
        }
    }

    [TestCase(1), TestCase(3), TestCase(16), TestCase(37), TestCase(300)]
    public void Layer_norm_and_its_fused_gradient_agree_with_the_formula(int length)
    {
        var x = Tensor.From(Normal(70, length, 1, 6), [70, length]);
        var w = Tensor.From(Normal(1, length, 1, 7));
        var b = Tensor.From(Normal(1, length, 1, 8));
        Agree(t => F.LayerNorm(t[0], [length], t[1], t[2]),
            t =>
            {
                var d = t[0] - t[0].Mean(1, keepDim: true);
                return d / (d.Square().Mean(1, keepDim: true) + 1e-5).Sqrt() * t[1] + t[2];
            }, x, w, b);
    }

    [TestCase(1), TestCase(5), TestCase(16), TestCase(33), TestCase(5000)]
    public void Batch_group_and_RMS_norm_agree_with_the_formula(int length)
    {
        var x = Tensor.From(Normal(12, length, 1, 6), [3, 4, length]);
        var w = Tensor.From(Normal(1, 4, 1, 7)).Reshape(4);
        var b = Tensor.From(Normal(1, 4, 1, 8)).Reshape(4);
        var mean = w + 1;
        Agree(t => F.BatchNorm(t[0], null, null, t[1], t[2], training: true), t => Formula(t, t[0], [0, 2]), x, w, b);
        Agree(t => F.BatchNorm(t[0], mean, mean.Square(), t[1], t[2]),
            t => (t[0] - mean.Unsqueeze(1)) / (mean.Square() + 1e-5).Sqrt().Unsqueeze(1) * t[1].Unsqueeze(1) + t[2].Unsqueeze(1), x, w, b);
        Agree(t => F.GroupNorm(t[0], 2, t[1], t[2]), t => Formula(t, t[0].Reshape(3, 2, 2, length), [2, 3]), x, w, b);
        Agree(t => F.RmsNorm(t[0], [4, length], eps: 1e-5), t => t[0] / (t[0].Square().Mean([1, 2], keepDim: true) + 1e-5).Sqrt(), x);

        static Tensor Formula(Tensor[] t, Tensor grouped, int[] dims)
        {
            var d = grouped - grouped.Mean(dims, keepDim: true);
            return (d / (d.Square().Mean(dims, keepDim: true) + 1e-5).Sqrt()).Reshape(t[0].Shape) * t[1].Unsqueeze(1) + t[2].Unsqueeze(1);
        }
    }

    [TestCase(1, 1, 1, false), TestCase(3, 5, 4, false), TestCase(70, 33, 8, false), TestCase(130, 130, 3, true), TestCase(65, 20, 5, true)]
    public void Attention_and_its_fused_gradient_agree_with_the_formula(int queries, int keys, int width, bool isCausal)
    {
        var q = Tensor.From(Normal(2, queries, width, 9), [2, queries, width]);
        var k = Tensor.From(Normal(2, keys, width, 10), [2, keys, width]);
        var v = Tensor.From(Normal(2, keys, width, 11), [2, keys, width]);
        Agree(t => F.ScaledDotProductAttention(t[0], t[1], t[2], isCausal: isCausal),
            t =>
            {
                var scores = t[0].MatMul(t[1].Transpose(-2, -1)) / Math.Sqrt(width);
                var hidden = Tensor.Ones(queries, keys).Triu(1).Ne(0);
                return (isCausal ? scores.MaskedFill(hidden, double.NegativeInfinity) : scores).Softmax(-1).MatMul(t[2]);
            }, q, k, v);
    }

    private static void Agree(Func<Tensor[], Tensor> fused, Func<Tensor[], Tensor> formula, params Tensor[] inputs)
    {
        var (actual, expected) = (Run(fused), Run(formula));
        for (var i = 0; i < actual.Length; i++) Near(actual[i], expected[i].ToArray<double>(), 1e-12, 100);

        Tensor[] Run(Func<Tensor[], Tensor> op)
        {
            var leaves = Array.ConvertAll(inputs, x => x.Clone());
            foreach (var leaf in leaves) leaf.RequiresGrad = true;
            var y = op(leaves);
            y.Backward(Tensor.From(Normal(1, y.Numel, 1, 12), y.Shape));
            return [y.Detach(), .. leaves.Select(leaf => leaf.Grad!)];
        }
    }

    private static void Reductions(DType dtype, double tolerance)
    {
        foreach (var walk in Walks)
        {
            var (outer, length, inner) = walk;
            var x = Normal(outer, length, inner, 1);
            var t = Tensor.From(x, [outer, length, inner]).To(dtype);
            Near(t.Sum(1), Folded(c => c.Sum()), tolerance, length);
            Near(t.Mean(1), Folded(c => c.Average()), tolerance, 1);
            Near(t.Prod(1), Folded(c => c.Aggregate(1.0, (a, b) => a * b)), tolerance, length);
            Near(t.Max(1).Values, Folded(c => c.Max()), tolerance, 1);
            Near(t.Var(1, correction: 0), Folded(Variance), tolerance, 10);
            Near(t.Sum(), [x.Sum()], tolerance, x.Length);
            Near(t.Permute(2, 0, 1).Sum(), [x.Sum()], tolerance, x.Length);
            Near(t.Permute(1, 0, 2).Sum(0), Folded(c => c.Sum()), tolerance, length);

            double Variance(double[] column)
            {
                var mean = column.Average();
                return column.Sum(v => (v - mean) * (v - mean)) / length;
            }

            double[] Folded(Func<double[], double> fold)
            {
                var result = new double[outer * inner];
                for (var o = 0; o < outer; o++)
                    for (var i = 0; i < inner; i++)
                        result[o * inner + i] = fold([.. Enumerable.Range(0, length).Select(k => x[(o * length + k) * inner + i])]);
                return result;
            }
        }
    }

    private static double[] Map(double[] x, (int Outer, int Length, int Inner) walk, Func<double[], double[]> map)
    {
        var result = new double[x.Length];
        for (var o = 0; o < walk.Outer; o++)
            for (var i = 0; i < walk.Inner; i++)
            {
                int At(int k) => (o * walk.Length + k) * walk.Inner + i;
                var column = map([.. Enumerable.Range(0, walk.Length).Select(k => x[At(k)])]);
                for (var k = 0; k < walk.Length; k++) result[At(k)] = column[k];
            }

        return result;
    }

    private static double[] Normal(int outer, int length, int inner, int seed)
    {
        var x = new double[outer * length * inner];
        new Generator(seed).FillNormal(x);
        return Array.ConvertAll(x, v => (double)(float)v);
    }

    private static void Near(Tensor actual, double[] expected, double tolerance, int terms)
    {
        var data = actual.Detach().Double().ToArray<double>();
        Assert.That(data, Has.Length.EqualTo(expected.Length));
        for (var i = 0; i < data.Length; i++)
            Assert.That(data[i], Is.EqualTo(expected[i]).Within(tolerance * Math.Max(1, Math.Abs(expected[i])) * Math.Sqrt(terms)), $"at {i}");
    }
}

using FsCheck;
using FsCheck.Fluent;

namespace Autograd.Tests;

/// <summary>Reductions over made-up dimensions of made-up shapes and layouts, against groups gathered element by element.</summary>
public class ReductionProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261, 43053);

    private static readonly Arbitrary<int[]> Shapes =
        Gen.Choose(1, 5).SelectMany(rank => Gen.Choose(1, 6).ArrayOf(rank)).ToArbitrary();

    private static readonly Dictionary<string, (Func<Tensor, int[], bool, Tensor> Reduced, Func<double[], double> Expected)> Reductions = new()
    {
        ["sum"] = ((x, dims, keep) => x.Sum(dims, keep), group => group.Sum()),
        ["nanSum"] = ((x, dims, keep) => x.NanSum(dims, keep), group => group.Sum()),
        ["mean"] = ((x, dims, keep) => x.Mean(dims, keep), group => group.Average()),
        ["amax"] = ((x, dims, keep) => x.AMax(dims, keep), group => group.Max()),
        ["amin"] = ((x, dims, keep) => x.AMin(dims, keep), group => group.Min()),
        ["var"] = ((x, dims, keep) => x.Var(dims, 0, keep), Variance),
        ["std"] = ((x, dims, keep) => x.Std(dims, 0, keep), group => Math.Sqrt(Variance(group))),
        ["norm 3"] = ((x, dims, keep) => x.Norm(3, dims, keep), group => Math.Cbrt(group.Sum(v => Math.Pow(Math.Abs(v), 3)))),
        ["norm ∞"] = ((x, dims, keep) => x.Norm(double.PositiveInfinity, dims, keep), group => group.Max(Math.Abs)),
        ["logSumExp"] = ((x, dims, keep) => x.LogSumExp(dims, keep), group => Math.Log(group.Sum(Math.Exp))),
        ["all"] = ((x, dims, keep) => (x > -1.5).All(dims, keep).Double(), group => group.All(v => v > -1.5) ? 1 : 0),
        ["any"] = ((x, dims, keep) => (x > 1.5).Any(dims, keep).Double(), group => group.Any(v => v > 1.5) ? 1 : 0),
    };

    private static IEnumerable<string> Names => Reductions.Keys;

    [TestCaseSource(nameof(Names))]
    public void Each_group_gives_what_a_loop_over_it_gives(string name) =>
        Check.One(Seeded, Prop.ForAll(Shapes, Gen.Choose(0, 1_000_000).ToArbitrary(), (shape, seed) =>
        {
            var random = new System.Random(seed);
            var x = Laid(shape, random);
            var dims = Enumerable.Range(0, shape.Length).Where(_ => random.Next(2) == 0).DefaultIfEmpty(0).ToArray();
            var keep = random.Next(2) == 0;
            var (reduced, expected) = Reductions[name];
            var y = reduced(x, [.. dims.Select(d => random.Next(2) == 0 ? d : d - shape.Length)], keep);

            var sizes = shape.Select((size, d) => dims.Contains(d) ? 1 : size).ToArray();
            if (!y.Shape.ToArray().SequenceEqual(keep ? sizes : sizes.Where((_, d) => !dims.Contains(d)))) return false;
            var values = x.ToArray<double>();
            var groups = Enumerable.Range(0, values.Length).GroupBy(i => GroupOf(i, shape, dims)).OrderBy(group => group.Key);
            return y.ToArray<double>().Zip(groups, (actual, group) => (actual, Group: group.Select(i => values[i]).ToArray()))
                .All(pair => Math.Abs(pair.actual - expected(pair.Group)) <= 1e-12);
        }));

    private static double Variance(double[] group) => group.Select(v => v - group.Average()).Sum(v => v * v) / group.Length;

    /// <summary>The place in the result of the element at a place of the input, both in row-major order.</summary>
    private static int GroupOf(int place, int[] shape, int[] dims)
    {
        var (result, scale) = (0, 1);
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            (place, var index) = Math.DivRem(place, shape[d]);
            if (dims.Contains(d)) continue;
            result += index * scale;
            scale *= shape[d];
        }

        return result;
    }

    private static Tensor Laid(int[] shape, System.Random random)
    {
        var order = Enumerable.Range(0, shape.Length).ToArray();
        random.Shuffle(order);
        Shape memory = [.. order.Select(d => shape[d])];
        var values = Enumerable.Range(0, memory.Numel).Select(_ => 4 * random.NextDouble() - 2).ToArray();
        var x = Tensor.From(values, memory).Permute([.. order.Select((_, d) => Array.IndexOf(order, d))]);
        return random.Next(2) == 0 ? x : x[TensorIndex.Slice(step: -1)];
    }
}

using Autograd.NN;
using FsCheck;
using FsCheck.Fluent;

namespace Autograd.Tests.Shaping;

/// <summary>Rearrangements of made-up tensors against walks over all indices.</summary>
public class ShapingProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20263, 43053);

    private static readonly Arbitrary<int[]> Shapes =
        Gen.Choose(1, 4).SelectMany(rank => Gen.Choose(1, 4).ArrayOf(rank)).ToArbitrary();

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 1_000_000).ToArbitrary();

    [Test]
    public void Roll_shifts_every_index() => Check.One(Seeded, Prop.ForAll(Shapes, Seeds, (shape, seed) =>
    {
        var random = new System.Random(seed);
        var x = Laid(shape, random);
        var dims = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(-shape.Length, shape.Length)).ToArray();
        var shifts = dims.Select(_ => random.Next(-9, 10)).ToArray();
        var total = new int[shape.Length];
        for (var i = 0; i < dims.Length; i++) total[(dims[i] + shape.Length) % shape.Length] += shifts[i];
        return Same(x.Roll(shifts, dims), shape, at => At(x, [.. at.Select((i, d) => Modulo(i - total[d], shape[d]))]));
    }));

    [Test]
    public void Roll_of_a_flat_tensor() => Check.One(Seeded, Prop.ForAll(Shapes, Seeds, (shape, seed) =>
    {
        var x = Laid(shape, new System.Random(seed));
        var flat = x.ToArray<long>();
        var shift = seed % 41 - 20;
        return x.Roll(shift).ToArray<long>().SequenceEqual(flat.Select((_, i) => flat[Modulo(i - shift, flat.Length)]));
    }));

    [Test]
    public void Unfold_shows_every_window_in_the_same_memory() => Check.One(Seeded, Prop.ForAll(Shapes, Seeds, (shape, seed) =>
    {
        var random = new System.Random(seed);
        var x = Laid(shape, random);
        var d = random.Next(shape.Length);
        var size = random.Next(shape[d] + 1);
        var step = random.Next(1, 5);
        int[] expected = [.. shape, size];
        expected[d] = (shape[d] - size) / step + 1;
        var windows = x.Unfold(d - shape.Length, size, step);
        return windows.SharesStorage(x) && Same(windows, expected, at =>
        {
            int[] source = [.. at[..^1]];
            source[d] = source[d] * step + at[^1];
            return At(x, source);
        });
    }));

    [TestCase(PadMode.Constant)]
    [TestCase(PadMode.Reflect)]
    [TestCase(PadMode.Replicate)]
    [TestCase(PadMode.Circular)]
    public void Pad_takes_each_element_from_where_the_mode_says(PadMode mode) =>
        Check.One(Seeded, Prop.ForAll(Shapes, Seeds, (shape, seed) =>
        {
            var random = new System.Random(seed);
            var x = Laid(shape, random);
            var most = shape.Select(size => mode switch { PadMode.Reflect => size - 1, PadMode.Circular => size, _ => 5 }).ToArray();
            var (before, after, padded) = (new int[shape.Length], new int[shape.Length], new int[shape.Length]);
            var count = random.Next(shape.Length + 1);
            for (var d = shape.Length - count; d < shape.Length; d++)
            {
                // At most one index is taken away on one side, so that something is left; circular padding then has that much less.
                before[d] = random.Next(shape[d] > 1 ? -1 : 0, most[d] + 1);
                after[d] = random.Next(0, most[d] + 1);
                if (mode == PadMode.Circular && before[d] < 0) after[d] = Math.Min(after[d], shape[d] - 1);
            }

            var pad = new List<int>();
            for (var d = shape.Length - 1; d >= shape.Length - count; d--) pad.AddRange([before[d], after[d]]);
            for (var d = 0; d < shape.Length; d++) padded[d] = shape[d] + before[d] + after[d];
            Scalar? value = mode == PadMode.Constant ? -7 : null;
            return Same(F.Pad(x, pad.ToArray(), mode, value), padded, at =>
            {
                int[] source = [.. at.Select((i, d) => i - before[d])];
                for (var d = 0; d < source.Length; d++)
                {
                    var (i, n, first) = (source[d], shape[d], Math.Max(-before[d], 0));
                    if (i >= 0 && i < n) continue;
                    if (mode == PadMode.Constant) return -7;
                    source[d] = mode switch
                    {
                        PadMode.Reflect => i < 0 ? -i : 2 * (n - 1) - i,
                        PadMode.Replicate => Math.Clamp(i, 0, n - 1),
                        _ => first + Modulo(i - first, n - first),
                    };
                }

                return At(x, source);
            });
        }));

    [Test]
    public void Meshgrid_gives_each_point_its_coordinates() => Check.One(Seeded, Prop.ForAll(Shapes, Seeds, (sizes, seed) =>
    {
        var random = new System.Random(seed);
        var axes = sizes.Select(size => Laid([size], random)).ToArray();
        var xy = seed % 2 == 1 && sizes.Length > 1;
        var shape = xy ? [sizes[1], sizes[0], .. sizes[2..]] : sizes;
        var grids = Tensor.Meshgrid(axes, xy ? MeshIndexing.XY : MeshIndexing.IJ);
        return grids.Select((grid, k) => grid.SharesStorage(axes[k]) && Same(grid, shape, at =>
        {
            var point = xy ? [at[1], at[0], .. at[2..]] : at;
            return At(axes[k], [point[k]]);
        })).All(same => same);
    }));

    [Test]
    public void CartesianProd_and_Combinations_are_nested_loops() => Check.One(Seeded, Prop.ForAll(Seeds, seed =>
    {
        var random = new System.Random(seed);
        var n = random.Next(0, 6);
        var r = random.Next(1, 4);
        var x = Laid([n], random);
        var values = x.ToArray<long>();
        var all = Enumerable.Range(0, (int)Math.Pow(n, r)).Select(code => Digits(code, n, r)).ToArray();
        return Rows(Tensor.CartesianProd([.. Enumerable.Repeat(x, r)]).Reshape(-1, r), all)
            && Rows(x.Combinations(r), all.Where(row => row.Zip(row.Skip(1), (a, b) => a < b).All(rising => rising)))
            && Rows(x.Combinations(r, true), all.Where(row => row.Zip(row.Skip(1), (a, b) => a <= b).All(rising => rising)));

        bool Rows(Tensor actual, IEnumerable<int[]> expected)
        {
            var rows = expected.ToArray();
            return actual.Shape.Equals([rows.Length, r]) && actual.ToArray<long>().SequenceEqual(rows.SelectMany(row => row.Select(i => values[i])));
        }
    }));

    [Test]
    public void Tensor_split_is_NumPys_array_split() => Check.One(Seeded, Prop.ForAll(Seeds, seed =>
    {
        var random = new System.Random(seed);
        var x = Tensor.Arange(random.Next(0, 12));
        var indices = Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(-14, 15)).ToArray();
        var parts = x.TensorSplit(indices);
        var slices = parts.Select((_, i) =>
        {
            int Edge(int index) => Math.Clamp(index < 0 ? index + x.Numel : index, 0, x.Numel);
            var start = i == 0 ? 0 : Edge(indices[i - 1]);
            var end = i == indices.Length ? x.Numel : Edge(indices[i]);
            return Enumerable.Range(start, Math.Max(end - start, 0)).Select(k => (long)k);
        });
        var sections = random.Next(1, 6);
        var sizes = x.TensorSplit(sections).Select(part => part.Numel).ToArray();
        return parts.Zip(slices).All(pair => pair.First.ToArray<long>().SequenceEqual(pair.Second))
            && sizes.Sum() == x.Numel && sizes.Length == sections && sizes.Max() - sizes.Min() <= 1 && sizes.SequenceEqual(sizes.OrderDescending());
    }));

    /// <summary>Different numbers in a tensor whose dimensions may lie in any order, and backwards.</summary>
    private static Tensor Laid(int[] shape, System.Random random)
    {
        var order = Enumerable.Range(0, shape.Length).ToArray();
        random.Shuffle(order);
        Shape memory = [.. order.Select(d => shape[d])];
        var x = Tensor.Arange(memory.Numel).Reshape(memory.ToArray()).Permute([.. order.Select((_, d) => Array.IndexOf(order, d))]);
        return random.Next(2) == 0 ? x : x[TensorIndex.Slice(step: -1)];
    }

    private static bool Same(Tensor actual, int[] shape, Func<int[], long> expected)
    {
        if (!actual.Shape.Equals(Shape.Create(shape))) return false;
        var values = actual.ToArray<long>();
        var at = new int[shape.Length];
        for (var k = 0; k < values.Length; k++)
        {
            var rest = k;
            for (var d = shape.Length - 1; d >= 0; d--) (rest, at[d]) = Math.DivRem(rest, shape[d]);
            if (values[k] != expected(at)) return false;
        }

        return true;
    }

    private static long At(Tensor x, int[] at)
    {
        var place = x.Offset;
        for (var d = 0; d < at.Length; d++) place += at[d] * x.Strides[d];
        using var data = x.Read();
        return data.Buffer<long>()[place];
    }

    private static int Modulo(int i, int n) => ((i % n) + n) % n;

    private static int[] Digits(int code, int n, int count)
    {
        var digits = new int[count];
        for (var d = count - 1; d >= 0; d--) (code, digits[d]) = Math.DivRem(code, Math.Max(n, 1));
        return digits;
    }
}

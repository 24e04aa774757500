using Autograd.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Autograd.Tests;

/// <summary>What holds for every shape, checked on shapes that FsCheck makes up and makes smaller when one fails.</summary>
public class ShapeProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260, 43053);

    private static readonly Arbitrary<int[]> Shapes =
        Gen.Choose(0, 4).SelectMany(rank => Gen.Choose(0, 3).ArrayOf(rank)).ToArbitrary();

    [Test]
    public void Sums_broadcast_as_a_walk_over_all_indices_says() =>
        Check.One(Seeded, Prop.ForAll(Shapes, Gen.Choose(0, 15).ToArbitrary(), (shape, ones) =>
        {
            // The second operand has some sizes replaced by 1, and perhaps no leading dimension.
            var other = shape.Select((size, d) => (ones >> d & 1) == 1 ? 1 : size).Skip(ones % 2).ToArray();
            var a = Numbers(shape);
            var b = Numbers(other);
            var sum = (a + b).ToArray<double>();
            var index = new int[shape.Length];
            for (var at = 0; at < sum.Length; at++)
            {
                var rest = at;
                for (var d = shape.Length - 1; d >= 0; d--) (rest, index[d]) = Math.DivRem(rest, shape[d]);
                if (sum[at] != ValueAt(a, index) + ValueAt(b, index)) return false;
            }

            return sum.Length == shape.Aggregate(1, (product, size) => product * size);
        }));

    [Test]
    public void A_permutation_and_its_inverse_leave_everything_as_it_was() =>
        Check.One(Seeded, Prop.ForAll(Shapes, Gen.Choose(0, 1000).ToArbitrary(), (shape, seed) =>
        {
            var x = Numbers(shape);
            var order = Enumerable.Range(0, shape.Length).ToArray();
            new System.Random(seed).Shuffle(order);
            var inverse = order.Select((_, d) => Array.IndexOf(order, d)).ToArray();
            var back = x.Permute(order).Contiguous().Permute(inverse);
            return back.Shape.Equals(x.Shape) && back.Equal(x);
        }));

    [Test]
    public void The_sums_over_each_dimension_add_up_to_the_whole() =>
        Check.One(Seeded, Prop.ForAll(Shapes, shape =>
        {
            var x = Numbers(shape);
            return Enumerable.Range(0, shape.Length).All(d => x.Sum(d).Sum().Item() == x.Sum().Item());
        }));

    [Test]
    public void Whatever_the_bytes_an_idx_file_is_read_or_refused() =>
        Check.One(Seeded, Prop.ForAll<byte[]>(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            // A valid beginning lets the made-up bytes reach the sizes and the elements.
            var content = bytes.Length % 2 == 0 ? bytes : [0, 0, 8, (byte)(bytes.Length % 4), .. bytes];
            try
            {
                return IdxFile.Parse(content).Numel >= 0;
            }
            catch (InvalidDataException)
            {
                return true;
            }
        }));

    private static Tensor Numbers(int[] shape)
    {
        Shape sizes = [.. shape];
        return Tensor.From(Enumerable.Range(1, sizes.Numel).Select(i => (double)i).ToArray(), sizes);
    }

    private static double ValueAt(Tensor x, int[] index)
    {
        var at = 0;
        for (var d = 0; d < x.NDim; d++)
        {
            var i = index[index.Length - x.NDim + d];
            at = at * x.Size(d) + (x.Size(d) == 1 ? 0 : i);
        }

        return x.ToArray<double>()[at];
    }
}

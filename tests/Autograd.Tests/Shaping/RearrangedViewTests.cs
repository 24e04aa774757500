using Autograd.NN;

namespace Autograd.Tests.Shaping;

/// <summary>What shares memory with what, and what a write through a view does to the graph.</summary>
public class RearrangedViewTests
{
    [Test]
    public void A_write_through_windows_that_do_not_overlap_joins_the_graph()
    {
        var x = Tensor.From([1.0, 2, 3, 4, 5], DType.Float64, requiresGrad: true);
        var y = x * 1;
        var windows = y.Unfold(0, 2, 3);
        windows.MulInPlace(Tensor.From([10.0, 100], DType.Float64));
        Assert.That(y.ToArray<double>(), Is.EqualTo(new double[] { 10, 200, 3, 40, 500 }));
        y.Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new double[] { 10, 100, 1, 10, 100 }));
    }

    [Test]
    public void The_gradient_of_overlapping_windows_is_summed()
    {
        var x = Tensor.From([1.0, 2, 3, 4], DType.Float64, requiresGrad: true);
        (x.Unfold(0, 3, 1) * Tensor.From([[1.0, 2, 3], [4, 5, 6]], DType.Float64)).Sum().Backward();
        Assert.That(x.Grad!.ToArray<double>(), Is.EqualTo(new double[] { 1, 6, 8, 6 }));
    }

    [Test]
    public void Overlapping_windows_see_a_write_to_their_base_and_refuse_one_of_their_own()
    {
        var x = Tensor.Arange(4);
        var windows = x.Unfold(0, 3, 1);
        x[1] = 9;
        Assert.That(windows.ToArray<long>(), Is.EqualTo(new long[] { 0, 9, 2, 9, 2, 3 }));
        Assert.That(() => windows.AddInPlace(1), Throws.InvalidOperationException.With.Message.EqualTo(
            "AddInPlace: the tensor of shape (2, 3) is expanded: several of its elements are one number in memory; Clone() it first"));
        Assert.That(() => windows.UniformInPlace(), Throws.ArgumentException.With.Message.EqualTo(
            "UniformInPlace: the tensor is Int64; only floating tensors are filled from this distribution"));
        Assert.That(() => windows.RandomInPlace(), Throws.InvalidOperationException.With.Message.EqualTo(
            "RandomInPlace: the tensor of shape (2, 3) is expanded: several of its elements are one number in memory; Clone() it first"));
        Assert.That(x.ToArray<long>(), Is.EqualTo(new long[] { 0, 9, 2, 3 }));
    }

    [Test]
    public void Slices_that_do_not_overlap_are_not_taken_for_windows()
    {
        var x = Tensor.Zeros([3, 4, 5], DType.Float64);
        x.Permute(2, 0, 1)[TensorIndex.Slice(step: -2)].Transpose(0, 1).AddInPlace(1);
        x[1.., 1, TensorIndex.Slice(step: 3)].AddInPlace(1);
        x[.., .., 2].Unsqueeze(1).AddInPlace(1);
        Assert.That(x.Sum().Item(), Is.EqualTo(36 + 4 + 12));
    }

    [Test]
    public void Views_are_views_and_copies_are_copies()
    {
        var x = Tensor.Arange(24).Reshape(2, 3, 4);
        Assert.Multiple(() =>
        {
            foreach (var view in new[]
            {
                x.Unflatten(2, 2, 2), x.MoveDim(0, 2), x.Unfold(1, 2, 1), x.TensorSplit(2, 1)[1], x.TensorSplit([1], 2)[0], x.DSplit(2)[1],
                x.HSplit([1])[1], x.VSplit(2)[0], Tensor.BroadcastTensors(x, Tensor.Zeros(5, 1, 1, 1))[0], x.AtLeast3D(),
            })
                Assert.That(view.SharesStorage(x), Is.True, view.Shape.ToString());
            foreach (var copy in new[]
            {
                x.Roll(0), x.Roll(24), x.Roll(1, 0), x.Rot90(0), x.Rot90(), x.Tile(1), F.Pad(x, []), F.Pad(x, [0, 0], PadMode.Reflect),
                Tensor.VStack([x]), Tensor.BlockDiag(x[0]),
            })
                Assert.That(copy.SharesStorage(x), Is.False, copy.Shape.ToString());
        });
    }

    [Test]
    public void Numbers_and_empty_tensors()
    {
        var number = Tensor.From(3.0);
        var empty = Tensor.Zeros(0, 3);
        Assert.Multiple(() =>
        {
            Is_([1], number.Unfold(0, 1, 1));
            Is_([0], number.Unfold(-1, 0, 1));
            Is_([], number.MoveDim(0, -1));
            Is_([], number.Roll(2));
            Is_([2, 2], number.Tile(2, 2));
            Is_([], number.Tile());
            Is_([], F.Pad(number, []));
            Is_([1, 1, 1], number.AtLeast3D());
            Is_([1, 0, 1], Tensor.Zeros(0).AtLeast3D());
            Is_([1, 3, 0], empty.Unfold(0, 0, 1));
            Is_([0, 2, 2], empty.Unfold(1, 2, 1));
            Is_([0, 2, 3], empty.Unflatten(0, -1, 2));
            Is_([0, 3], empty.Roll(1, 0));
            Is_([3, 0], empty.Rot90());
            Is_([3, 0], F.Pad(Tensor.Zeros(3, 4), [-2, -2]));
            Is_([2, 4], F.Pad(empty, [1, 0, 1, 1]));
            Is_([0, 5], F.Pad(empty, [1, 1], PadMode.Reflect));
            Is_([0, 2], Tensor.Zeros(0).Combinations());
            Is_([0, 2], Tensor.Zeros(0).Combinations(2, withReplacement: true));
            Is_([0], Tensor.Zeros(3).Combinations(0));
            Is_([0, 4], Tensor.Zeros(3).Combinations(4));
            Is_([0, 2], Tensor.CartesianProd(Tensor.Zeros(2), Tensor.Zeros(0)));
            Is_([4, 2], Tensor.BlockDiag(Tensor.Zeros(0), Tensor.Zeros(2), Tensor.Zeros(2, 0)));
        });

        static void Is_(int[] shape, Tensor actual) => Assert.That(actual.Shape.ToArray(), Is.EqualTo(shape));
    }

    [Test]
    public void Every_type_keeps_its_elements([Values] DType dtype)
    {
        var x = Tensor.From([[0L, 1, 1], [1, 0, 1]]).To(dtype);
        Assert.Multiple(() =>
        {
            Is_([1, 0, 1, 1, 1, 0], x.Roll(1, 1));
            Is_([1, 1, 1, 0, 0, 1], x.Rot90());
            Is_([0, 1, 1, 1, 1, 0, 0, 1], x.Unfold(1, 2, 1));
            Is_([1, 0, 1, 1, 1, 1, 0, 1], F.Pad(x, [1, 0], value: 1));
            Is_([1, 0, 1, 1, 0, 1, 0, 1], F.Pad(x, [1, 0], PadMode.Reflect));
            Is_([0, 0, 1, 1, 1, 1, 0, 1], F.Pad(x, [1, 0], PadMode.Replicate));
            Is_([1, 0, 1, 1, 1, 1, 0, 1], F.Pad(x, [1, 0], PadMode.Circular));
            Is_([0, 1, 1, 0, 1, 1], x[0].Tile(2));
            Is_([0, 1, 0, 1, 1, 1], x[0].Combinations());
        });

        void Is_(long[] expected, Tensor actual)
        {
            Assert.That(actual.DType, Is.EqualTo(dtype));
            Assert.That(actual.Long().ToArray<long>(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Types_are_promoted_where_tensors_are_joined()
    {
        Assert.That(Tensor.BlockDiag(Tensor.From([true]), Tensor.From([2L])).ToArray<long>(), Is.EqualTo(new long[] { 1, 0, 0, 2 }));
        Assert.That(Tensor.HStack(new List<Tensor> { Tensor.From(1.5), Tensor.From([2L]) }).ToArray<float>(), Is.EqualTo(new[] { 1.5f, 2f }));
        Assert.That(Tensor.ColumnStack(new List<Tensor> { Tensor.Zeros(2), Tensor.Zeros(2, 2) }).Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(Tensor.VStack(new List<Tensor> { Tensor.Zeros(2), Tensor.Zeros(2, 2) }).Shape.ToArray(), Is.EqualTo(new[] { 3, 2 }));
        Assert.That(Tensor.DStack(new List<Tensor> { Tensor.Zeros(2), Tensor.Zeros(1, 2) }).Shape.ToArray(), Is.EqualTo(new[] { 1, 2, 2 }));
        Assert.That(Tensor.BlockDiag(new List<Tensor> { Tensor.Zeros(2), Tensor.Zeros() }).Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
    }
}

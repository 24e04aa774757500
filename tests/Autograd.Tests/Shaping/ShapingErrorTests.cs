using Autograd.NN;

namespace Autograd.Tests.Shaping;

public class ShapingErrorTests
{
    private static readonly Tensor X = Tensor.Zeros(3, 4);

    [Test]
    public void Unflatten()
    {
        Refuses(() => X.Unflatten(1, 3, -1),
            "Unflatten: sizes (3, -1) do not multiply up to 4, the size of dimension 1 of shape (3, 4)");
        Refuses(() => X.Unflatten(0, 2, 2), "Unflatten: sizes (2, 2) do not multiply up to 3, the size of dimension 0 of shape (3, 4)");
        Refuses(() => X.Unflatten(1, 65536, 65536),
            "Unflatten: sizes (65536, 65536) do not multiply up to 4, the size of dimension 1 of shape (3, 4)");
        Refuses(() => X.Unflatten(0, -1, -1), "Unflatten: sizes (-1, -1); only one size may be -1, and none less");
        Refuses(() => X.Unflatten(1), "Unflatten: no size for dimension 1 of shape (3, 4); name at least one");
        Refuses(() => Tensor.Zeros(0, 3).Unflatten(0, -1, 0),
            "Unflatten: sizes (-1, 0) do not multiply up to 0, the size of dimension 0 of shape (0, 3)");
        OutOfRange(() => X.Unflatten(2, 1), "Unflatten: dim 2 is out of range for shape (3, 4); use -2 to 1 (Parameter 'dim')");
        OutOfRange(() => Tensor.Zeros().Unflatten(0, 1),
            "Unflatten: dim 0 of a 0-dimensional tensor, which has none; Unsqueeze(0) it first (Parameter 'dim')");
    }

    [Test]
    public void MoveDim()
    {
        Refuses(() => X.MoveDim([0, 1], [1]), "MoveDim: (0, 1) to (1,); name one place for each dimension");
        Refuses(() => X.MoveDim([0, -2], [0, 1]), "MoveDim: dimension 0 is named twice in (0, -2); name each once");
        Refuses(() => X.MoveDim([0, 1], [1, 1]), "MoveDim: place 1 is named twice in (1, 1); name each once");
        OutOfRange(() => X.MoveDim(0, 2), "MoveDim: dim 2 is out of range for shape (3, 4); use -2 to 1 (Parameter 'dim')");
    }

    [Test]
    public void Repetition_and_rotation()
    {
        Refuses(() => Tensor.BroadcastTensors(X, Tensor.Zeros(3)),
            "BroadcastTensors: shapes (3, 4) and (3,) do not broadcast: sizes 4 and 3 meet in dimension 1; they must be equal, or "
            + "one of them 1");
        Refuses(() => Tensor.BroadcastShapes(2, (3, 1), (4, 1)),
            "BroadcastShapes: shapes (3, 2) and (4, 1) do not broadcast: sizes 3 and 4 meet in dimension 0; they must be equal, or one of them 1");
        Refuses(() => Tensor.BroadcastShapes(2, null!), "BroadcastShapes: shape 1 of 2 is null; pass shapes alone (Parameter 'shapes')");
        OutOfRange(() => X.Tile(2, -1), "Tile: a negative number in (2, -1); each must be 0 or more (Parameter 'dims')");
        Refuses(() => X.Roll([1, 2], [0]), "Roll: shifts (1, 2) for dims (0,); name one shift for each dimension");
        Refuses(() => X.Roll([], []), "Roll: shifts () for dims (); name one shift for each dimension");
        OutOfRange(() => X.Roll(1, 2), "Roll: dim 2 is out of range for shape (3, 4); use -2 to 1 (Parameter 'dim')");
        OutOfRange(() => Tensor.Zeros().Roll(1, 0),
            "Roll: dim 0 of a 0-dimensional tensor, which has none; Unsqueeze(0) it first (Parameter 'dim')");
        Refuses(() => X.Rot90(1, 0, -2), "Rot90: dims 0 and -2 of shape (3, 4) are the same; a plane has two");
        OutOfRange(() => Tensor.Zeros(3).Rot90(), "Rot90: dim 1 is out of range for shape (3,); use -1 to 0 (Parameter 'dim')");
    }

    [Test]
    public void Unfold()
    {
        OutOfRange(() => X.Unfold(1, 5, 1), "Unfold: windows of size 5 along dimension 1 with size 4; use 0 to 4 (Parameter 'size')");
        OutOfRange(() => X.Unfold(1, -1, 1), "Unfold: windows of size -1 along dimension 1 with size 4; use 0 to 4 (Parameter 'size')");
        OutOfRange(() => X.Unfold(1, 2, 0), "Unfold: a step of 0; it must be positive (Parameter 'step')");
        OutOfRange(() => X.Unfold(2, 1, 1), "Unfold: dim 2 is out of range for shape (3, 4); use -2 to 1 (Parameter 'dim')");
        OutOfRange(() => Tensor.Zeros().Unfold(0, 2, 1), "Unfold: windows of size 2 along dimension 0 with size 1; use 0 to 1 (Parameter 'size')");
    }

    [Test]
    public void Padding()
    {
        Refuses(() => F.Pad(X, [1]), "Pad: 1 numbers in (1,); pass two for each dimension");
        Refuses(() => F.Pad(X, [1, 1, 1, 1, 1, 1]), "Pad: 3 pairs in (1, 1, 1, 1, 1, 1) for shape (3, 4); pass at most one for each dimension");
        Refuses(() => F.Pad(X, [-3, -2]), "Pad: (-3, -2) takes away more than the 4 indices of dimension 1 of shape (3, 4)");
        Refuses(() => F.Pad(X, [1, 1], PadMode.Reflect, 3), "Pad: mode Reflect with the value 3; only mode Constant takes one");
        Refuses(() => F.Pad(X, [4, 0], PadMode.Reflect),
            "Pad: (4, 0) of dimension 1 with size 4 reflects more than there is; each must be less than the size");
        Refuses(() => F.Pad(X, [-2, -2], PadMode.Reflect), "Pad: (-2, -2) of dimension 1 with size 4 leaves nothing to pad with in mode Reflect");
        Refuses(() => F.Pad(X, [-5, 3], PadMode.Replicate), "Pad: (-5, 3) of dimension 1 with size 4 leaves nothing to pad with in mode Replicate");
        Refuses(() => F.Pad(Tensor.Zeros(2, 0), [1, 0], PadMode.Replicate),
            "Pad: (1, 0) of dimension 1 with size 0; there is no edge to replicate");
        Refuses(() => F.Pad(X, [5, 0], PadMode.Circular),
            "Pad: (5, 0) of dimension 1 with size 4 wraps around more than once; each must be at most the 4 indices that stay");
        Refuses(() => F.Pad(X, [4, -1], PadMode.Circular),
            "Pad: (4, -1) of dimension 1 with size 4 wraps around more than once; each must be at most the 3 indices that stay");
        OutOfRange(() => F.Pad(X, [1, 1], (PadMode)4), "Pad: mode 4; use Constant, Reflect, Replicate or Circular (Parameter 'mode')");
        OutOfRange(() => F.Pad(X, [int.MaxValue, 0]), "Pad: a result of shape (3, 2147483651) has more elements than an array can hold; at most 2147483591");
        OutOfRange(() => F.Pad(X, [int.MaxValue, 0], PadMode.Replicate), "Pad: a result of shape (3, 2147483651) has more elements than an array can hold; at most 2147483591");
    }

    [Test]
    public void Splitting()
    {
        OutOfRange(() => X.TensorSplit(0), "TensorSplit: 0 sections; there must be at least one (Parameter 'sections')");
        OutOfRange(() => Tensor.Zeros().TensorSplit(1),
            "TensorSplit: dim 0 of a 0-dimensional tensor, which has none; Unsqueeze(0) it first (Parameter 'dim')");
        Refuses(() => X.HSplit(3),
            "HSplit: 3 sections of dimension 1 with size 4; the number must divide the size; use TensorSplit for sections of different sizes");
        Refuses(() => X.VSplit(0),
            "VSplit: 0 sections of dimension 0 with size 3; the number must divide the size; use TensorSplit for sections of "
            + "different sizes");
        Refuses(() => Tensor.Zeros().HSplit(1), "HSplit: shape () has 0 dimensions; it needs at least 1; use TensorSplit");
        Refuses(() => Tensor.Zeros(3).VSplit([1]), "VSplit: shape (3,) has 1 dimensions; it needs at least 2; use TensorSplit");
        Refuses(() => X.DSplit(1), "DSplit: shape (3, 4) has 2 dimensions; it needs at least 3; use TensorSplit");
    }

    [Test]
    public void Joining()
    {
        Refuses(() => Tensor.HStack([]), "HStack: no tensor to join; pass at least one");
        Refuses(() => Tensor.HStack([X, Tensor.Zeros(4)]),
            "HStack: tensor 1 has shape (4,) and does not fit (3, 4); all sizes but that of dimension 1 must be the same");
        Refuses(() => Tensor.VStack([X, Tensor.Zeros(3)]),
            "VStack: tensor 1 has shape (1, 3) and does not fit (3, 4); all sizes but that of dimension 0 must be the same");
        Refuses(() => Tensor.DStack([X, Tensor.Zeros(3)]),
            "DStack: tensor 1 has shape (1, 3, 1) and does not fit (3, 4, 1); all sizes but that of dimension 2 must be the same");
        Refuses(() => Tensor.ColumnStack([Tensor.Zeros(2), Tensor.Zeros(3)]),
            "ColumnStack: tensor 1 has shape (3, 1) and does not fit (2, 1); all sizes but that of dimension 1 must be the same");
        Refuses(() => Tensor.BlockDiag(), "BlockDiag: no tensor; pass at least one");
        Refuses(() => Tensor.BlockDiag(X, Tensor.Zeros(1, 1, 1)),
            "BlockDiag: tensor 1 has shape (1, 1, 1); each must have two dimensions or fewer");
    }

    [Test]
    public void Grids()
    {
        var a = Tensor.Zeros(2);
        Refuses(() => Tensor.Meshgrid([]), "Meshgrid: no tensor; pass at least one");
        Refuses(() => Tensor.Meshgrid([a, X]), "Meshgrid: tensor 1 has shape (3, 4); each must be a vector or a number");
        Refuses(() => Tensor.Meshgrid([a, a.Long()]), "Meshgrid: tensor 1 is Int64 and tensor 0 Float32; convert them to one type with To");
        OutOfRange(() => Tensor.Meshgrid([a], (MeshIndexing)2), "Meshgrid: indexing 2; use MeshIndexing.IJ or XY (Parameter 'indexing')");
        Refuses(() => Tensor.CartesianProd(), "CartesianProd: no tensor; pass at least one");
        Refuses(() => Tensor.CartesianProd(a, Tensor.Zeros()), "CartesianProd: tensor 1 has shape (); each must be a vector");
        Refuses(() => Tensor.CartesianProd(a, a.Double()),
            "CartesianProd: tensor 1 is Float64 and tensor 0 Float32; convert them to one type with To");
        Refuses(() => X.Combinations(), "Combinations: shape (3, 4) is no vector; Flatten() it first");
        OutOfRange(() => a.Combinations(-1), "Combinations: -1 elements; there must be none or more (Parameter 'r')");
        Refuses(() => Tensor.Zeros(1000).Combinations(5), "Combinations: the choices of 5 out of 1000 are more than an array can hold");
        Refuses(() => a.Combinations(int.MaxValue, withReplacement: true),
            "Combinations: the choices of 2147483647 out of 2 are more than an array can hold");
    }

    private static void Refuses(Action call, string message) =>
        Assert.That(call, Throws.ArgumentException.With.Message.EqualTo(message));

    private static void OutOfRange(Action call, string message) =>
        Assert.That(call, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(message));
}

namespace Autograd.Tests.Creation;

/// <summary>What a port writes where PyTorch takes sizes: each line must compile, and mean the same shape.</summary>
public class ShapeArgumentTests
{
    private static readonly int[] Sizes = [2, 3];
    private static readonly int N = 3;

    private static IEnumerable<(Tensor Result, string Shape, DType DType)> Created =>
    [
        (Tensor.Zeros(3), "(3,)", DType.Float32),
        (Tensor.Zeros(2, 3), "(2, 3)", DType.Float32),
        (Tensor.Zeros(), "()", DType.Float32),
        (Tensor.Zeros(2, 0), "(2, 0)", DType.Float32),
        (Tensor.Zeros([2, 3]), "(2, 3)", DType.Float32),
        (Tensor.Zeros((2, 3)), "(2, 3)", DType.Float32),
        (Tensor.Zeros(Sizes), "(2, 3)", DType.Float32),
        (Tensor.Zeros(Sizes, DType.Float64), "(2, 3)", DType.Float64),
        (Tensor.Zeros(N, DType.Int64), "(3,)", DType.Int64),
        (Tensor.Zeros([2, 3], DType.Int64), "(2, 3)", DType.Int64),
        (Tensor.Zeros((N, N), DType.Float64), "(3, 3)", DType.Float64),
        (Tensor.Zeros(1, requiresGrad: true), "(1,)", DType.Float32),
        (Tensor.Ones((2, 3, 4), requiresGrad: true), "(2, 3, 4)", DType.Float32),
        (Tensor.Empty((1, 2, 3, 4)), "(1, 2, 3, 4)", DType.Float32),
        (Tensor.Empty(Tensor.Zeros(2, 3).Shape), "(2, 3)", DType.Float32),
        (Tensor.Full((1, 2, 3, 4, 5), 1), "(1, 2, 3, 4, 5)", DType.Int64),
        (Tensor.Full(3, 0.5), "(3,)", DType.Float32),
        (Tensor.Full((1, 2, 3, 4, 5, 6), true), "(1, 2, 3, 4, 5, 6)", DType.Bool),
        (Tensor.RandN((N, 2)), "(3, 2)", DType.Float32),
        (Tensor.RandN(Sizes, DType.Float64), "(2, 3)", DType.Float64),
        (Tensor.Rand(N, requiresGrad: true), "(3,)", DType.Float32),
        (Tensor.RandInt(10, (N, 2)), "(3, 2)", DType.Int64),
        (Tensor.RandInt(0, 10, Sizes), "(2, 3)", DType.Int64),
        (Tensor.RandInt(10, 5), "(5,)", DType.Int64),
        (Tensor.Normal(0, 1, (2, 2)), "(2, 2)", DType.Float32),
    ];

    [Test]
    public void Creations_take_a_shape_in_every_spelling() => Assert.Multiple(() =>
    {
        foreach (var (result, shape, dtype) in Created)
            Assert.That((result.Shape.ToString(), result.DType), Is.EqualTo((shape, dtype)));
    });

    [Test]
    public void Methods_of_sizes_take_a_shape()
    {
        var x = Tensor.Arange(6);
        var y = Tensor.Zeros(2, 3);
        Assert.That(x.Reshape(y.Shape).Shape, Is.EqualTo(y.Shape));
        Assert.That(x.View(y.Shape).Shape, Is.EqualTo(y.Shape));
        Assert.That(x[..3].Expand(y.Shape).Shape, Is.EqualTo(y.Shape));
        Assert.That(x.Reshape(Sizes).Shape, Is.EqualTo(y.Shape));
        Assert.That(x.Reshape([.. y.Shape, -1]).Shape.ToString(), Is.EqualTo("(2, 3, 1)"));
        Assert.That(x.Unflatten(0, y.Shape).Shape, Is.EqualTo(y.Shape));
        Assert.That(y.Repeat(y.Shape).Shape.ToString(), Is.EqualTo("(4, 9)"));
    }

    [Test]
    public void A_size_is_checked_however_it_was_written()
    {
        Assert.That(() => Tensor.Zeros(-1, DType.Int64), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Tensor.Zeros((2, -3)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Shapes_compare_by_their_sizes()
    {
        var shape = Tensor.Zeros(2, 3).Shape;
        Assert.That(shape == (2, 3), Is.True);
        Assert.That(shape == Sizes, Is.True);
        Assert.That(shape != (3, 2), Is.True);
        Assert.That(shape is [2, 3], Is.True);
        Shape? none = null;
        Assert.That(shape == none, Is.False);
        Assert.That(none == null, Is.True);
    }

    [Test]
    public void A_shape_comes_apart()
    {
        var (b, t) = Tensor.Zeros(2, 3).Shape;
        Assert.That((b, t), Is.EqualTo((2, 3)));
        var (d0, d1, d2) = Tensor.Zeros(2, 3, 4).Shape;
        Assert.That((d0, d1, d2), Is.EqualTo((2, 3, 4)));
        var (_, _, _, e3) = Tensor.Zeros(2, 3, 4, 5).Shape;
        var (_, _, _, _, f4) = Tensor.Zeros(1, 1, 1, 1, 6).Shape;
        var (_, _, _, _, _, g5) = Tensor.Zeros(1, 1, 1, 1, 1, 7).Shape;
        Assert.That((e3, f4, g5), Is.EqualTo((5, 6, 7)));
        Assert.That(
            () =>
            {
                var (x, y, z) = Tensor.Zeros(2, 3).Shape;
                return x + y + z;
            },
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Deconstruct: shape (2, 3) has 2 dimensions, and 3 names were given; use as many, or x.Size(dim)"));
    }

    [Test]
    public void Parts_of_a_tensor_come_apart()
    {
        var x = Tensor.Arange(12).Reshape(2, 6);
        var (q, k, v) = x.Split(2, dim: 1);
        var (left, right) = x.Chunk(2, dim: -1);
        Assert.That((q[0, 0].Item(), k[0, 0].Item(), v[0, 0].Item()), Is.EqualTo((0.0, 2.0, 4.0)));
        Assert.That((left[1, 0].Item(), right[1, 0].Item()), Is.EqualTo((6.0, 9.0)));

        var (a, b, c, d, e, f) = x.Unbind(1);
        Assert.That(new[] { a, b, c, d, e, f }.Select(column => column[0].Item()), Is.EqualTo(new[] { 0.0, 1, 2, 3, 4, 5 }));
        Assert.That(
            () =>
            {
                var (one, two, three) = x.Unbind();
                return one + two + three;
            },
            Throws.InvalidOperationException.With.Message.EqualTo("Deconstruct: 2 tensors, and 3 names were given; use as many, or an index"));
    }
}

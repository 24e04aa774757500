namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns the tensor itself, or, if it is 0-dimensional, a view with one dimension.</summary>
    /// <remarks>Gradient: g in the input's shape.</remarks>
    public Tensor AtLeast1D() => NDim > 0 ? this : ReshapeTo(Shape.Create(1));

    /// <summary>Returns the tensor itself, or a view with two dimensions: a vector becomes a row (1, n).</summary>
    /// <remarks>Gradient: g in the input's shape.</remarks>
    public Tensor AtLeast2D() => NDim > 1 ? this : ReshapeTo(Shape.Create(1, Numel));

    /// <summary>
    /// Returns the tensor itself, or a view with three dimensions: (n,) becomes (1, n, 1), and (m, n) becomes (m, n,
    /// 1).
    /// </summary>
    /// <remarks>Gradient: g in the input's shape.</remarks>
    public Tensor AtLeast3D() => NDim switch
    {
        < 2 => ReshapeTo(Shape.Create(1, Numel, 1)),
        2 => ReshapeTo(Shape.Create([.. _shape.Sizes, 1])),
        _ => this,
    };
}

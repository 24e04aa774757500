namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>A copy, turned by 90 degrees in the plane of two dimensions.</summary>
    /// <param name="k">How often; negative turns the other way.</param>
    /// <param name="dim0">The dimension from which …</param>
    /// <param name="dim1">… to which the turn goes: with (0, 1), what was the last column becomes the first row.</param>
    /// <remarks>Gradient: g, turned back.</remarks>
    /// <exception cref="ArgumentException">The two are one dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Rot90(int k = 1, int dim0 = 0, int dim1 = 1)
    {
        var a = _shape.Dim(dim0, "Rot90");
        var b = _shape.Dim(dim1, "Rot90");
        if (a == b) throw new ArgumentException($"Rot90: dims {dim0} and {dim1} of shape {_shape} are the same; a plane has two");
        return (k & 3) switch
        {
            0 => Clone(),
            1 => Flip(b).Transpose(a, b),
            2 => Flip(a, b),
            _ => Flip(a).Transpose(a, b),
        };
    }
}

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns a copy that is rotated by 90 degrees in the plane of two dimensions.</summary>
    /// <param name="k">The number of rotations by 90 degrees; negative rotates the other way.</param>
    /// <param name="dim0">The dimension from which the rotation goes.</param>
    /// <param name="dim1">
    /// The dimension towards which it goes: with (0, 1), the last column becomes the first row.
    /// </param>
    /// <remarks>Gradient: g, rotated back.</remarks>
    /// <exception cref="ArgumentException">The two dimensions are the same.</exception>
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

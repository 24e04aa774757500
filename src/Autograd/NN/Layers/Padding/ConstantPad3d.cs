namespace Autograd.NN;

/// <summary>Pads the last three dimensions with a number; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (…, D, H, W) → the same with the padding added.</remarks>
public sealed class ConstantPad3d : ConstantPadNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="padding">The number of indices to add on each side; a negative number crops.</param>
    /// <param name="value">The number to pad with.</param>
    public ConstantPad3d(int padding, Scalar value)
        : this([padding], value)
    {
    }

    /// <summary>Makes the module.</summary>
    /// <param name="padding">One number for each side: see <see cref="PadNd.Padding"/>.</param>
    /// <param name="value">The number to pad with.</param>
    /// <exception cref="ArgumentException">There are not 6 numbers, or one.</exception>
    public ConstantPad3d(ReadOnlySpan<int> padding, Scalar value)
        : base("ConstantPad3d", 3, padding, value)
    {
    }
}

namespace Autograd.NN;

/// <summary>Pads the last two dimensions with a number; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (…, H, W) → the same with the padding added.</remarks>
public sealed class ConstantPad2d : ConstantPadNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="padding">The number of indices to add on each side; a negative number crops.</param>
    /// <param name="value">The number to pad with.</param>
    public ConstantPad2d(int padding, Scalar value)
        : this([padding], value)
    {
    }

    /// <summary>Makes the module.</summary>
    /// <param name="padding">One number for each side: see <see cref="PadNd.Padding"/>.</param>
    /// <param name="value">The number to pad with.</param>
    /// <exception cref="ArgumentException">There are not 4 numbers, or one.</exception>
    public ConstantPad2d(ReadOnlySpan<int> padding, Scalar value)
        : base("ConstantPad2d", 2, padding, value)
    {
    }
}

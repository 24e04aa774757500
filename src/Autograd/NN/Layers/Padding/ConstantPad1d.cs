namespace Autograd.NN;

/// <summary>Pads the last dimension with a number; see <see cref="F.Pad"/>.</summary>
/// <remarks>Shapes: (…, L) → the same with the padding added.</remarks>
public sealed class ConstantPad1d : ConstantPadNd
{
    /// <summary>Makes the module.</summary>
    /// <param name="padding">The number of indices to add on each side; a negative number crops.</param>
    /// <param name="value">The number to pad with.</param>
    public ConstantPad1d(int padding, Scalar value)
        : this([padding], value)
    {
    }

    /// <summary>Makes the module.</summary>
    /// <param name="padding">One number for each side: see <see cref="PadNd.Padding"/>.</param>
    /// <param name="value">The number to pad with.</param>
    /// <exception cref="ArgumentException">There are not 2 numbers, or one.</exception>
    public ConstantPad1d(ReadOnlySpan<int> padding, Scalar value)
        : base("ConstantPad1d", 1, padding, value)
    {
    }
}

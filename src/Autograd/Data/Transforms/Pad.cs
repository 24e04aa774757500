using Autograd.NN;

namespace Autograd.Data;

/// <summary>Adds a border.</summary>
public sealed class Pad : ImageTransform
{
    private readonly int[] _padding;
    private readonly double _fill;
    private readonly PadMode _paddingMode;

    /// <summary>Makes a transform with as much on each side.</summary>
    /// <param name="padding">How much.</param>
    /// <param name="fill">The value there.</param>
    /// <param name="paddingMode">What else may be there instead.</param>
    /// <exception cref="ArgumentOutOfRangeException">The padding is negative.</exception>
    public Pad(int padding, double fill = 0, PadMode paddingMode = PadMode.Constant)
        : this((padding, padding, padding, padding), fill, paddingMode)
    {
    }

    /// <summary>Makes a transform of one padding for each side.</summary>
    /// <param name="padding">How much, in torchvision's order.</param>
    /// <param name="fill">The value there.</param>
    /// <param name="paddingMode">What else may be there instead.</param>
    /// <exception cref="ArgumentOutOfRangeException">A padding is negative.</exception>
    public Pad((int Left, int Top, int Right, int Bottom) padding, double fill = 0, PadMode paddingMode = PadMode.Constant)
    {
        _padding = [padding.Left, padding.Right, padding.Top, padding.Bottom];
        if (_padding.Min() < 0)
            throw new ArgumentOutOfRangeException(nameof(padding), $"Pad: padding is {padding}; it must not be negative, and a crop cuts off");
        (_fill, _paddingMode) = (fill, paddingMode);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image)
    {
        SizeOf("Pad", NotNull(image));
        return F.Pad(image, _padding, _paddingMode, _paddingMode == PadMode.Constant ? _fill : null);
    }
}

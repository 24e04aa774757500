namespace Autograd;

/// <summary>How <c>F.Interpolate</c> computes elements between those of the input.</summary>
public enum InterpolateMode
{
    /// <summary>The element before the position.</summary>
    Nearest,

    /// <summary>The nearest element, as Pillow and scikit-image choose it.</summary>
    NearestExact,

    /// <summary>Linear between the two neighbours, for (N, C, L).</summary>
    Linear,

    /// <summary>Linear in both dimensions, for (N, C, H, W).</summary>
    Bilinear,

    /// <summary>Cubic convolution of the four neighbours in both dimensions, for (N, C, H, W).</summary>
    Bicubic,

    /// <summary>Linear in all three dimensions, for (N, C, D, H, W).</summary>
    Trilinear,

    /// <summary>The mean of the elements that each result covers.</summary>
    Area,
}

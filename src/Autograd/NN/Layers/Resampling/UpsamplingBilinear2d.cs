using System.Runtime.CompilerServices;

namespace Autograd.NN;

/// <summary>Resamples images by bilinear interpolation, where the centers of the corner elements agree; see <see cref="Upsample"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C, …) with the new sizes.</remarks>
public sealed class UpsamplingBilinear2d : Upsample
{
    /// <summary>Makes the module.</summary>
    /// <param name="size">The spatial sizes of the result, one for both or one for each; or give scaleFactor.</param>
    /// <param name="scaleFactor">What to multiply the spatial sizes by, one number for both or one for each.</param>
    [OverloadResolutionPriority(1)]
    public UpsamplingBilinear2d(Shape? size = null, ReadOnlySpan<double> scaleFactor = default)
        : base(size, scaleFactor, InterpolateMode.Bilinear, alignCorners: true)
    {
    }

    /// <summary>Makes the module, with one factor for both dimensions.</summary>
    /// <param name="scaleFactor">What to multiply the spatial sizes by.</param>
    public UpsamplingBilinear2d(double scaleFactor)
        : this(null, [scaleFactor])
    {
    }
}

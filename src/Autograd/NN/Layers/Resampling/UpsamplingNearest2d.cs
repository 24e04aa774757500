using System.Runtime.CompilerServices;

namespace Autograd.NN;

/// <summary>Resamples images by nearest neighbours; see <see cref="Upsample"/>.</summary>
/// <remarks>Shapes: (N, C, H, W) → (N, C, …) with the new sizes.</remarks>
public sealed class UpsamplingNearest2d : Upsample
{
    /// <summary>Makes the module.</summary>
    /// <param name="size">The spatial sizes of the result, one for both or one for each; or give scaleFactor.</param>
    /// <param name="scaleFactor">What to multiply the spatial sizes by, one number for both or one for each.</param>
    [OverloadResolutionPriority(1)]
    public UpsamplingNearest2d(Shape? size = null, ReadOnlySpan<double> scaleFactor = default)
        : base(size, scaleFactor, InterpolateMode.Nearest, alignCorners: null)
    {
    }

    /// <summary>Makes the module, with one factor for both dimensions.</summary>
    /// <param name="scaleFactor">What to multiply the spatial sizes by.</param>
    public UpsamplingNearest2d(double scaleFactor)
        : this(null, [scaleFactor])
    {
    }
}

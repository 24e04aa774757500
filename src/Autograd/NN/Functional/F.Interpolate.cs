using System.Runtime.CompilerServices;

namespace Autograd.NN;

public static partial class F
{
    /// <summary>Resamples signals, images or volumes to another size.</summary>
    /// <param name="input">
    /// (N, C, L), (N, C, H, W) or (N, C, D, H, W), floating; of any type for the modes Nearest and NearestExact.
    /// </param>
    /// <param name="size">The spatial sizes of the result, one for all or one for each dimension; or give scaleFactor.</param>
    /// <param name="scaleFactor">
    /// What to multiply the spatial sizes by, one number for all or one for each; the sizes are rounded down.
    /// </param>
    /// <param name="mode">How elements between those of the input are computed.</param>
    /// <param name="alignCorners">
    /// For the linear and cubic modes: true if the centers of the corner elements of both sides agree; by default their
    /// outer edges do.
    /// </param>
    /// <param name="recomputeScaleFactor">
    /// True to compute positions by the ratio of the sizes, false or null by scaleFactor.
    /// </param>
    /// <param name="antialias">
    /// For Bilinear and Bicubic: true to smooth before elements are left out, as Pillow does.
    /// </param>
    /// <returns>(N, C, …) with the new sizes.</returns>
    /// <remarks>
    /// Every result is a weighted sum of elements, dimension by dimension; an element's gradient is the sum of g with the
    /// same weights. https://pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html.
    /// </remarks>
    /// <example><code>var twice = F.Interpolate(images, scaleFactor: 2, mode: InterpolateMode.Bilinear);</code></example>
    /// <exception cref="ArgumentException">
    /// The input has other dimensions than the mode, or is empty in a spatial one, or not floating; size and scaleFactor are
    /// both given or both missing, or of another length; or an option does not go with the mode.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The mode is not a member, or the result is too large.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Interpolate(
        Tensor input, Shape? size = null, ReadOnlySpan<double> scaleFactor = default, InterpolateMode mode = InterpolateMode.Nearest,
        bool? alignCorners = null, bool? recomputeScaleFactor = null, bool antialias = false) =>
        Tensor.Interpolate("Interpolate", NotNull(input), size, scaleFactor, mode, alignCorners, recomputeScaleFactor, antialias);

    /// <inheritdoc cref="Interpolate(Tensor, Shape?, ReadOnlySpan{double}, InterpolateMode, bool?, bool?, bool)"/>
    public static Tensor Interpolate(
        Tensor input, double scaleFactor, InterpolateMode mode = InterpolateMode.Nearest, bool? alignCorners = null,
        bool? recomputeScaleFactor = null, bool antialias = false) =>
        Tensor.Interpolate("Interpolate", NotNull(input), null, [scaleFactor], mode, alignCorners, recomputeScaleFactor, antialias);
}

using System.Runtime.CompilerServices;

namespace Autograd.NN;

/// <summary>
/// Resamples signals, images or volumes to another size;
/// see <see cref="F.Interpolate(Tensor, Shape?, ReadOnlySpan{double}, InterpolateMode, bool?, bool?, bool)"/>.
/// </summary>
/// <remarks>Shapes: (N, C, …) → (N, C, …) with the new sizes.</remarks>
public class Upsample : UnaryModule
{
    private readonly double[] _scaleFactor;

    /// <summary>Makes the module.</summary>
    /// <param name="size">The spatial sizes of the result, one for all or one for each dimension; or give scaleFactor.</param>
    /// <param name="scaleFactor">What to multiply the spatial sizes by, one number for all or one for each.</param>
    /// <param name="mode">How elements between those of the input are computed.</param>
    /// <param name="alignCorners">For the linear and cubic modes: true if the centers of the corner elements agree.</param>
    /// <param name="recomputeScaleFactor">True to compute positions by the ratio of the sizes, not by scaleFactor.</param>
    [OverloadResolutionPriority(1)]
    public Upsample(
        Shape? size = null, ReadOnlySpan<double> scaleFactor = default, InterpolateMode mode = InterpolateMode.Nearest,
        bool? alignCorners = null, bool? recomputeScaleFactor = null)
    {
        (Size, _scaleFactor, Mode) = (size, scaleFactor.ToArray(), mode);
        (AlignCorners, RecomputeScaleFactor) = (alignCorners, recomputeScaleFactor);
    }

    /// <summary>Makes the module, with one factor for all dimensions.</summary>
    /// <inheritdoc cref="Upsample(Shape?, ReadOnlySpan{double}, InterpolateMode, bool?, bool?)"/>
    public Upsample(
        double scaleFactor, InterpolateMode mode = InterpolateMode.Nearest, bool? alignCorners = null, bool? recomputeScaleFactor = null)
        : this(null, [scaleFactor], mode, alignCorners, recomputeScaleFactor)
    {
    }

    /// <summary>The spatial sizes of the result, or null.</summary>
    public Shape? Size { get; }

    /// <summary>What the spatial sizes are multiplied by; empty if there is a size.</summary>
    public IReadOnlyList<double> ScaleFactor => _scaleFactor;

    /// <summary>How elements between those of the input are computed.</summary>
    public InterpolateMode Mode { get; }

    /// <summary>True if the centers of the corner elements agree.</summary>
    public bool? AlignCorners { get; }

    /// <summary>True if positions are computed by the ratio of the sizes.</summary>
    public bool? RecomputeScaleFactor { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has other dimensions than the mode, or size and scaleFactor do not fit.</exception>
    public override Tensor Forward(Tensor x) => IsHooked ? Hooked(x) : Tensor.Interpolate(
        GetType().Name, NotNull(x), Size, _scaleFactor, Mode, AlignCorners, RecomputeScaleFactor, antialias: false);

    /// <inheritdoc/>
    protected override string ExtraRepr()
    {
        var mode = Mode == InterpolateMode.NearestExact ? "nearest-exact" : Mode.ToString().ToLowerInvariant();
        if (Size is not null) return $"size={(Size.Count == 1 ? $"{Size[0]}" : $"{Size}")}, mode={mode}";
        var numbers = string.Join(", ", _scaleFactor.Select(PythonFormat.Number));
        return $"scale_factor={(_scaleFactor.Length == 1 ? numbers : $"({numbers})")}, mode={mode}";
    }
}

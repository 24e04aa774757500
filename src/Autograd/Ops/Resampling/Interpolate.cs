using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements F.Interpolate and its modules; <paramref name="op"/> is the function or module to name.</summary>
    internal static Tensor Interpolate(
        string op, Tensor input, Shape? size, ReadOnlySpan<double> scaleFactor, InterpolateMode mode, bool? alignCorners,
        bool? recomputeScaleFactor, bool antialias)
    {
        var rank = CheckInterpolation(op, input, mode, alignCorners, antialias);
        var (sizes, scales) = ResampledSizes(op, input._shape, rank, size, scaleFactor, recomputeScaleFactor);
        Span<long> all = [input._shape[0], input._shape[1], .. sizes];
        var shape = Shape.ForResult(op, all);
        if (shape.Numel == 0) return input.ReshapeTo(shape);
        var isNearest = mode is InterpolateMode.Nearest or InterpolateMode.NearestExact;
        if (!isNearest && !input._dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"{op}: the input is {input._dtype} for mode {mode}; it must be floating: convert with Float(), or use mode Nearest");
        var tables = new ResampleTable?[rank];
        for (var d = 0; d < rank; d++)
            tables[d] = TableOf(mode, input._shape[d + 2], (int)sizes[d], scales[d], alignCorners ?? false, antialias, input._dtype);
        if (input._dtype.IsFloatingPoint())
        {
            var result = Resample(op, input, tables, NameOf(mode, rank, antialias));
            Tracing.Note(result, "interpolateMode", mode);
            Tracing.Note(result, "alignCorners", alignCorners ?? false);
            Tracing.Note(result, "antialias", antialias);
            Tracing.Note(result, "scales", scales);
            return result;
        }

        for (var d = 0; d < rank; d++) input = input.IndexSelect(d + 2, From(tables[d]!.Indices));
        return input;
    }

    /// <summary>Checks all but the sizes, and returns the number of spatial dimensions.</summary>
    private static int CheckInterpolation(string op, Tensor input, InterpolateMode mode, bool? alignCorners, bool antialias)
    {
        var (least, most, shapes) = mode switch
        {
            InterpolateMode.Nearest or InterpolateMode.NearestExact or InterpolateMode.Area =>
                (3, 5, "(N, C, L), (N, C, H, W) or (N, C, D, H, W)"),
            InterpolateMode.Linear => (3, 3, "(N, C, L)"),
            InterpolateMode.Bilinear or InterpolateMode.Bicubic => (4, 4, "(N, C, H, W)"),
            InterpolateMode.Trilinear => (5, 5, "(N, C, D, H, W)"),
            _ => throw new ArgumentOutOfRangeException(
                nameof(mode), $"{op}: mode {mode}; use Nearest, NearestExact, Linear, Bilinear, Bicubic, Trilinear or Area"),
        };
        if (input.NDim < least || input.NDim > most)
            throw new ArgumentException($"{op}: an input of shape {input._shape} for mode {mode}; it must be {shapes}");
        if (input._shape.Sizes[2..].Contains(0))
            throw new ArgumentException($"{op}: an input of shape {input._shape}; its spatial dimensions must have elements");
        if (alignCorners is not null && most == 5 && least == 3)
            throw new ArgumentException($"{op}: alignCorners for mode {mode}; leave it out: corners are aligned by the linear and cubic modes alone");
        if (antialias && mode is not (InterpolateMode.Bilinear or InterpolateMode.Bicubic))
            throw new ArgumentException($"{op}: antialias for mode {mode}; only Bilinear and Bicubic have it");
        return input.NDim - 2;
    }

    /// <summary>The sizes behind, and the scales that positions are computed with; null for the ratio of the sizes.</summary>
    private static (long[] Sizes, double?[] Scales) ResampledSizes(
        string op, Shape input, int rank, Shape? size, ReadOnlySpan<double> scaleFactor, bool? recomputeScaleFactor)
    {
        if (size is null == scaleFactor.IsEmpty)
            throw new ArgumentException($"{op}: {(size is null ? "neither size nor" : "both size and")} scaleFactor; pass one of them");
        var (sizes, scales) = (new long[rank], new double?[rank]);
        if (size is not null)
        {
            if (recomputeScaleFactor == true)
                throw new ArgumentException($"{op}: recomputeScaleFactor with a size, which has no scale factor; leave it out");
            if (size.Count != 1 && size.Count != rank)
                throw new ArgumentException($"{op}: {size.Count} numbers in size {size}; pass one, or one for each of {rank} spatial dimensions");
            for (var d = 0; d < rank; d++) sizes[d] = size[size.Count == 1 ? 0 : d];
            if (sizes.Contains(0))
                throw new ArgumentException($"{op}: size {size}; each number must be 1 or more");
            return (sizes, scales);
        }

        if (scaleFactor.Length != 1 && scaleFactor.Length != rank)
            throw new ArgumentException(
                $"{op}: {scaleFactor.Length} numbers in scaleFactor; pass one, or one for each of {rank} spatial dimensions");
        for (var d = 0; d < rank; d++)
        {
            var scale = scaleFactor[scaleFactor.Length == 1 ? 0 : d];
            var length = Math.Floor(input[d + 2] * scale);
            if (!(length is >= 1 and <= int.MaxValue))
                throw new ArgumentException(
                    $"{op}: scaleFactor {scale} for dimension {d + 2} of size {input[d + 2]}; it must give a size of 1 or more");
            sizes[d] = (long)length;
            scales[d] = recomputeScaleFactor == true ? null : scale;
        }

        return (sizes, scales);
    }

    private static ResampleTable TableOf(
        InterpolateMode mode, int input, int output, double? scale, bool alignCorners, bool antialias, DType dtype) => mode switch
        {
            InterpolateMode.Area => ResampleTables.Area(input, output),
            InterpolateMode.Nearest or InterpolateMode.NearestExact => dtype == DType.Float64
                ? ResampleTables.Nearest<double>(input, output, scale, mode == InterpolateMode.NearestExact)
                : ResampleTables.Nearest<float>(input, output, scale, mode == InterpolateMode.NearestExact),
            _ when antialias => ResampleTables.Antialias(input, output, scale, alignCorners, mode == InterpolateMode.Bicubic),
            InterpolateMode.Bicubic => ResampleTables.Bicubic(input, output, scale, alignCorners),
            _ => ResampleTables.Linear(input, output, scale, alignCorners),
        };

    private static string NameOf(InterpolateMode mode, int rank, bool antialias) => mode == InterpolateMode.Area
        ? $"AdaptiveAvgPool{Math.Max(rank, 2)}DBackward0"
        : $"Upsample{mode}{rank}D{(antialias ? "Aa" : "")}Backward1";
}

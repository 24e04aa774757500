using Autograd.NN;

namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpInput Line => In(2, 3, 5);

    private static OpInput Image => In(2, 2, 3, 4);

    private static OpInput LargerImage => In(1, 2, 5, 7);

    private static OpInput Volume => In(1, 2, 2, 3, 2);

    private static OpCase[] Resampling() =>
    [
        Unary("nearest_1d", x => F.Interpolate(x, 8), Line),
        Unary("nearest_1d_scale", x => F.Interpolate(x, scaleFactor: 2.3), Line),
        Unary("nearest_1d_recomputed", x => F.Interpolate(x, scaleFactor: 2.3, recomputeScaleFactor: true), Line),
        Unary("nearest_2d", x => F.Interpolate(x, (2, 7)), Image),
        Unary("nearest_2d_scale", x => F.Interpolate(x, scaleFactor: [2, 0.5]), Image),
        Unary("nearest_3d", x => F.Interpolate(x, 3), Volume),
        Unary("nearest_exact_1d", x => F.Interpolate(x, 8, mode: InterpolateMode.NearestExact), Line),
        Unary("nearest_exact_2d", x => F.Interpolate(x, (2, 7), mode: InterpolateMode.NearestExact), Image),
        Unary("nearest_exact_3d", x => F.Interpolate(x, scaleFactor: 1.5, mode: InterpolateMode.NearestExact), Volume),
        Unary("linear_1d", x => F.Interpolate(x, 8, mode: InterpolateMode.Linear), Line),
        Unary("linear_1d_aligned", x => F.Interpolate(x, 8, mode: InterpolateMode.Linear, alignCorners: true), Line),
        Unary("linear_1d_smaller", x => F.Interpolate(x, 3, mode: InterpolateMode.Linear), Line),
        Unary("linear_1d_to_one", x => F.Interpolate(x, 1, mode: InterpolateMode.Linear, alignCorners: true), Line),
        Unary("linear_1d_scale", x => F.Interpolate(x, scaleFactor: 1.3, mode: InterpolateMode.Linear, alignCorners: false), Line),
        Unary("linear_1d_same_size", x => F.Interpolate(x, scaleFactor: 1.1, mode: InterpolateMode.Linear), Line),
        Unary("bilinear", x => F.Interpolate(x, (6, 5), mode: InterpolateMode.Bilinear), Image),
        Unary("bilinear_aligned", x => F.Interpolate(x, scaleFactor: 2, mode: InterpolateMode.Bilinear, alignCorners: true), Image),
        Unary("bilinear_scale", x => F.Interpolate(x, scaleFactor: [1.6, 0.7], mode: InterpolateMode.Bilinear), Image),
        Unary("bilinear_recomputed",
            x => F.Interpolate(x, scaleFactor: [1.6, 0.7], mode: InterpolateMode.Bilinear, recomputeScaleFactor: true), Image),
        Unary("bilinear_antialias", x => F.Interpolate(x, (2, 3), mode: InterpolateMode.Bilinear, antialias: true), LargerImage),
        Unary("bilinear_antialias_larger", x => F.Interpolate(x, (7, 3), mode: InterpolateMode.Bilinear, antialias: true), LargerImage),
        Unary("bilinear_antialias_aligned",
            x => F.Interpolate(x, (2, 3), mode: InterpolateMode.Bilinear, alignCorners: true, antialias: true), LargerImage),
        Unary("bicubic", x => F.Interpolate(x, (6, 5), mode: InterpolateMode.Bicubic), Image),
        Unary("bicubic_aligned", x => F.Interpolate(x, scaleFactor: 2, mode: InterpolateMode.Bicubic, alignCorners: true), Image),
        Unary("bicubic_smaller", x => F.Interpolate(x, scaleFactor: [0.7, 0.6], mode: InterpolateMode.Bicubic), In(2, 2, 3, 5)),
        Unary("bicubic_antialias", x => F.Interpolate(x, (2, 3), mode: InterpolateMode.Bicubic, antialias: true), LargerImage),
        Unary("bicubic_antialias_scale",
            x => F.Interpolate(x, scaleFactor: [0.5, 1.4], mode: InterpolateMode.Bicubic, antialias: true), LargerImage),
        Unary("trilinear", x => F.Interpolate(x, (3, 2, 4), mode: InterpolateMode.Trilinear), Volume),
        Unary("trilinear_aligned", x => F.Interpolate(x, scaleFactor: 2, mode: InterpolateMode.Trilinear, alignCorners: true), Volume),
        Unary("area_1d", x => F.Interpolate(x, 3, mode: InterpolateMode.Area), Line),
        Unary("area_2d", x => F.Interpolate(x, (2, 6), mode: InterpolateMode.Area), Image),
        Unary("area_3d", x => F.Interpolate(x, scaleFactor: [1, 0.7, 1.5], mode: InterpolateMode.Area), Volume),
        .. GridSamples(),
        new("grid_nearest_3d", x => F.GridSample(x[0], x[1], InterpolateMode.Nearest, GridPaddingMode.Border), In(1, 2, 4, 4, 4), Grid(false, 1, 2, 2, 3, 3)),
        Unary("affine_grid", x => F.AffineGrid(x, (2, 3, 4, 5)), In(2, 2, 3)),
        Unary("affine_grid_aligned", x => F.AffineGrid(x, (2, 3, 4, 1), alignCorners: true), In(2, 2, 3)),
        Unary("affine_grid_3d", x => F.AffineGrid(x, (1, 2, 3, 4, 2)), In(1, 3, 4)),
        Unary("affine_grid_3d_aligned", x => F.AffineGrid(x, (1, 2, 3, 4, 2), alignCorners: true), In(1, 3, 4)),
    ];

    private static IEnumerable<OpCase> GridSamples() =>
        from aligned in new[] { false, true }
        from padding in Enum.GetValues<GridPaddingMode>()
        from name in new[] { "bilinear", "nearest", "bicubic", "trilinear" }
        let mode = name == "trilinear" ? InterpolateMode.Bilinear : Enum.Parse<InterpolateMode>(name, ignoreCase: true)
        let isVolume = name == "trilinear"
        select new OpCase(
            $"grid_{name}_{padding.ToString().ToLowerInvariant()}{(aligned ? "_aligned" : "")}",
            x => F.GridSample(x[0], x[1], mode, padding, aligned),
            isVolume ? In(1, 2, 4, 4, 4) : In(2, 2, 4, 4), isVolume ? Grid(aligned, 1, 2, 2, 3, 3) : Grid(aligned, 2, 3, 2, 2));

    /// <summary>Positions where the interpolation of a side of four elements has no kink.</summary>
    private static OpInput Grid(bool aligned, params int[] shape) => new(shape)
    {
        Low = -1.45,
        High = 1.45,
        Avoid = [.. aligned ? Enumerable.Range(-5, 11).Select(k => k / 3.0) : Enumerable.Range(-6, 13).Select(k => k / 4.0)],
    };
}

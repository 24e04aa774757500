using SkiaSharp;

namespace Autograd.Plotting;

/// <summary>
/// Where a surface, given at the corners of cells and taken as linear along their sides, has a height or exceeds it.
/// </summary>
/// <remarks>Marching squares (Lorensen and Cline's marching cubes in the plane); at saddles the mean of the corners decides.</remarks>
internal static class LevelSet
{
    /// <summary>Round heights within the surface's range; for filled areas also one on either side.</summary>
    internal static double[] Heights((double Min, double Max) range, int count, bool isFilled)
    {
        var (min, max) = range;
        if (min == max) return isFilled ? [min - 0.5, min + 0.5] : [min];
        var ticks = LinearTicks.Values(min, max, count + 1).Select(tick => tick.Value).ToList();
        if (!isFilled) return [.. ticks.Where(tick => tick > min && tick < max).DefaultIfEmpty((min + max) / 2)];
        var step = ticks[1] - ticks[0];
        if (ticks[0] > min) ticks.Insert(0, ticks[0] - step);
        if (ticks[^1] < max) ticks.Add(ticks[^1] + step);
        return [.. ticks];
    }

    /// <summary>The lines at a height, cell by cell.</summary>
    internal static void AddLines(SKPath path, double height, SKPoint[] points, double[] z, int columns)
    {
        Span<SKPoint> corners = stackalloc SKPoint[4];
        Span<double> heights = stackalloc double[4];
        Span<SKPoint> crossings = stackalloc SKPoint[4];
        for (var cell = 0; cell + columns < z.Length; cell++)
        {
            if (!Corners(cell, points, z, columns, corners, heights)) continue;
            var count = 0;
            var isAbove = heights[0] >= height;
            for (var side = 0; side < 4; side++)
            {
                var next = (side + 1) % 4;
                if (heights[side] >= height == heights[next] >= height) continue;
                crossings[count++] = Between(corners[side], corners[next], (height - heights[side]) / (heights[next] - heights[side]));
            }

            // Four crossings are a saddle. If its middle belongs to the first corner, the lines cut the other two off.
            var isJoined = count == 4 && Mean(heights) >= height == isAbove;
            for (var i = 0; i < count; i += 2)
            {
                path.MoveTo(crossings[isJoined ? i : (i + 1) % count]);
                path.LineTo(crossings[isJoined ? i + 1 : (i + 2) % count]);
            }
        }
    }

    /// <summary>The area where the surface is at least as high, cell by cell; cells in a row that are wholly in it are joined.</summary>
    internal static void AddArea(SKPath path, double height, SKPoint[] points, double[] z, int columns)
    {
        Span<SKPoint> corners = stackalloc SKPoint[4];
        Span<double> heights = stackalloc double[4];
        var polygon = new List<SKPoint>(8);
        for (var row = 0; row < z.Length / columns - 1; row++)
        {
            var start = -1;
            for (var column = 0; column < columns; column++)
            {
                var cell = row * columns + column;
                var isWhole = column < columns - 1 && Corners(cell, points, z, columns, corners, heights) && Lowest(heights) >= height;
                if (isWhole)
                {
                    if (start < 0) start = cell;
                    continue;
                }

                if (start >= 0) path.AddPoly([points[start], points[cell], points[cell + columns], points[start + columns]]);
                start = -1;
                if (column == columns - 1 || !Corners(cell, points, z, columns, corners, heights)) continue;
                polygon.Clear();
                var isSplit = heights[0] >= height == heights[2] >= height && heights[1] >= height == heights[3] >= height
                    && heights[0] >= height != heights[1] >= height && Mean(heights) < height;
                for (var side = 0; side < 4; side++)
                {
                    var next = (side + 1) % 4;
                    if (heights[side] >= height) polygon.Add(corners[side]);
                    if (heights[side] >= height != heights[next] >= height)
                        polygon.Add(Between(corners[side], corners[next], (height - heights[side]) / (heights[next] - heights[side])));
                }

                // At a saddle whose middle is lower, the area is two corners: six points, of which those around a corner belong together.
                if (isSplit && polygon.Count == 6)
                {
                    var isFirst = heights[0] >= height;
                    path.AddPoly(isFirst ? [polygon[0], polygon[1], polygon[5]] : [polygon[0], polygon[1], polygon[2]]);
                    path.AddPoly(isFirst ? [polygon[2], polygon[3], polygon[4]] : [polygon[3], polygon[4], polygon[5]]);
                    continue;
                }

                if (polygon.Count >= 3) path.AddPoly([.. polygon]);
            }
        }
    }

    /// <summary>A cell's corners in turn; false for what is no cell, or has a corner without a height.</summary>
    private static bool Corners(int cell, SKPoint[] points, double[] z, int columns, Span<SKPoint> corners, Span<double> heights)
    {
        if (cell % columns == columns - 1) return false;
        ReadOnlySpan<int> at = [cell, cell + 1, cell + columns + 1, cell + columns];
        for (var i = 0; i < 4; i++)
        {
            (corners[i], heights[i]) = (points[at[i]], z[at[i]]);
            if (!double.IsFinite(heights[i]) || !float.IsFinite(corners[i].X) || !float.IsFinite(corners[i].Y)) return false;
        }

        return true;
    }

    private static double Lowest(Span<double> heights) => Math.Min(Math.Min(heights[0], heights[1]), Math.Min(heights[2], heights[3]));

    private static double Mean(Span<double> heights) => (heights[0] + heights[1] + heights[2] + heights[3]) / 4;

    private static SKPoint Between(SKPoint a, SKPoint b, double part) => new(a.X + (float)((b.X - a.X) * part), a.Y + (float)((b.Y - a.Y) * part));
}

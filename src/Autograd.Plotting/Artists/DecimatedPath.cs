using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// A line through points, interrupted where one is missing. Of successive points in the same column of pixels only the first,
/// the lowest, the highest and the last are kept, which draws the same line: a million points stay fluent.
/// </summary>
internal sealed class DecimatedPath : SP.IPathStrategy
{
    public SKPath GetPath(IEnumerable<SP.Pixel> pixels)
    {
        var path = new SKPath();
        var isStarted = false;
        var column = new List<SKPoint>(4);
        foreach (var pixel in pixels)
        {
            if (!float.IsFinite(pixel.X) || !float.IsFinite(pixel.Y))
            {
                Flush(path, column, ref isStarted);
                isStarted = false;
                continue;
            }

            var point = new SKPoint(pixel.X, pixel.Y);
            if (column.Count > 0 && MathF.Floor(column[0].X) != MathF.Floor(point.X)) Flush(path, column, ref isStarted);
            Keep(column, point);
        }

        Flush(path, column, ref isStarted);
        return path;
    }

    /// <summary>Adds a point to a column that holds first, two extremes in their order, and last.</summary>
    private static void Keep(List<SKPoint> column, SKPoint point)
    {
        if (column.Count < 4)
        {
            column.Add(point);
            return;
        }

        // The last point becomes an extreme if it exceeds both, and is dropped if it lies between.
        var (a, b, last) = (column[1], column[2], column[3]);
        var (low, high) = (Math.Min(Math.Min(a.Y, b.Y), column[0].Y), Math.Max(Math.Max(a.Y, b.Y), column[0].Y));
        if (last.Y > high || last.Y < low)
        {
            var isAFarther = last.Y > high ? a.Y < b.Y : a.Y > b.Y;
            (column[1], column[2]) = (isAFarther ? a : b, last);
        }

        column[3] = point;
    }

    private static void Flush(SKPath path, List<SKPoint> column, ref bool isStarted)
    {
        foreach (var point in column)
        {
            if (isStarted) path.LineTo(point);
            else path.MoveTo(point);
            isStarted = true;
        }

        column.Clear();
    }
}

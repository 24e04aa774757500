using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>
/// matplotlib's markers. The shapes are in a box from −1 to 1; y points down. Shapes are filled, or drawn by their lines.
/// </summary>
/// <remarks>Follows the table in matplotlib.markers.</remarks>
internal sealed class MarkerPath : SP.IMarker
{
    private static readonly Dictionary<char, MarkerPath> Known = [];
    private readonly SKPath _path = new();
    private readonly bool _isLines;
    private readonly float _scale = 1;
    private readonly float _radius;

    private MarkerPath(char marker)
    {
        _isLines = "1234+x|_".Contains(marker);
        switch (marker)
        {
            case '.': _radius = 0.5f; break;
            case ',': _path.AddRect(new SKRect(-0.12f, -0.12f, 0.12f, 0.12f)); break;
            case 'o': _radius = 1; break;
            case 's': _path.AddRect(new SKRect(-0.9f, -0.9f, 0.9f, 0.9f)); break;
            case '^': Polygon((0, -1), (1, 1), (-1, 1)); break;
            case 'v': Polygon((0, 1), (-1, -1), (1, -1)); break;
            case '<': Polygon((-1, 0), (1, -1), (1, 1)); break;
            case '>': Polygon((1, 0), (-1, 1), (-1, -1)); break;
            case 'D': Polygon((0, -1.25f), (1.25f, 0), (0, 1.25f), (-1.25f, 0)); break;
            case 'd': Polygon((0, -1.25f), (0.75f, 0), (0, 1.25f), (-0.75f, 0)); break;
            case '8': Regular(8, Math.PI / 8); break;
            case 'p': Regular(5, 0); break;
            case 'h': Regular(6, 0); break;
            case 'H': Regular(6, Math.PI / 6); break;
            case '*': Star(5, 0.381966f); break;
            case 'P': Plus(0); break;
            case 'X': Plus(45); break;
            case '+': Lines((-1, 0), (1, 0)); Lines((0, -1), (0, 1)); break;
            case 'x': Lines((-1, -1), (1, 1)); Lines((-1, 1), (1, -1)); _scale = 0.9f; break;
            case '|': Lines((0, -1), (0, 1)); break;
            case '_': Lines((-1, 0), (1, 0)); break;
            case '1': Rays(90); break;
            case '2': Rays(-90); break;
            case '3': Rays(180); break;
            case '4': Rays(0); break;
            default: throw new ArgumentOutOfRangeException(nameof(marker));
        }
    }

    internal static MarkerPath Of(char marker)
    {
        lock (Known) return Known.TryGetValue(marker, out var path) ? path : Known[marker] = new(marker);
    }

    public void Render(SKCanvas canvas, SP.Paint paint, SP.Pixel center, float size, SP.MarkerStyle markerStyle)
    {
        if (!float.IsFinite(center.X) || !float.IsFinite(center.Y)) return;
        if (_radius > 0)
        {
            // As a path, a circle takes 60 times as much of an SVG file.
            using var fill = new SKPaint { Color = markerStyle.FillColor.ToSKColor(), IsAntialias = true };
            canvas.DrawCircle(center.X, center.Y, _radius * size / 2, fill);
            return;
        }

        using var path = new SKPath(_path);
        path.Transform(SKMatrix.CreateScaleTranslation(_scale * size / 2, _scale * size / 2, center.X, center.Y));
        if (_isLines)
        {
            markerStyle.LineStyle.ApplyToPaint(paint);
            canvas.DrawPath(path, paint.SKPaint);
            return;
        }

        SP.Drawing.FillPath(canvas, paint, path, markerStyle.FillStyle);
        if (markerStyle.OutlineWidth > 0) SP.Drawing.DrawPath(canvas, paint, path, markerStyle.OutlineStyle);
    }

    private void Polygon(params ReadOnlySpan<(float X, float Y)> corners)
    {
        _path.MoveTo(corners[0].X, corners[0].Y);
        foreach (var (x, y) in corners[1..]) _path.LineTo(x, y);
        _path.Close();
    }

    private void Lines((float X, float Y) from, (float X, float Y) to)
    {
        _path.MoveTo(from.X, from.Y);
        _path.LineTo(to.X, to.Y);
    }

    private void Regular(int corners, double turn) =>
        Polygon([.. Enumerable.Range(0, corners).Select(i => OnCircle(turn + i * Math.Tau / corners, 1))]);

    private void Star(int rays, float inner) =>
        Polygon([.. Enumerable.Range(0, 2 * rays).Select(i => OnCircle(i * Math.PI / rays, i % 2 == 0 ? 1 : inner))]);

    private void Plus(float degrees)
    {
        const float w = 1 / 3f;
        Polygon((-w, -1), (w, -1), (w, -w), (1, -w), (1, w), (w, w), (w, 1), (-w, 1), (-w, w), (-1, w), (-1, -w), (-w, -w));
        _path.Transform(SKMatrix.CreateRotationDegrees(degrees));
    }

    private void Rays(double degrees)
    {
        for (var i = 0; i < 3; i++)
        {
            var angle = (degrees + 120 * i) * Math.PI / 180;
            Lines((0, 0), ((float)Math.Cos(angle), (float)Math.Sin(angle)));
        }
    }

    private static (float X, float Y) OnCircle(double turn, float radius) => ((float)(radius * Math.Sin(turn)), (float)(-radius * Math.Cos(turn)));
}

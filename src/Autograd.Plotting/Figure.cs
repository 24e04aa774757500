using SkiaSharp;
using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>A place in a figure's grid, counted from the top left; it may span several.</summary>
internal readonly record struct GridCell(int Rows, int Columns, int Row, int Column);

/// <summary>
/// A picture of one or more <see cref="Axes"/>, matplotlib's Figure. Its size is in inches of 100 pixels; by default it is
/// 6.4 by 4.8. <see cref="Plt"/> makes figures as one goes; a program that keeps several makes them itself.
/// </summary>
/// <remarks>A figure and its axes are to be used by one thread at a time.</remarks>
public sealed partial class Figure
{
    private readonly List<Axes> _axes = [];
    private (string Text, double? Size) _title = ("", null);

    /// <summary>An empty figure.</summary>
    /// <param name="figsize">Width and height in inches of 100 pixels.</param>
    /// <param name="style">Colours and font; by default what <c>Plt.Style</c> uses.</param>
    /// <exception cref="ArgumentException">The size is not positive, or more than 300 inches.</exception>
    public Figure((double Width, double Height)? figsize = null, Style? style = null)
    {
        var (width, height) = figsize ?? (6.4, 4.8);
        if (!(width is > 0 and <= 300 && height is > 0 and <= 300))
            throw new ArgumentException($"Figure: the size is ({width}, {height}) inches; use numbers from 0.01 to 300", nameof(figsize));
        (Width, Height) = (Math.Max((int)Math.Round(width * Units.Dpi), 1), Math.Max((int)Math.Round(height * Units.Dpi), 1));
        Style = style ?? Plt.Style.Current;
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; private set; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>Colours and font.</summary>
    public Style Style { get; }

    /// <summary>The axes, in the order in which they were added.</summary>
    public IReadOnlyList<Axes> Axes => _axes;

    /// <summary>The title above all axes, or "".</summary>
    public string Title => _title.Text;

    /// <summary>Adds axes at a place of a grid: <c>AddSubplot(2, 3, 1)</c> is the top left of two rows and three columns.</summary>
    /// <exception cref="ArgumentException">The grid has no such place.</exception>
    public Axes AddSubplot(int rows = 1, int columns = 1, int index = 1)
    {
        if (rows < 1 || columns < 1 || index < 1 || index > rows * columns)
            throw new ArgumentException(
                $"AddSubplot: there is no place {index} in a grid of {rows} x {columns}; places go from 1 to rows * columns", nameof(index));
        var axes = new Axes(this, new GridCell(rows, columns, (index - 1) / columns, (index - 1) % columns));
        _axes.Add(axes);
        return axes;
    }

    /// <summary>Adds a grid of axes.</summary>
    /// <exception cref="ArgumentException">There is no row or no column.</exception>
    public AxesGrid Subplots(int rows, int columns)
    {
        if (rows < 1 || columns < 1) throw new ArgumentException($"Subplots: a grid of {rows} x {columns}; use at least 1 x 1", nameof(rows));
        return new AxesGrid([.. Enumerable.Range(1, rows * columns).Select(index => AddSubplot(rows, columns, index))], rows, columns);
    }

    /// <summary>The axes at a place of a grid, or null.</summary>
    internal Axes? Find(int rows, int columns, int index) =>
        _axes.Find(axes => axes.Cell == new GridCell(rows, columns, (index - 1) / Math.Max(columns, 1), (index - 1) % Math.Max(columns, 1)));

    /// <summary>Writes a title above all axes.</summary>
    public void SupTitle(string title, double? size = null) => _title = (MathText.ToUnicode(title), size);

    /// <summary>Changes the size, in inches of 100 pixels.</summary>
    /// <exception cref="ArgumentException">The size is not positive, or more than 300 inches.</exception>
    public void SetSizeInches(double width, double height)
    {
        if (!(width is > 0 and <= 300 && height is > 0 and <= 300))
            throw new ArgumentException($"SetSizeInches: the size is ({width}, {height}) inches; use numbers from 0.01 to 300", nameof(width));
        (Width, Height) = (Math.Max((int)Math.Round(width * Units.Dpi), 1), Math.Max((int)Math.Round(height * Units.Dpi), 1));
    }

    /// <summary>Draws the figure on a canvas, whose units are the figure's pixels.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="isSharp">True if its units are the pixels that are seen, too.</param>
    internal void Draw(SKCanvas canvas, bool isSharp)
    {
        using var paint = SP.Paint.NewDisposablePaint();
        var background = ColorSpec.Parse(Style.Background, Style.Cycle, nameof(Style));
        using (var fill = new SKPaint { Color = new SKColor(background.R, background.G, background.B, background.A) })
        {
            if (background.A > 0) canvas.DrawRect(0, 0, Width, Height, fill);
        }

        var top = DrawTitle(canvas, paint);
        var rects = _axes.ToDictionary(axes => axes, axes => Place(axes.Cell, top));
        foreach (var (axes, rect) in rects)
        {
            axes.Prepare(rect);
            axes.SetSharp(isSharp);
        }

        Align(rects, paint);
        foreach (var (axes, rect) in rects)
        {
            // ScottPlot draws again and again until limits stop changing, so the first time is on nothing.
            using (var nothing = new SKNoDrawCanvas(Width, Height)) axes.ScottPlot.Render(nothing, rect);
            axes.ScottPlot.RenderManager.ClearCanvasBeforeEachRender = false;
            axes.ScottPlot.Render(canvas, rect);
            axes.SetSharp(false);
        }
    }

    private float DrawTitle(SKCanvas canvas, SP.Paint paint)
    {
        if (_title.Text.Length == 0) return 0;
        var style = new SP.LabelStyle
        {
            Text = _title.Text,
            FontName = Style.FontFamily,
            Font = null,
            FontSize = Units.Pixels(_title.Size ?? 1.2 * Style.FontSize),
            ForeColor = ColorSpec.Parse(Style.Foreground, Style.Cycle, nameof(Style)),
            Alignment = SP.Alignment.UpperCenter,
        };
        var height = style.Measure(_title.Text, paint).Height;
        style.Render(canvas, new SP.Pixel(Width / 2f, 8), paint);
        return height + 12;
    }

    private SP.PixelRect Place(GridCell cell, float top)
    {
        const float margin = 4, gap = 4;
        var (width, height) = ((Width - 2 * margin) / cell.Columns, (Height - top - 2 * margin) / cell.Rows);
        var (left, above) = (margin + cell.Column * width, top + margin + cell.Row * height);
        var (x, y) = (cell.Columns > 1 ? gap / 2 : 0, cell.Rows > 1 ? gap / 2 : 0);
        return new SP.PixelRect(left + x, left + Math.Max(width - x, x + 1), above + Math.Max(height - y, y + 1), above + y);
    }

    /// <summary>Gives the frames of a column the same left and right, and those of a row the same top and bottom.</summary>
    private static void Align(Dictionary<Axes, SP.PixelRect> rects, SP.Paint paint)
    {
        var needs = rects.ToDictionary(pair => pair.Key, pair => pair.Key.Layout.Measure(pair.Value, pair.Key.ScottPlot, paint));
        foreach (var axes in rects.Keys)
        {
            var column = needs.Where(need => (need.Key.Cell.Columns, need.Key.Cell.Column) == (axes.Cell.Columns, axes.Cell.Column)).ToArray();
            var row = needs.Where(need => (need.Key.Cell.Rows, need.Key.Cell.Row) == (axes.Cell.Rows, axes.Cell.Row)).ToArray();
            axes.Layout.Aligned = new SP.PixelPadding(
                column.Max(need => need.Value.Left), column.Max(need => need.Value.Right),
                row.Max(need => need.Value.Bottom), row.Max(need => need.Value.Top));
        }
    }
}

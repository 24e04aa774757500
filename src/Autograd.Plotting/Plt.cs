using System.Runtime.CompilerServices;

namespace Autograd.Plotting;

/// <summary>
/// matplotlib.pyplot in .NET's casing: draws on a current figure and its current axes, which are made when they are needed.
/// </summary>
/// <remarks>The state is the program's, as in pyplot. Programs with several threads keep figures of their own.</remarks>
public static partial class Plt
{
    private static readonly Lock Gate = new();
    private static readonly List<Figure> All = [];
    private static readonly ConditionalWeakTable<Figure, Figure> Shown = [];
    private static Figure? _figure;
    private static Axes? _axes;

    /// <summary>The looks: <c>Plt.Style.Use("dark_background")</c>.</summary>
    public static StyleLibrary Style { get; } = new();

    /// <summary>All figures that were made here and not closed, in their order.</summary>
    public static IReadOnlyList<Figure> Figures
    {
        get
        {
            lock (Gate) return [.. All];
        }
    }

    /// <summary>Makes a figure, which is the current one from now on.</summary>
    /// <param name="figsize">Width and height in inches of 100 pixels.</param>
    /// <exception cref="ArgumentException">The size is not positive, or more than 300 inches.</exception>
    public static Figure Figure((double Width, double Height)? figsize = null)
    {
        var figure = new Figure(figsize);
        lock (Gate)
        {
            All.Add(figure);
            (_figure, _axes) = (figure, null);
        }

        return figure;
    }

    /// <summary>Makes a figure with one axes: <c>var (fig, ax) = Plt.Subplots();</c></summary>
    /// <exception cref="ArgumentException">The size is not positive, or more than 300 inches.</exception>
    public static (Figure Figure, Axes Axes) Subplots((double Width, double Height)? figsize = null)
    {
        var figure = Figure(figsize);
        return (figure, Gca());
    }

    /// <summary>Makes a figure with a grid of axes: <c>var (fig, ax) = Plt.Subplots(1, 3, figsize: (15, 5));</c></summary>
    /// <exception cref="ArgumentException">There is no row or no column, or the size is not positive.</exception>
    public static (Figure Figure, AxesGrid Axes) Subplots(int rows, int columns, (double Width, double Height)? figsize = null)
    {
        if (rows < 1 || columns < 1) throw new ArgumentException($"Subplots: a grid of {rows} x {columns}; use at least 1 x 1", nameof(rows));
        var figure = Figure(figsize);
        var axes = figure.Subplots(rows, columns);
        lock (Gate) _axes = axes[^1];
        return (figure, axes);
    }

    /// <summary>Makes the axes at a place of a grid the current ones, and adds them if there are none.</summary>
    /// <exception cref="ArgumentException">The grid has no such place.</exception>
    public static Axes Subplot(int rows, int columns, int index)
    {
        var figure = Gcf();
        var axes = figure.Find(rows, columns, index) ?? figure.AddSubplot(rows, columns, index);
        lock (Gate) _axes = axes;
        return axes;
    }

    /// <summary>The current figure.</summary>
    public static Figure Gcf()
    {
        lock (Gate) return _figure ?? Figure();
    }

    /// <summary>The current axes.</summary>
    public static Axes Gca()
    {
        lock (Gate) return _axes ??= Gcf().Axes.Count > 0 ? Gcf().Axes[^1] : Gcf().AddSubplot();
    }

    /// <summary>Makes axes, and their figure, the current ones.</summary>
    public static void Sca(Axes axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        lock (Gate) (_figure, _axes) = (axes.Figure, axes);
    }

    /// <summary>Writes the current figure to a file whose name ends with .png, .svg or .html.</summary>
    /// <inheritdoc cref="Figure.SaveFig"/>
    public static void SaveFig(string path, int dpi = Units.Dpi) => Gcf().SaveFig(path, dpi);

    /// <summary>Writes all figures to one HTML page.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">The page's title.</param>
    /// <exception cref="ArgumentException">The name does not end with .html.</exception>
    /// <exception cref="InvalidOperationException">There is no figure.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveAll(string path, string title = "Figures")
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".htm"))
            throw new ArgumentException($"SaveAll: \"{path}\" does not end with .html; SaveFig writes a figure as a picture", nameof(path));
        if (Figures.Count == 0) throw new InvalidOperationException("SaveAll: there is no figure; draw one first, and close none that is to be saved");
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        File.WriteAllText(path, HtmlPage.Of(Figures, title));
    }

    /// <summary>
    /// Shows the figures that were not shown before: on the live page where there is one, else as PNG files in the temporary
    /// folder, whose names are printed. What is drawn after it goes to a new figure.
    /// </summary>
    public static void Show()
    {
        Figure[] figures;
        lock (Gate)
        {
            figures = [.. All.Where(figure => !Shown.TryGetValue(figure, out _))];
            foreach (var figure in figures) Shown.AddOrUpdate(figure, figure);
            (_figure, _axes) = (null, null);
        }

        foreach (var figure in figures) figure.Show();
    }

    /// <summary>Notes that a figure is shown elsewhere, so that <see cref="Show"/> leaves it out.</summary>
    internal static void MarkShown(Figure figure)
    {
        lock (Gate) Shown.TryAdd(figure, figure);
    }

    /// <summary>Forgets the current figure.</summary>
    public static void Close()
    {
        lock (Gate)
        {
            if (_figure is not null) All.Remove(_figure);
            (_figure, _axes) = (null, null);
        }
    }

    /// <summary>Forgets a figure.</summary>
    public static void Close(Figure figure)
    {
        lock (Gate)
        {
            All.Remove(figure);
            if (_figure == figure) (_figure, _axes) = (null, null);
        }
    }

    /// <summary>Forgets all figures: <c>Plt.Close("all")</c>.</summary>
    /// <exception cref="ArgumentException">The word is another.</exception>
    public static void Close(string figures)
    {
        if (figures != "all") throw new ArgumentException($"Close: \"{figures}\" is unknown; use all", nameof(figures));
        lock (Gate)
        {
            All.Clear();
            (_figure, _axes) = (null, null);
        }
    }
}

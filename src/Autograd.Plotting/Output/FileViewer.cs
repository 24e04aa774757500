using System.Runtime.CompilerServices;

namespace Autograd.Plotting;

/// <summary>Writes what is shown to the temporary folder, where nothing else shows figures.</summary>
internal sealed class FileViewer : IFigureViewer
{
    private readonly ConditionalWeakTable<Figure, string> _paths = [];
    private int _count;

    internal static FileViewer Instance { get; } = new();

    public void Show(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var path = _paths.GetValue(figure, _ => NextPath());
        figure.SavePng(path);
        Console.WriteLine($"Figure: {path}");
    }

    /// <summary>Named after the program, and numbered, so that a second run replaces the first one's pictures.</summary>
    private string NextPath()
    {
        var program = AppDomain.CurrentDomain.FriendlyName;
        return Path.Combine(Path.GetTempPath(), "figures", $"{program}-{Interlocked.Increment(ref _count)}.png");
    }
}

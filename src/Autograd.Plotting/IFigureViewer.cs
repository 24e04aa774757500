namespace Autograd.Plotting;

/// <summary>Something that shows figures while a program runs: a live page, a window.</summary>
public interface IFigureViewer
{
    /// <summary>Shows a figure as it is now. A figure that was shown before takes its old place.</summary>
    void Show(Figure figure);
}

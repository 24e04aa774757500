namespace Autograd.Live;

/// <summary>
/// Something that shows or keeps a run while it is recorded: the page, the terminal, a file. It works on a thread of its
/// own, and asks for <see cref="LiveLogger.Version"/> to learn whether there is anything new.
/// </summary>
/// <remarks>The training loop never waits for a viewer, except in <see cref="Refresh"/> and at the end.</remarks>
public interface IRunViewer : IDisposable
{
    /// <summary>Begins to follow the run, and returns at once.</summary>
    void Open(LiveLogger run);

    /// <summary>Shows now what is new, and returns when it is shown.</summary>
    void Refresh();
}

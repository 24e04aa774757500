namespace Autograd.Live;

public partial class LiveLogger
{
    /// <summary>Writes the run to a file of JSON lines, from which <see cref="LoadMetrics(string)"/> restores it.</summary>
    public void SaveMetrics(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        SaveMetrics(file);
    }

    /// <summary>Writes the run to a stream as JSON lines in UTF-8; the stream stays open.</summary>
    public void SaveMetrics(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        new RunWriter(this, stream).Write();
    }

    /// <summary>
    /// Writes the run to a file now, and then once a second what is new, on another thread: should the program be killed
    /// the file has all but the last second. Ends with the run.
    /// </summary>
    /// <returns>The viewer that writes; its Refresh writes at once.</returns>
    /// <exception cref="InvalidOperationException">The run has ended.</exception>
    public IRunViewer AppendMetrics(string path) => Attach(new RunAppender(path));

    /// <summary>Restores a run, bit by bit, with the state from which a further epoch is computed.</summary>
    /// <param name="path">A file that <see cref="SaveMetrics(string)"/> or <see cref="AppendMetrics"/> wrote.</param>
    /// <remarks>A last line that was cut off, as when the writing program was killed, is ignored.</remarks>
    /// <exception cref="InvalidDataException">The file is damaged or no such file; the message names the line.</exception>
    public static LiveLogger LoadMetrics(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Load(file, Path.GetFileName(path));
    }

    /// <summary>Restores a run from a stream; see <see cref="LoadMetrics(string)"/>.</summary>
    public static LiveLogger LoadMetrics(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(stream, "the stream");
    }

    internal void CopyTo(LiveLogger other)
    {
        using var memory = new MemoryStream();
        SaveMetrics(memory);
        memory.Position = 0;
        new RunReader(memory, "the run", other).Read();
    }

    private static LiveLogger Load(Stream stream, string name)
    {
        var logger = new LiveLogger();
        new RunReader(stream, name, logger).Read();
        return logger;
    }
}

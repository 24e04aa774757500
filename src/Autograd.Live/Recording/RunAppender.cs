namespace Autograd.Live;

/// <summary>Keeps a file of JSON lines up to date while a run records.</summary>
internal sealed class RunAppender(string path) : IRunViewer
{
    private readonly Lock _writing = new();
    private FileStream? _file;
    private RunWriter? _writer;
    private Timer? _timer;

    public void Open(LiveLogger run)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        _writer = new RunWriter(run, _file);
        AppDomain.CurrentDomain.ProcessExit += WriteAtExit;
        _timer = new Timer(_ => WriteUnlessBusy(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    public void Refresh()
    {
        lock (_writing)
        {
            if (_file is not null) _writer!.Write();
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= WriteAtExit;
        _timer?.Dispose();
        lock (_writing)
        {
            if (_file is null) return;
            var file = _file;
            _file = null;
            using (file) _writer!.Write();
        }
    }

    /// <summary>For a program that ends without ending the run.</summary>
    private void WriteAtExit(object? sender, EventArgs e) => WriteUnlessBusy();

    private void WriteUnlessBusy()
    {
        if (!_writing.TryEnter()) return;
        try
        {
            if (_file is not null) _writer!.Write();
        }
        catch (IOException e)
        {
            // A full disk must not end the training; the last attempt, in Dispose, tells.
            Console.Error.WriteLine($"AppendMetrics: {path} could not be written: {e.Message}");
            _timer?.Change(Timeout.Infinite, Timeout.Infinite);
        }
        finally
        {
            _writing.Exit();
        }
    }
}

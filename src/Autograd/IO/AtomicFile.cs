namespace Autograd.IO;

/// <summary>
/// Replaces a file so that at every moment its path leads to the old contents or to the new ones, whole: the new ones
/// are written beside it, flushed to the disk, and renamed over it; then the folder is flushed, so that a loss of power
/// does not bring back the old file. If anything fails, or the process is killed, the old file is as it was.
/// </summary>
/// <remarks>
/// A process that is killed while it writes leaves a file <c>.NAME.XXXXXXXX.tmp</c> beside, which nothing reads.
/// A symbolic link is followed, and what it leads to is replaced. A device or a pipe (<c>/dev/stdout</c>) is written
/// directly.
/// </remarks>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="op">The public member that was called, for messages.</param>
    /// <param name="path">The file, which need not exist; its folder must.</param>
    /// <param name="write">Writes the contents to a stream that can seek; it need not be flushed.</param>
    /// <exception cref="IOException">The disk is full, the folder does not exist, or the disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Write(string op, string path, Action<FileStream> write)
    {
        var target = Target(Path.GetFullPath(path));
        if (Directory.Exists(target)) throw new IOException($"{op}: {path} is a folder; pass a file in it");
        try
        {
            if (IsDevice(target)) WriteDirectly(target, write);
            else Replace(target, write);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new DirectoryNotFoundException($"{op}: the folder of {path} does not exist; create it first", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException($"{op}: {path} was not written, and what was there is as it was: {e.Message}", e);
        }
        // That is what the framework makes of a file too large for its system (EFBIG).
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException)
        {
            throw new IOException($"{op}: {path} was not written, and what was there is as it was: {e.Message}", e);
        }

        if (!IsDevice(target)) FlushFolder(op, path, target);
    }

    private static void Replace(string target, Action<FileStream> write)
    {
        var beside = Path.Combine(
            Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName().AsSpan(0, 8)}.tmp");
        var isThere = false;
        try
        {
            using (var file = new FileStream(beside, NewFile(target)))
            {
                isThere = true;
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
            isThere = false;
        }
        finally
        {
            if (isThere) TryDelete(beside);
        }
    }

    private static void FlushFolder(string op, string path, string target)
    {
        try
        {
            FolderSync.Flush(Path.GetDirectoryName(target)!);
        }
        catch (IOException e)
        {
            throw new IOException($"{op}: {path} was written, but a loss of power may bring back what was there: {e.Message}", e);
        }
    }

    /// <summary>The contents are written in large blocks, so the stream has no buffer of its own.</summary>
    private static FileStreamOptions NewFile(string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && File.Exists(target)) options.UnixCreateMode = File.GetUnixFileMode(target);
        return options;
    }

    private static void WriteDirectly(string target, Action<FileStream> write)
    {
        using var file = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        write(file);
    }

    private static string Target(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } link ? link.FullName : path;

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows()
        && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal)) && File.Exists(path);

    /// <summary>Deletes what was half written; the reason why it was is what the caller must hear of.</summary>
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}

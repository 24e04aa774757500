using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Autograd.IO;

/// <summary>
/// Flushes a folder to the disk, so that a rename in it survives a loss of power. The framework has no call for it; on
/// Windows, where the system keeps a journal of names, there is nothing to do.
/// </summary>
internal static partial class FolderSync
{
    private const int Interrupted = 4, NoAccess = 13, Invalid = 22;

    /// <summary>Flushes a folder.</summary>
    /// <exception cref="IOException">It is not there, or the disk fails.</exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return;
        var descriptor = Open(folder, 0);

        // A folder may be one to write to and not to read from; there is no other way to name it to the system.
        if (descriptor < 0 && Marshal.GetLastPInvokeError() == NoAccess) return;
        if (descriptor < 0) throw Failed(folder);
        try
        {
            while (Fsync(descriptor) != 0)
            {
                // Some file systems cannot flush a folder (EINVAL); they have no promise that could be kept.
                if (Marshal.GetLastPInvokeError() == Invalid) return;
                if (Marshal.GetLastPInvokeError() != Interrupted) throw Failed(folder);
            }
        }
        finally
        {
            Close(descriptor);
        }
    }

    private static IOException Failed(string folder) =>
        new($"the folder {folder} was not flushed to the disk: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

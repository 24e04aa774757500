using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Autograd.IO;

/// <summary>
/// Flushes a folder to the disk, so that a rename in it survives a loss of power. The framework has no call for it; on
/// Windows, where the system keeps a journal of names, there is nothing to do.
/// </summary>
internal static partial class FolderSync
{
    private const int Interrupted = 4;

    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) throw Failed(folder);
        try
        {
            while (Fsync(descriptor) != 0)
            {
                // Some file systems cannot flush a folder (EINVAL); they have no promise that could be kept.
                if (Marshal.GetLastPInvokeError() == 22) return;
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

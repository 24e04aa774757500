using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Scratch buffers of each thread. They are kept from one product to the next, so that packing allocates nothing.
/// </summary>
internal static unsafe class PackBuffer
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? _buffer, _second;

    /// <summary>
    /// Returns a buffer of at least <paramref name="bytes"/>, aligned to a cache line and valid until this thread's
    /// next call.
    /// </summary>
    public static byte* Get(nint bytes) => Get(ref _buffer, bytes);

    /// <summary>Returns a second buffer, for packing while the first is in use.</summary>
    public static byte* GetSecond(nint bytes) => Get(ref _second, bytes);

    private static byte* Get(ref byte[]? buffer, nint bytes)
    {
        if (buffer is null || buffer.Length < bytes + Alignment)
            buffer = GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (byte*)((address + Alignment - 1) & -Alignment);
    }
}

using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>A scratch area for each thread, kept from one product to the next, so that packing allocates nothing.</summary>
internal static unsafe class PackBuffer
{
    const int Alignment = 64;

    [ThreadStatic]
    static byte[]? _buffer;

    /// <summary>An area of at least <paramref name="bytes"/>, aligned to cache lines, valid until this thread's next call.</summary>
    public static byte* Get(nint bytes)
    {
        byte[]? buffer = _buffer;
        if (buffer is null || buffer.Length < bytes + Alignment)
            _buffer = buffer = GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (byte*)((address + Alignment - 1) & -Alignment);
    }
}

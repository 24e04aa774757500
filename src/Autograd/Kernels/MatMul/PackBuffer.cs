using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Scratch areas for each thread, kept from one product to the next, so that packing allocates nothing.</summary>
internal static unsafe class PackBuffer
{
    const int Alignment = 64;

    [ThreadStatic]
    static byte[]? _buffer, _second;

    /// <summary>An area of at least <paramref name="bytes"/>, aligned to cache lines, valid until this thread's next call.</summary>
    public static byte* Get(nint bytes) => Get(ref _buffer, bytes);

    /// <summary>Another area, for what is copied while the first is in use.</summary>
    public static byte* GetSecond(nint bytes) => Get(ref _second, bytes);

    static byte* Get(ref byte[]? buffer, nint bytes)
    {
        if (buffer is null || buffer.Length < bytes + Alignment)
            buffer = GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (byte*)((address + Alignment - 1) & -Alignment);
    }
}

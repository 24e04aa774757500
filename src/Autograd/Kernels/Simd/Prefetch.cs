using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>Prefetches into the cache the memory that a loop reads or writes soon.</summary>
/// <remarks>
/// The hardware prefetcher follows streams of loads, but restarts at every page, and is late for stores: a loop that
/// wrote memory beyond the second-level cache took up to twice as long without this.
/// </remarks>
internal static unsafe class Prefetch
{
    /// <summary>The distance of half a page; 1 to 8 KB measured alike.</summary>
    private const int Bytes = 2048;

    /// <summary>Prefetches the cache line of an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }

    /// <summary>
    /// Prefetches the line at a fixed distance after an element; the address may be outside of the memory.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch<T>(ref readonly T start, nuint index) where T : unmanaged
    {
        Fetch((byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in start)) + index * (nuint)sizeof(T) + Bytes);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Autograd.Kernels;

/// <summary>Fetches into the cache what a loop over memory comes to soon.</summary>
/// <remarks>
/// The processor finds the streams of loads by itself, but starts anew at every page, and is late for stores: a loop that wrote memory beyond
/// the second-level cache took up to twice as long without this.
/// </remarks>
internal static unsafe class Prefetch
{
    /// <summary>Half a page: 1 to 8 KB measured alike.</summary>
    private const int Bytes = 2048;

    /// <summary>Fetches a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(void* place)
    {
        if (Sse.IsSupported) Sse.Prefetch0(place);
    }

    /// <summary>Fetches the line that lies ahead of an element, which need not be inside the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch<T>(ref readonly T start, nuint index) where T : unmanaged
    {
        Fetch((byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in start)) + index * (nuint)sizeof(T) + Bytes);
    }
}

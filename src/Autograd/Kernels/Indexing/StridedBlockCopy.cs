using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>
/// Copies blocks of equal length at constant strides, as concatenating and splitting along a dimension require.
/// </summary>
internal static unsafe class StridedBlockCopy
{
    /// <summary>The greatest length of a block that is copied by a loop, because a call costs more.</summary>
    private const int Short = 8;

    private const int LineSize = 64;

    /// <summary>The distance in bytes between the block that is copied and the one that is prefetched.</summary>
    private const int Lead = 2048;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(ReadOnlySpan<T> x, int xStep, Span<T> y, int yStep, int length, int count) where T : unmanaged
    {
        if (length <= Short)
        {
            for (var i = 0; i < count; i++)
                for (var j = 0; j < length; j++) y[i * yStep + j] = x[i * xStep + j];
            return;
        }

        // The target lines of a later block are prefetched, because the hardware does not prefetch for strided stores.
        var (fetched, step) = (Math.Min((nint)length * sizeof(T), Lead), (nint)yStep * sizeof(T));
        var lead = Math.Max(1, Lead / Math.Max(1, step)) * step;
        ref var target = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(y));
        for (var i = 0; i < count; i++)
        {
            for (nint line = 0; line < fetched; line += LineSize) Prefetch.Fetch(Unsafe.AsPointer(ref Unsafe.Add(ref target, i * step + lead + line)));
            x.Slice(i * xStep, length).CopyTo(y.Slice(i * yStep, length));
        }
    }
}

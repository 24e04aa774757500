using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Copies blocks of equal length that lie at even distances: what joining and cutting along a dimension comes
/// to.</summary>
internal static unsafe class StridedBlockCopy
{
    /// <summary>Blocks up to this length are not worth a call each.</summary>
    private const int Short = 8;

    private const int LineSize = 64;

    /// <summary>How many bytes lie between a block that is copied and the one that is fetched.</summary>
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

        // The lines that a block is written to are fetched before its turn, for no stream of stores leads to them.
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

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd.Kernels;

/// <summary>Copies blocks of equal length that lie at even distances: what joining and cutting along a dimension comes
/// to.</summary>
internal static unsafe class Blocks
{
    private const int LineSize = 64;

    /// <summary>How many bytes lie between a block that is copied and the one that is fetched.</summary>
    private const int Lead = 2048;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(ReadOnlySpan<T> x, int xStep, Span<T> y, int yStep, int length, int count) where T : unmanaged
    {
        if (length == 1)
        {
            for (var i = 0; i < count; i++) y[i * yStep] = x[i * xStep];
            return;
        }

        // The lines that a block is written to are fetched before its turn, for no stream of stores leads to them.
        var (fetched, step) = (Math.Min((nint)length * sizeof(T), Lead), (nint)yStep * sizeof(T));
        var lead = Math.Max(1, Lead / Math.Max(1, step)) * step;
        ref var target = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(y));
        for (var i = 0; i < count; i++)
        {
            for (nint line = 0; line < fetched; line += LineSize) Ahead.Fetch(Unsafe.AsPointer(ref Unsafe.Add(ref target, i * step + lead + line)));
            x.Slice(i * xStep, length).CopyTo(y.Slice(i * yStep, length));
        }
    }
}

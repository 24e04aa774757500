using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Neighbouring patches whose elements are neighbours in a <see cref="PlaneLayout"/>: mostly a row of the output.
/// </summary>
/// <param name="Source">The offset of the first patch's first element in the layout.</param>
/// <param name="Column">The column of the first patch.</param>
/// <param name="Length">The number of patches.</param>
internal readonly record struct ColumnSegment(nint Source, int Column, int Length);

/// <summary>Copies between a layout of padded channels and the matrix whose columns are patches.</summary>
internal static unsafe class ColumnSegments
{
    /// <summary>
    /// Cuts columns of the matrix of the patches of one sample, or of several whose layouts are <paramref name="step"/>
    /// apart, into segments; returns their number, at most the columns'.
    /// </summary>
    public static int Write(
        in ConvolutionShape shape, in PlaneLayout layout, int first, int count, ColumnSegment* segments, nint step = 0)
    {
        int width = shape.Output.W, written = 0, column = 0;
        var (sample, patch) = Math.DivRem(first, shape.P);
        var (row, w) = Math.DivRem(patch, width);
        var (d, h) = Math.DivRem(row, shape.Output.H);
        while (column < count)
        {
            var length = Math.Min(width - w, count - column);
            var source = sample * step + d * shape.Stride.D * layout.Slice + (nint)h * shape.Stride.H * layout.Pitch + w;
            if (written > 0 && segments[written - 1] is var last && last.Source + last.Length == source)
                segments[written - 1] = last with { Length = last.Length + length };
            else
                segments[written++] = new ColumnSegment(source, column, length);
            column += length;
            w = 0;
            if (++h < shape.Output.H) continue;
            h = 0;
            if (++d < shape.Output.D) continue;
            d = 0;
            sample++;
        }

        return written;
    }

    /// <summary>
    /// Writes rows of the matrix of patches, a row for each tap. Whole vectors are read and written: both memories must
    /// go on for a vector beyond the end, and what stands behind a row is overwritten.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T, V, S>(T* source, nint* taps, int rows, ColumnSegment* segments, int count, T* target, nint ld)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        for (var k = 0; k < rows; k++, target += ld)
        {
            var from = source + taps[k];
            for (var s = 0; s < count; s++)
            {
                T* read = from + segments[s].Source, write = target + segments[s].Column;
                var length = segments[s].Length;
                do
                {
                    S.Store(write, S.Load(read));
                    read += S.Count;
                    write += S.Count;
                    length -= S.Count;
                }
                while (length > 0);
            }
        }
    }

    /// <summary>Adds rows of the matrix of patches to the elements that they would be gathered from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T, V, S>(T* source, nint ld, nint* taps, int rows, ColumnSegment* segments, int count, T* target)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        for (var k = 0; k < rows; k++, source += ld)
        {
            var to = target + taps[k];
            for (var s = 0; s < count; s++)
            {
                T* read = source + segments[s].Column, write = to + segments[s].Source;
                var length = segments[s].Length;
                for (; length >= S.Count; length -= S.Count, read += S.Count, write += S.Count)
                    S.Store(write, S.Add(S.Load(write), S.Load(read)));
                if (length == 0)
                    continue;
                if (S.HasMaskedLoad)
                {
                    var mask = S.FirstMask(length);
                    S.StoreFirst(write, S.Add(S.LoadFirst(write, mask), S.LoadFirst(read, mask)), mask);
                    continue;
                }

                for (var i = 0; i < length; i++)
                    write[i] = unchecked(write[i] + read[i]);
            }
        }
    }
}

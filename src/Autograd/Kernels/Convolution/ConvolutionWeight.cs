using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The gradient of a convolution's weight: for each sample the product of the patches (K, P) and the transposed
/// gradient of the output (P, O), summed over the samples. A block of patches is packed at a time.
/// </summary>
internal unsafe struct ConvolutionWeight : ILaneKernel
{
    /// <summary>The rows of patches that are packed at a time, as far as a channel has not more.</summary>
    private const int BlockRows = 288;

    /// <summary>The bytes of a block of patches.</summary>
    private const int BlockBytes = 256 << 10;

    public ConvolutionJob Job;

    public readonly void Invoke<T, V, L>()
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        ref readonly var shape = ref Job.Shape;
        int channels = Math.Clamp(BlockRows / shape.Taps, 1, shape.C), rows = channels * shape.Taps;
        var taps = (nint*)PackBuffer.GetSecond(rows * (nint)sizeof(nint));
        var layout = new PlaneLayout(shape);
        layout.WriteTaps(shape, channels, taps);
        var part = new Part<T, V, L>
        {
            Job = Job,
            Layout = layout,
            Taps = taps,
            Channels = channels,
            Blocks = (shape.C + channels - 1) / channels,
            Columns = Math.Clamp(BlockBytes / sizeof(T) / rows, 1, shape.P),
        };
        Convolution.Share(shape, shape.Groups * part.Blocks, part);
    }

    private struct Part<T, V, L> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        public ConvolutionJob Job;
        public PlaneLayout Layout;
        public nint* Taps;
        public int Channels, Blocks, Columns;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Job.Shape);
            int rows = Channels * shape.Taps, registers = (shape.O + L.Count - 1) / L.Count, width = registers * L.Count;

            // An odd number of cache lines: the rows of a tile, read side by side, would else fall into few sets of the cache.
            var ld = (Columns + L.Count + 15) / 16 * 16 | 16;
            nint patchBytes = ((nint)rows * ld + L.Count) * sizeof(T), gradBytes = (nint)Columns * width * sizeof(T);
            nint planeBytes = (Layout.Plane * Channels + L.Count) * sizeof(T), sumBytes = (nint)rows * width * sizeof(T);
            var patches = (T*)PackBuffer.Get(
                patchBytes + gradBytes + planeBytes + sumBytes + Columns * (nint)sizeof(ColumnSegment) + 256);
            var grad = (T*)(((nint)patches + patchBytes + 63) & ~63);
            var plane = (T*)(((nint)grad + gradBytes + 63) & ~63);
            var sums = (T*)(((nint)plane + planeBytes + 63) & ~63);
            var segments = (ColumnSegment*)(((nint)sums + sumBytes + 63) & ~63);
            var panels = new PanelSplit(registers, 2);
            for (; start < end; start++)
            {
                var (group, block) = Math.DivRem(start, Blocks);
                int channel = block * Channels, channels = Math.Min(Channels, shape.C - channel), used = channels * shape.Taps;
                for (var n = 0; n < shape.N; n++)
                {
                    var source = (T*)Job.X + (((nint)n * shape.Groups + group) * shape.C + channel) * shape.Input.Product;

                    // Whole vectors are read, so the last planes of all are read from a copy, behind which there is memory.
                    var behind = ((shape.N - n) * (long)shape.Groups - group) * shape.C - channel - channels;
                    if (!Layout.IsDirect)
                    {
                        Layout.Fill(source, channels, plane);
                        source = plane;
                    }
                    else if (behind * shape.Input.Product < L.Count)
                    {
                        var bytes = Layout.Plane * channels * sizeof(T);
                        Buffer.MemoryCopy(source, plane, bytes, bytes);
                        source = plane;
                    }

                    var y = (T*)Job.Y + ((nint)n * shape.Groups + group) * shape.O * shape.P;
                    for (var first = 0; first < shape.P; first += Columns)
                    {
                        var columns = Math.Min(Columns, shape.P - first);
                        var count = ColumnSegments.Write(shape, Layout, first, columns, segments);
                        ColumnSegments.Gather<T, V, L>(source, Taps, used, segments, count, patches, ld);
                        Packing.PackPanels<T, V, L>(y + first, 1, shape.P, columns, shape.O, panels, grad);
                        var tile = new TileShape
                        {
                            K = columns, Accumulate = n > 0 || first > 0, ARow = ld, ACol = 1, Ldc = width,
                        };
                        TileRow.Run<T, V, L>(used, shape.O, panels, tile, patches, false, grad, true, sums);
                    }
                }

                var w = (T*)Job.W + (nint)group * shape.O * shape.K + (nint)channel * shape.Taps;
                TransposedCopy.Copy(sums, width, used, shape.O, w, shape.K);
            }
        }
    }
}

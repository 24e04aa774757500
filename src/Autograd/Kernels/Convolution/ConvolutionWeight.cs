using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The gradient of a convolution's weight: for each sample the product of the patches (K, P) and the transposed
/// gradient of the output (P, O), summed over the samples. A block of patches is packed at a time.
/// </summary>
internal unsafe struct ConvolutionWeight : IMatMulKernel
{
    /// <summary>The rows of patches that are packed at a time, as far as a channel has not more.</summary>
    private const int BlockRows = 288;

    /// <summary>The bytes of a block of patches.</summary>
    private const int BlockBytes = 256 << 10;

    public ConvolutionJob Job;

    public readonly void Invoke<T, V, S>()
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        ref readonly var shape = ref Job.Shape;
        int channels = Math.Clamp(BlockRows / shape.Taps, 1, shape.C), rows = channels * shape.Taps;
        var taps = (nint*)PackBuffer.GetSecond(rows * (nint)sizeof(nint));
        var layout = new PlaneLayout(shape);
        layout.WriteTaps(shape, channels, taps);
        var samples = SampleBlock.Count(shape, layout.Plane * channels * sizeof(T));
        var part = new Part<T, V, S>
        {
            Job = Job,
            Layout = layout,
            Taps = taps,
            Channels = channels,
            Blocks = (shape.C + channels - 1) / channels,
            Samples = samples,
            Columns = Math.Clamp(BlockBytes / sizeof(T) / rows, 1, samples * shape.P),
        };
        Convolution.Share(shape, shape.Groups * part.Blocks, part);
    }

    private struct Part<T, V, S> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        public ConvolutionJob Job;
        public PlaneLayout Layout;
        public nint* Taps;
        public int Channels, Blocks, Samples, Columns;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Job.Shape);
            int rows = Channels * shape.Taps, registers = (shape.O + S.Count - 1) / S.Count, width = registers * S.Count;

            // An odd number of cache lines: the rows of a tile, read side by side, would else fall into few sets of the cache.
            var ld = (Columns + S.Count + 15) / 16 * 16 | 16;
            nint patchBytes = ((nint)rows * ld + S.Count) * sizeof(T), gradBytes = (nint)Columns * width * sizeof(T);
            nint planeBytes = (Layout.Plane * Channels * Samples + S.Count) * sizeof(T), sumBytes = (nint)rows * width * sizeof(T);
            var copyBytes = Samples > 1 ? (nint)Columns * shape.O * sizeof(T) : 0;
            var patches = (T*)PackBuffer.Get(
                patchBytes + gradBytes + planeBytes + sumBytes + copyBytes + Columns * (nint)sizeof(ColumnSegment) + 320);
            var grad = (T*)(((nint)patches + patchBytes + 63) & ~63);
            var plane = (T*)(((nint)grad + gradBytes + 63) & ~63);
            var sums = (T*)(((nint)plane + planeBytes + 63) & ~63);
            var copy = (T*)(((nint)sums + sumBytes + 63) & ~63);
            var segments = (ColumnSegment*)(((nint)copy + copyBytes + 63) & ~63);
            var panels = new Panels(registers, 2);
            for (; start < end; start++)
            {
                var (group, block) = Math.DivRem(start, Blocks);
                int channel = block * Channels, channels = Math.Min(Channels, shape.C - channel), used = channels * shape.Taps;
                for (var n = 0; n < shape.N; n += Samples)
                {
                    var count = Math.Min(Samples, shape.N - n);
                    var source = Read(n, count, group, channel, channels, plane);
                    var y = (T*)Job.Y + ((nint)n * shape.Groups + group) * shape.O * shape.P;
                    for (var first = 0; first < count * shape.P; first += Columns)
                    {
                        var columns = Math.Min(Columns, count * shape.P - first);
                        var written = ColumnSegments.Write(shape, Layout, first, columns, segments, Layout.Plane * channels);
                        ColumnSegments.Gather<T, V, S>(source, Taps, used, segments, written, patches, ld);
                        if (Samples > 1)
                            SampleBlock.Copy(shape, y, first, columns, copy, Columns, isBack: false);
                        Packing.PackPanels<T, V, S>(
                            Samples > 1 ? copy : y + first, 1, Samples > 1 ? Columns : shape.P, columns, shape.O, panels, grad);
                        var tile = new TileArguments { K = columns, Accumulate = n > 0 || first > 0, ARow = ld, ACol = 1, Ldc = width };
                        MacroKernel.Run<T, V, S>(used, shape.O, panels, tile, patches, false, grad, true, sums);
                    }
                }

                var w = (T*)Job.W + (nint)group * shape.O * shape.K + (nint)channel * shape.Taps;
                TransposedCopy.Copy(sums, width, used, shape.O, w, shape.K);
            }
        }

        /// <summary>Samples' channels in the layout: the tensor itself, or a copy of them, one sample behind the other.</summary>
        private readonly T* Read(int n, int count, int group, int channel, int channels, T* plane)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Job.Shape);
            var step = (nint)shape.Groups * shape.C * shape.Input.Product;
            var source = (T*)Job.X + n * step + ((nint)group * shape.C + channel) * shape.Input.Product;

            // Whole vectors are read, so the last planes of all are read from a copy, behind which there is memory.
            var behind = ((shape.N - n) * (long)shape.Groups - group) * shape.C - channel - channels;
            if (Samples == 1 && Layout.IsDirect && behind * shape.Input.Product >= S.Count)
                return source;
            for (var i = 0; i < count; i++, source += step)
                Layout.FillOrCopy(source, channels, plane + i * Layout.Plane * channels);
            return plane;
        }
    }
}

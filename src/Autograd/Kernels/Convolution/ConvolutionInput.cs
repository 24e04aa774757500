using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// The gradient of a convolution's input, which is a transposed convolution: the product of the weight's transpose and
/// a block of the output's gradient gives the gradients of patches, which are added up where the patches overlap.
/// </summary>
internal unsafe struct ConvolutionInput : IMatMulKernel
{
    /// <summary>The rows of patches' gradients that are computed at a time, as far as a channel has not more.</summary>
    private const int BlockRows = 288;

    /// <summary>The bytes of a block of patches' gradients, and of the columns of the weight in a product.</summary>
    private const int BlockBytes = 256 << 10, DepthBytes = 2 << 10;

    public ConvolutionJob Job;

    public readonly void Invoke<T, V, S>()
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        ref readonly var shape = ref Job.Shape;
        int channels = Math.Clamp(BlockRows / shape.Taps, 1, shape.C), rows = channels * shape.Taps;
        var weights = (nint)shape.Groups * shape.O * shape.K;
        var shared = ConvolutionSetup.SharedMemory<T>(weights, rows, out var taps);
        var layout = new PlaneLayout(shape);
        layout.WriteTaps(shape, channels, taps);
        var samples = SampleBlock.Count(shape, layout.Plane * channels * sizeof(T));
        var part = new Part<T, V, S>
        {
            Job = Job,
            Layout = layout,
            Weights = shared,
            Taps = taps,
            Channels = channels,
            Blocks = (shape.C + channels - 1) / channels,
            Samples = samples,
            Columns = ConvolutionSetup.Columns(BlockBytes / sizeof(T), rows, 2 * S.Count, samples * shape.P),
            Depth = Math.Min(shape.O, DepthBytes / sizeof(T)),
            IsProduct = samples == 1 && layout.IsDirect && shape.Taps == 1 && shape.Stride == Size3.One && shape.Input == shape.Output,
        };
        part.PackWeights();
        Convolution.Share(shape, (shape.N + samples - 1) / samples * shape.Groups * part.Blocks, part);
    }

    private struct Part<T, V, S> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        public ConvolutionJob Job;
        public PlaneLayout Layout;
        public T* Weights;
        public nint* Taps;
        public int Channels, Blocks, Samples, Columns, Depth;

        /// <summary>True if a patch is one element and the product the result.</summary>
        public bool IsProduct;

        /// <summary>Packs the transposed weights of each group, block of channels and block of outputs, in tiles of rows.</summary>
        public readonly void PackWeights()
        {
            int k = Job.Shape.K, o = Job.Shape.O, taps = Job.Shape.Taps;
            var target = Weights;
            for (var group = 0; group < Job.Shape.Groups; group++)
                for (var c = 0; c < Job.Shape.C; c += Channels)
                    for (var first = 0; first < o; first += Depth)
                    {
                        int rows = Math.Min(Channels, Job.Shape.C - c) * taps, depth = Math.Min(Depth, o - first);
                        Packing.PackTiles<T, V, S>(
                            (T*)Job.W + ((nint)group * o + first) * k + c * taps, 1, k, rows, depth, S.Accumulators / 2, target);
                        target += (nint)rows * depth;
                    }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Job.Shape);
            var rows = Channels * shape.Taps;
            var isDirect = Layout.IsDirect && Samples == 1;
            nint packing = ((nint)Columns * Depth + S.Count) * sizeof(T), patches = IsProduct ? 0 : (nint)Columns * rows * sizeof(T);
            var planes = isDirect ? (nint)0 : (Layout.Plane * Channels * Samples + S.Count) * sizeof(T);
            var copies = Samples > 1 ? (nint)Columns * shape.O * sizeof(T) : 0;
            var packed = (T*)PackBuffer.Get(packing + patches + planes + copies + Columns * (nint)sizeof(ColumnSegment) + 256);
            var columns = (T*)(((nint)packed + packing + 63) & ~63);
            var plane = (T*)(((nint)columns + patches + 63) & ~63);
            var copy = (T*)(((nint)plane + planes + 63) & ~63);
            var segments = (ColumnSegment*)(((nint)copy + copies + 63) & ~63);
            var step = (nint)shape.Groups * shape.C * shape.Input.Product;
            for (; start < end; start++)
            {
                var (unit, block) = Math.DivRem(start, Blocks);
                var (sample, group) = (unit / shape.Groups * Samples, unit % shape.Groups);
                int channel = block * Channels, channels = Math.Min(Channels, shape.C - channel), count = Math.Min(Samples, shape.N - sample);
                var x = (T*)Job.X + sample * step + ((nint)group * shape.C + channel) * shape.Input.Product;
                var y = (T*)Job.Y + ((nint)sample * shape.Groups + group) * shape.O * shape.P;
                var bias = Job.Bias == null ? null : (T*)Job.Bias + group * shape.C + channel;
                var sums = isDirect ? x : plane;
                for (var n = 0; n < count; n++)
                    FillWithBias(sums + n * Layout.Plane * channels, channels, bias);
                AddPatches(group, channel, channels, count, y, packed, columns, copy, segments, sums);
                if (isDirect)
                    continue;
                for (var n = 0; n < count; n++, x += step)
                {
                    if (bias != null)
                        FillChannels(x, shape.Input.Product, channels, bias);
                    Layout.Unpad(plane + n * Layout.Plane * channels, channels, x, clear: bias == null);
                }
            }
        }

        private readonly void FillWithBias(T* sums, int channels, T* bias)
        {
            if (bias == null)
                new Span<T>(sums, checked((int)(Layout.Plane * channels))).Clear();
            else
                FillChannels(sums, Layout.Plane, channels, bias);
        }

        private static void FillChannels(T* target, nint length, int channels, T* bias)
        {
            for (var c = 0; c < channels; c++)
                new Span<T>(target + c * length, (int)length).Fill(bias[c]);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void AddPatches(
            int group, int channel, int channels, int count, T* y, T* packed, T* columns, T* copy, ColumnSegment* segments, T* sums)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Job.Shape);
            var rows = channels * shape.Taps;
            for (var first = 0; first < count * shape.P; first += Columns)
            {
                var width = Math.Min(Columns, count * shape.P - first);
                var panels = new Panels((width + S.Count - 1) / S.Count, 2);
                var weights = Weights + (nint)group * shape.O * shape.K + (nint)channel * shape.Taps * shape.O;
                var source = y + first;
                nint ld = shape.P;
                if (Samples > 1)
                {
                    SampleBlock.Copy(shape, y, first, width, copy, Columns, isBack: false);
                    source = copy;
                    ld = Columns;
                }

                for (var o = 0; o < shape.O; o += Depth)
                {
                    var depth = Math.Min(Depth, shape.O - o);
                    Packing.PackPanels<T, V, S>(source + o * ld, ld, 1, depth, width, panels, packed);
                    var tile = new TileArguments { K = depth, Accumulate = IsProduct || o > 0, ARow = 1, Ldc = IsProduct ? shape.P : Columns };
                    MacroKernel.Run<T, V, S>(rows, width, panels, tile, weights, true, packed, true, IsProduct ? sums + first : columns);
                    weights += (nint)rows * depth;
                }

                if (IsProduct)
                    continue;
                var written = ColumnSegments.Write(shape, Layout, first, width, segments, Layout.Plane * channels);
                ColumnSegments.Scatter<T, V, S>(columns, Columns, Taps, rows, segments, written, sums);
            }
        }
    }
}

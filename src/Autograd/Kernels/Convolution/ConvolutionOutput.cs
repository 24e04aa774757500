using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// y = x ∗ w: for each sample the product of the weight (O, K) and the patches (K, P), of which a block of columns is
/// packed at a time.
/// </summary>
/// <remarks>The bias is one more column of the weight, and ones one more row of the patches.</remarks>
internal unsafe struct ConvolutionOutput : IMatMulKernel
{
    /// <summary>The bytes of a column of patches, and of a block of packed patches, that stay in the caches.</summary>
    private const int ColumnBytes = 3 << 10, BlockBytes = 384 << 10;

    public ConvolutionJob Job;

    public readonly void Invoke<T, V, S>()
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, IMatMulSimd<T, V>
    {
        ref readonly var shape = ref Job.Shape;
        var layout = new PlaneLayout(shape);
        int rows = shape.K + (Job.Bias == null ? 0 : 1), blocks = (rows * sizeof(T) + ColumnBytes - 1) / ColumnBytes;
        var depth = (rows + blocks - 1) / blocks;
        var samples = SampleBlock.Count(shape, layout.Plane * shape.C * sizeof(T));
        var columns = ConvolutionSetup.Columns(BlockBytes / sizeof(T), depth, 2 * S.Count, samples * shape.P);
        var weights = (nint)shape.Groups * shape.O * rows;
        var shared = ConvolutionSetup.SharedMemory<T>(weights, shape.K, out var taps);
        layout.WriteTaps(shape, shape.C, taps);
        var part = new Part<T, V, S>
        {
            Job = Job,
            Layout = layout,
            Weights = shared,
            Taps = taps,
            Rows = rows,
            Depth = depth,
            Columns = columns,
            Samples = samples,
            BlockCount = samples > 1 ? 1 : (shape.P + columns - 1) / columns,
        };
        part.PackWeights();
        Convolution.Share(shape, (shape.N + samples - 1) / samples * shape.Groups * part.BlockCount, part);
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
        public int Rows, Depth, Columns, Samples, BlockCount;

        /// <summary>Packs the weights of each group block by block along K, each in tiles of rows.</summary>
        public readonly void PackWeights()
        {
            int o = Job.Shape.O, k = Job.Shape.K, tiles = (o + S.Accumulators / 2 - 1) / (S.Accumulators / 2);
            int low = o / tiles, higher = o % tiles, extra = Rows - k;
            var target = Weights;
            for (var group = 0; group < Job.Shape.Groups; group++)
            {
                var source = (T*)Job.W + (nint)group * o * k;
                var bias = (T*)Job.Bias + group * o;
                for (var first = 0; first < Rows; first += Depth)
                {
                    int from = Math.Max(first - extra, 0), end = Math.Min(first + Depth, Rows) - extra;
                    for (int tile = 0, row = 0; tile < tiles; tile++)
                    {
                        var height = tile < higher ? low + 1 : low;
                        if (first == 0 && extra > 0)
                        {
                            new ReadOnlySpan<T>(bias + row, height).CopyTo(new Span<T>(target, height));
                            target += height;
                        }

                        TransposedCopy.Copy(source + (nint)row * k + from, k, height, end - from, target, height);
                        target += (nint)height * (end - from);
                        row += height;
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Job.Shape);
            nint packing = ((nint)Columns * Depth + S.Count) * sizeof(T), planes = (Layout.Plane * shape.C * Samples + S.Count) * sizeof(T);
            var results = Samples > 1 ? (nint)Columns * shape.O * sizeof(T) : 0;
            var packed = (T*)PackBuffer.Get(packing + planes + results + 4 * S.Count * (nint)sizeof(ColumnSegment) + 256);
            var plane = (T*)(((nint)packed + packing + 63) & ~63);
            var result = (T*)(((nint)plane + planes + 63) & ~63);
            var segments = (ColumnSegment*)(((nint)result + results + 63) & ~63);
            var filled = -1;
            for (; start < end; start++)
            {
                var (unit, block) = Math.DivRem(start, BlockCount);
                var (sample, group) = (unit / shape.Groups * Samples, unit % shape.Groups);
                var index = sample * shape.Groups + group;
                var source = (T*)Job.X + (nint)index * shape.C * shape.Input.Product;
                var target = (T*)Job.Y + (nint)index * shape.O * shape.P;
                if (Samples > 1)
                {
                    var count = Math.Min(Samples, shape.N - sample);
                    for (var n = 0; n < count; n++)
                        Layout.FillOrCopy(
                            source + (nint)n * shape.Groups * shape.C * shape.Input.Product, shape.C, plane + n * Layout.Plane * shape.C);
                    for (var first = 0; first < count * shape.P; first += Columns)
                    {
                        var columns = Math.Min(count * shape.P - first, Columns);
                        Multiply(group, first, columns, plane, packed, segments, result, Columns);
                        SampleBlock.Copy(shape, target, first, columns, result, Columns, isBack: true);
                    }

                    continue;
                }

                // Whole vectors are read, so the last planes of all are read from a copy, behind which there is memory.
                var behind = (shape.N * shape.Groups - 1 - index) * (long)shape.C * shape.Input.Product;
                if (!Layout.IsDirect || behind < S.Count)
                {
                    if (filled != index) Layout.FillOrCopy(source, shape.C, plane);
                    filled = index;
                    source = plane;
                }

                var position = block * Columns;
                Multiply(group, position, Math.Min(shape.P - position, Columns), source, packed, segments, target + position, shape.P);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Multiply(
            int group, int first, int columns, T* source, T* packed, ColumnSegment* segments, T* target, nint ld)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Job.Shape);
            var extra = Rows - shape.K;
            var panels = new Panels((columns + S.Count - 1) / S.Count, 2);
            var weights = Weights + (nint)group * shape.O * Rows;
            for (var row = 0; row < Rows; row += Depth)
            {
                var depth = Math.Min(Depth, Rows - row);
                var write = packed;
                for (int panel = 0, left = 0; panel < panels.Count; panel++)
                {
                    var width = panels.Registers(panel) * S.Count;
                    var count = ColumnSegments.Write(shape, Layout, first + left, Math.Min(width, columns - left), segments, Layout.Plane * shape.C);
                    left += width;
                    var to = write;
                    var skipped = 0;
                    if (row == 0 && extra > 0)
                    {
                        new Span<T>(to, width).Fill(T.One);
                        to += width;
                        skipped = 1;
                    }

                    ColumnSegments.Gather<T, V, S>(
                        source, Taps + Math.Max(row - extra, 0), depth - skipped, segments, count, to, width);
                    write += (nint)width * depth;
                }

                var tile = new TileArguments { K = depth, Accumulate = row > 0, ARow = 1, Ldc = ld };
                MacroKernel.Run<T, V, S>(shape.O, columns, panels, tile, weights, true, packed, true, target);
                weights += (nint)shape.O * depth;
            }
        }
    }
}

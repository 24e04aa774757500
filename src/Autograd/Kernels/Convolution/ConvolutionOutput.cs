using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// y = x ∗ w: for each sample the product of the weight (O, K) and the patches (K, P), of which a block of columns is
/// packed at a time.
/// </summary>
/// <remarks>The bias is one more column of the weight, and ones one more row of the patches.</remarks>
internal unsafe struct ConvolutionOutput : ILaneKernel
{
    /// <summary>The bytes of a column of patches, and of a block of packed patches, that stay in the caches.</summary>
    private const int ColumnBytes = 2 << 10, BlockBytes = 256 << 10;

    public ConvolutionJob Job;

    public readonly void Invoke<T, V, L>()
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        ref readonly var shape = ref Job.Shape;
        var layout = new PlaneLayout(shape);
        int rows = shape.K + (Job.Bias == null ? 0 : 1), blocks = (rows * sizeof(T) + ColumnBytes - 1) / ColumnBytes;
        var depth = (rows + blocks - 1) / blocks;
        var panel = 2 * L.Count;
        var columns = Math.Max(BlockBytes / sizeof(T) / depth / panel, 1) * panel;
        columns = Math.Min(columns, (shape.P + panel - 1) / panel * panel);
        var weights = (nint)shape.Groups * shape.O * rows;
        var shared = (T*)PackBuffer.GetSecond(weights * sizeof(T) + (nint)shape.K * sizeof(nint) + 64);
        var taps = (nint*)(((nint)(shared + weights) + 63) & ~63);
        layout.WriteTaps(shape, shape.C, taps);
        var part = new Part<T, V, L>
        {
            Job = Job,
            Layout = layout,
            Weights = shared,
            Taps = taps,
            Rows = rows,
            Depth = depth,
            Columns = columns,
            BlockCount = (shape.P + columns - 1) / columns,
        };
        part.PackWeights();
        Convolution.Share(shape, shape.N * shape.Groups * part.BlockCount, part);
    }

    private struct Part<T, V, L> : IRangeAction
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where L : struct, ILanes<T, V>
    {
        public ConvolutionJob Job;
        public PlaneLayout Layout;
        public T* Weights;
        public nint* Taps;
        public int Rows, Depth, Columns, BlockCount;

        /// <summary>Packs the weights of each group block by block along K, each in tiles of rows.</summary>
        public readonly void PackWeights()
        {
            int o = Job.Shape.O, k = Job.Shape.K, tiles = (o + L.Accumulators / 2 - 1) / (L.Accumulators / 2);
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
            var packing = ((nint)Columns * Depth + L.Count) * sizeof(T);
            var planes = Layout.Plane * shape.C * sizeof(T);
            var packed = (T*)PackBuffer.Get(packing + planes + (2 * L.Count) * (nint)(sizeof(ColumnSegment) + sizeof(T)) + 128);
            var plane = (T*)(((nint)packed + packing + 63) & ~63);
            var segments = (ColumnSegment*)(((nint)plane + planes + L.Count * sizeof(T) + 63) & ~63);
            var filled = -1;
            for (; start < end; start++)
            {
                var (sample, block) = Math.DivRem(start, BlockCount);
                var source = (T*)Job.X + (nint)sample * shape.C * shape.Input.Product;

                // Whole vectors are read, so the last planes of all are read from a copy, behind which there is memory.
                var behind = (shape.N * shape.Groups - 1 - sample) * (long)shape.C * shape.Input.Product;
                if (!Layout.IsDirect || behind < L.Count)
                {
                    if (filled != sample) Fill(source, plane);
                    filled = sample;
                    source = plane;
                }

                Multiply(sample, block * Columns, source, packed, segments);
            }
        }

        private readonly void Fill(T* source, T* plane)
        {
            if (Layout.IsDirect)
                Buffer.MemoryCopy(source, plane, Layout.Plane * Job.Shape.C * sizeof(T), Layout.Plane * Job.Shape.C * sizeof(T));
            else
                Layout.Fill(source, Job.Shape.C, plane);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Multiply(int sample, int first, T* source, T* packed, ColumnSegment* segments)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Job.Shape);
            int columns = Math.Min(shape.P - first, Columns), extra = Rows - shape.K;
            var panels = new PanelSplit((columns + L.Count - 1) / L.Count, 2);
            var weights = Weights + (nint)(sample % shape.Groups) * shape.O * Rows;
            var y = (T*)Job.Y + (nint)sample * shape.O * shape.P + first;
            for (var row = 0; row < Rows; row += Depth)
            {
                var depth = Math.Min(Depth, Rows - row);
                var target = packed;
                for (int panel = 0, left = 0; panel < panels.Count; panel++)
                {
                    var width = panels.Registers(panel) * L.Count;
                    var count = ColumnSegments.Write(shape, Layout, first + left, Math.Min(width, columns - left), segments);
                    left += width;
                    var to = target;
                    var skipped = 0;
                    if (row == 0 && extra > 0)
                    {
                        new Span<T>(to, width).Fill(T.One);
                        to += width;
                        skipped = 1;
                    }

                    ColumnSegments.Gather<T, V, L>(
                        source, Taps + Math.Max(row - extra, 0), depth - skipped, segments, count, to, width);
                    target += (nint)width * depth;
                }

                var tile = new TileShape { K = depth, Accumulate = row > 0, ARow = 1, Ldc = shape.P };
                TileRow.Run<T, V, L>(shape.O, columns, panels, tile, weights, true, packed, true, y);
                weights += (nint)shape.O * depth;
            }
        }
    }
}

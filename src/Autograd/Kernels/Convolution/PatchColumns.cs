using System.Numerics;

namespace Autograd.Kernels;

/// <summary>Copies patches to the columns of a matrix for each sample, and adds columns up to an image.</summary>
internal static unsafe class PatchColumns
{
    /// <summary>Writes the patches of x (N, C, …) as the columns of y (N, C · taps, patches).</summary>
    public static void Gather<T>(in ConvolutionShape shape, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> =>
        Run(shape, x, y, isGather: true);

    /// <summary>Adds the columns of y up to the elements of x that they are patches of.</summary>
    public static void Scatter<T>(in ConvolutionShape shape, ReadOnlySpan<T> y, Span<T> x) where T : unmanaged, INumber<T> =>
        Run(shape, y, x, isGather: false);

    private static void Run<T>(in ConvolutionShape shape, ReadOnlySpan<T> source, Span<T> target, bool isGather)
        where T : unmanaged, INumber<T>
    {
        if (target.IsEmpty)
            return;
        fixed (T* from = source, to = target)
        {
            var layout = new PlaneLayout(shape);
            var (taps, segments) = (new nint[shape.Taps], new ColumnSegment[shape.P]);
            fixed (nint* pinnedTaps = taps)
            fixed (ColumnSegment* pinnedSegments = segments)
            {
                layout.WriteTaps(shape, 1, pinnedTaps);
                var part = new Part<T>
                {
                    Shape = shape,
                    Layout = layout,
                    Source = from,
                    Target = to,
                    Taps = pinnedTaps,
                    Segments = pinnedSegments,
                    Count = ColumnSegments.Write(shape, layout, 0, shape.P, pinnedSegments),
                    IsGather = isGather,
                };
                ParallelFor.Run(shape.N * shape.C, shape.Taps * shape.P, part);
            }
        }
    }

    /// <summary>A range of channels of all samples.</summary>
    private struct Part<T> : IRangeAction
        where T : unmanaged, INumber<T>
    {
        public ConvolutionShape Shape;
        public PlaneLayout Layout;
        public T* Source, Target;
        public nint* Taps;
        public ColumnSegment* Segments;
        public int Count;
        public bool IsGather;

        public readonly void Invoke(int start, int end)
        {
            var plane = (T*)PackBuffer.Get(Layout.Plane * sizeof(T) + 64);
            nint image = Shape.Input.Product, columns = (nint)Shape.Taps * Shape.P;
            for (; start < end; start++)
            {
                if (IsGather)
                {
                    Layout.Fill(Source + start * image, 1, plane);
                    GatherRows(plane, Target + start * columns);
                    continue;
                }

                new Span<T>(plane, (int)Layout.Plane).Clear();
                ScatterRows(Source + start * columns, plane);
                Layout.Unpad(plane, 1, Target + start * image, clear: true);
            }
        }

        private readonly void GatherRows(T* plane, T* rows)
        {
            for (var t = 0; t < Shape.Taps; t++, rows += Shape.P)
                for (var s = 0; s < Count; s++)
                {
                    var segment = Segments[s];
                    new ReadOnlySpan<T>(plane + Taps[t] + segment.Source, segment.Length)
                        .CopyTo(new Span<T>(rows + segment.Column, segment.Length));
                }
        }

        private readonly void ScatterRows(T* rows, T* plane)
        {
            for (var t = 0; t < Shape.Taps; t++, rows += Shape.P)
                for (var s = 0; s < Count; s++)
                {
                    T* read = rows + Segments[s].Column, write = plane + Taps[t] + Segments[s].Source;
                    for (var i = 0; i < Segments[s].Length; i++)
                        write[i] = unchecked(write[i] + read[i]);
                }
        }
    }
}

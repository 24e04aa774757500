using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The maximum of each window of a plane, and where in the plane it stands. NaN counts as the greatest.</summary>
internal static unsafe class MaxPooling
{
    /// <param name="shape">The windows; each plane is a sample of one channel.</param>
    /// <param name="x">The planes.</param>
    /// <param name="y">The maxima.</param>
    /// <param name="indices">The index of each maximum in its plane: of several, the first.</param>
    public static void Run<T>(in ConvolutionShape shape, ReadOnlySpan<T> x, Span<T> y, Span<int> indices)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty)
            return;
        fixed (T* source = x, target = y)
        fixed (int* places = indices)
        {
            var kernel = new Kernel<T> { Shape = shape, Source = source, Target = target, Indices = places };
            Simd.Run<T, Kernel<T>>(ref kernel);
        }
    }

    private struct Kernel<T> : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public ConvolutionShape Shape;
        public T* Source, Target;
        public int* Indices;

        public readonly void Invoke<V>() where V : unmanaged, ISimdVector<V, T>
        {
            var planes = new PoolPlanes<T, V>(Shape, Source, Target);
            var tapIndices = new int[Shape.Taps];
            var t = 0;
            for (var d = 0; d < Shape.Kernel.D; d++)
                for (var h = 0; h < Shape.Kernel.H; h++)
                    for (var w = 0; w < Shape.Kernel.W; w++)
                        tapIndices[t++] = (d * Shape.Dilation.D * Shape.Input.H + h * Shape.Dilation.H) * Shape.Input.W + w * Shape.Dilation.W;
            fixed (int* pinned = tapIndices)
            {
                var part = new Part<T, V> { Planes = planes, Indices = Indices, TapIndices = pinned };
                ParallelFor.Run(Shape.N, Shape.P * Shape.Taps, part);
            }
        }
    }

    private struct Part<T, V> : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        public PoolPlanes<T, V> Planes;
        public int* Indices, TapIndices;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Planes.Shape);
            var plane = Planes.GetPlane();
            for (; start < end; start++)
            {
                var source = Planes.Read(start, plane, T.NegativeInfinity);
                var offset = (nint)start * shape.P;
                for (var i = 0; i < Planes.Count; i++)
                    Run(source, Planes.Pieces[i], Planes.Target + offset, Indices + offset);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Run(T* source, RowPiece piece, T* target, int* indices)
        {
            // The place of the maximum is the number of its tap; none is at infinity below, where padding is too.
            var best = V.Create(T.NegativeInfinity);
            V tap = V.Create(-T.One), number = V.Zero;
            source += piece.Source;
            for (var t = 0; t < Planes.Shape.Taps; t++, number += V.One)
            {
                var x = V.Load(source + Planes.Offsets[t]);
                var isBetter = V.LessThan(best, x) | ~V.Equal(x, x);
                best = V.Select(isBetter, x, best);
                tap = V.Select(isBetter, number, tap);
            }

            PoolPlanes<T, V>.Store(target, piece, best);
            var taps = stackalloc T[V.Count];
            V.Store(taps, tap);
            WriteIndices(taps, piece, indices);
        }

        private readonly void WriteIndices(T* taps, RowPiece piece, int* indices)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Planes.Shape);
            var (row, w) = Math.DivRem(piece.Target, shape.Output.W);
            var (d, h) = Math.DivRem(row, shape.Output.H);
            var first = ((d * shape.Stride.D - shape.Padding.D) * shape.Input.H + h * shape.Stride.H - shape.Padding.H) * shape.Input.W
                + w * shape.Stride.W - shape.Padding.W;
            for (var i = 0; i < piece.Length; i++, first += shape.Stride.W)
            {
                var tap = int.CreateTruncating(taps[i]);
                indices[piece.Target + i] = tap >= 0 ? first + TapIndices[tap] : FirstInside(d, h, w + i);
            }
        }

        /// <summary>The index of a window's first element that is no padding.</summary>
        private readonly int FirstInside(int d, int h, int w)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Planes.Shape);
            return (First(d * shape.Stride.D - shape.Padding.D, shape.Dilation.D) * shape.Input.H
                + First(h * shape.Stride.H - shape.Padding.H, shape.Dilation.H)) * shape.Input.W
                + First(w * shape.Stride.W - shape.Padding.W, shape.Dilation.W);
        }

        private static int First(int start, int dilation) => start >= 0 ? start : start + (dilation - 1 - start) / dilation * dilation;
    }
}

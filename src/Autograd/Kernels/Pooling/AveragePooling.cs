using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>The sum of each window of a plane, divided by a number for each window; and the transpose of that map.</summary>
internal static unsafe class AveragePooling
{
    /// <param name="shape">The windows; each plane is a sample of one channel.</param>
    /// <param name="x">The planes.</param>
    /// <param name="divisors">The divisor of each window of a plane.</param>
    /// <param name="y">The quotients.</param>
    public static void Run<T>(in ConvolutionShape shape, ReadOnlySpan<T> x, ReadOnlySpan<T> divisors, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty)
            return;
        fixed (T* source = x, target = y, numbers = divisors)
        {
            var kernel = new Kernel<T> { Shape = shape, Source = source, Target = target, Divisors = numbers };
            Simd.Run<T, Kernel<T>>(ref kernel);
        }
    }

    /// <summary>Adds each quotient y / divisor to all elements of its window.</summary>
    public static void RunTransposed<T>(in ConvolutionShape shape, ReadOnlySpan<T> y, ReadOnlySpan<T> divisors, Span<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
            return;
        fixed (T* source = x, target = y, numbers = divisors)
        {
            var kernel = new Kernel<T> { Shape = shape, Source = source, Target = target, Divisors = numbers, IsTransposed = true };
            Simd.Run<T, Kernel<T>>(ref kernel);
        }
    }

    private struct Kernel<T> : ISimdKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public ConvolutionShape Shape;
        public T* Source, Target, Divisors;
        public bool IsTransposed;

        public readonly void Invoke<V>() where V : unmanaged, ISimdVector<V, T>
        {
            var planes = new PoolPlanes<T, V>(Shape, Source, Target);
            if (IsTransposed)
                ParallelFor.Run(Shape.N, Shape.P * Shape.Taps, new TransposedPart<T, V> { Planes = planes, Divisors = Divisors });
            else
                ParallelFor.Run(Shape.N, Shape.P * Shape.Taps, new Part<T, V> { Planes = planes, Divisors = Divisors });
        }
    }

    private struct Part<T, V> : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        public PoolPlanes<T, V> Planes;
        public T* Divisors;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            var plane = Planes.GetPlane();
            for (; start < end; start++)
            {
                var source = Planes.Read(start, plane, T.Zero);
                var target = Planes.Target + (nint)start * Planes.Shape.P;
                for (var i = 0; i < Planes.Count; i++)
                {
                    var piece = Planes.Pieces[i];
                    var from = source + piece.Source;
                    var sum = V.Load(from + Planes.Offsets[0]);
                    for (var t = 1; t < Planes.Shape.Taps; t++)
                        sum += V.Load(from + Planes.Offsets[t]);
                    PoolPlanes<T, V>.Store(target, piece, sum / LoadPiece<T, V>(Divisors, piece));
                }
            }
        }
    }

    private struct TransposedPart<T, V> : IRangeAction
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : unmanaged, ISimdVector<V, T>
    {
        public PoolPlanes<T, V> Planes;
        public T* Divisors;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Invoke(int start, int end)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Planes.Shape);
            var plane = Planes.GetPlane();
            for (; start < end; start++)
            {
                var y = Planes.Target + (nint)start * shape.P;
                var x = Planes.Source + (nint)start * shape.Input.Product;
                if (IsPartition(shape) && !Planes.Layout.IsDirect)
                {
                    Spread(y, plane);
                    Planes.Layout.Unpad(plane, 1, x, clear: true);
                    continue;
                }

                var sums = Planes.Layout.IsDirect ? x : plane;
                new Span<T>(sums, checked((int)Planes.Layout.Plane)).Clear();

                // Tap by tap, so that no sum is read right after it was written in part.
                for (var t = 0; t < shape.Taps; t++)
                    for (var i = 0; i < Planes.Count; i++)
                        Add(y, sums + Planes.Offsets[t], Planes.Pieces[i]);
                if (!Planes.Layout.IsDirect)
                    Planes.Layout.Unpad(plane, 1, x, clear: true);
            }
        }

        /// <summary>True if every element of a plane in the layout belongs to exactly one window.</summary>
        private static bool IsPartition(in ConvolutionShape shape) => shape.Stride == shape.Kernel && shape.Dilation == Size3.One;

        /// <summary>
        /// Writes each quotient to all elements of its window, in the order of memory: whole vectors are written, and what
        /// stands behind a row is overwritten.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Spread(T* y, T* plane)
        {
            ref readonly var shape = ref Unsafe.AsRef(in Planes.Shape);
            int perRow = (shape.Output.W + V.Count - 1) / V.Count, perSlice = perRow * shape.Output.H, taps = shape.Kernel.H * shape.Kernel.W;
            for (var d = 0; d < shape.Output.D; d++)
                for (var kd = 0; kd < shape.Kernel.D; kd++)
                    for (var row = 0; row < perSlice; row += perRow)
                        for (var t = 0; t < taps; t++)
                            for (var i = d * perSlice + row; i < d * perSlice + row + perRow; i++)
                            {
                                var piece = Planes.Pieces[i];
                                var quotient = LoadPiece<T, V>(y, piece) / LoadPiece<T, V>(Divisors, piece);
                                V.Store(plane + piece.Source + Planes.Offsets[kd * taps + t], quotient);
                            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Add(T* y, T* sums, RowPiece piece)
        {
            sums += piece.Source;
            var quotient = LoadPiece<T, V>(y, piece) / LoadPiece<T, V>(Divisors, piece);
            if (piece.Length == V.Count)
            {
                V.Store(sums, V.Load(sums) + quotient);
                return;
            }

            var mask = V.FirstMask(piece.Length);
            V.StoreFirst(sums, V.LoadFirst(sums, mask) + quotient, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LoadPiece<T, V>(T* source, RowPiece piece)
        where T : unmanaged, INumber<T>
        where V : unmanaged, ISimdVector<V, T>
        => piece.Length == V.Count ? V.Load(source + piece.Target) : V.LoadFirst(source + piece.Target, V.FirstMask(piece.Length));
}

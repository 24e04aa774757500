using System.Numerics;

namespace Autograd.Kernels;

/// <summary>Convolutions of each channel with a kernel of its own, by vectors along the width.</summary>
internal static unsafe class DepthwiseConvolution
{
    /// <summary>True if every group has one channel on both sides.</summary>
    public static bool IsApplicable<T>(in ConvolutionShape shape) where T : unmanaged => shape.C == 1 && shape.O == 1;

    /// <summary>The output.</summary>
    public struct OutputKernel : IMatMulKernel
    {
        public ConvolutionJob Job;

        public readonly void Invoke<T, V, S>()
            where T : unmanaged, INumber<T>
            where V : unmanaged
            where S : struct, IMatMulSimd<T, V>
        {
            var planes = new DepthwisePlanes<T, V, S>(Job);
            Convolution.Share(Job.Shape, Job.Shape.N * Job.Shape.Groups, new DepthwiseOutput<T, V, S> { Planes = planes });
        }
    }

    /// <summary>
    /// The gradient of the input. With stride 1 it is the convolution of the output's gradient with the reversed
    /// kernel.
    /// </summary>
    public struct InputKernel : IMatMulKernel
    {
        public ConvolutionJob Job;

        public readonly void Invoke<T, V, S>()
            where T : unmanaged, INumber<T>
            where V : unmanaged
            where S : struct, IMatMulSimd<T, V>
        {
            var shape = Job.Shape;
            var padding = new Size3(
                (shape.Kernel.D - 1) * shape.Dilation.D - shape.Padding.D,
                (shape.Kernel.H - 1) * shape.Dilation.H - shape.Padding.H,
                (shape.Kernel.W - 1) * shape.Dilation.W - shape.Padding.W);
            if (shape.Stride != Size3.One || padding.D < 0 || padding.H < 0 || padding.W < 0)
            {
                var direct = new DepthwisePlanes<T, V, S>(Job);
                Convolution.Share(shape, shape.N * shape.Groups, new DepthwiseInput<T, V, S> { Planes = direct });
                return;
            }

            var job = Job with
            {
                X = Job.Y,
                Y = Job.X,
                Shape = shape with { Input = shape.Output, Output = shape.Input, Padding = padding },
            };
            var planes = new DepthwisePlanes<T, V, S>(job);
            Convolution.Share(
                shape, shape.N * shape.Groups, new DepthwiseOutput<T, V, S> { Planes = planes, IsReversed = true });
        }
    }

    /// <summary>The gradient of the weight.</summary>
    public struct WeightKernel : IMatMulKernel
    {
        public ConvolutionJob Job;

        public readonly void Invoke<T, V, S>()
            where T : unmanaged, INumber<T>
            where V : unmanaged
            where S : struct, IMatMulSimd<T, V>
        {
            var planes = new DepthwisePlanes<T, V, S>(Job);
            Convolution.Share(Job.Shape, Job.Shape.Groups, new DepthwiseWeight<T, V, S> { Planes = planes });
        }
    }
}

/// <summary>What the threads of a depthwise convolution share: operands, layout, taps and pieces.</summary>
internal unsafe struct DepthwisePlanes<T, V, S>
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where S : struct, IMatMulSimd<T, V>
{
    public ConvolutionJob Job;
    public PlaneLayout Layout;
    public int Taps, Count;
    public nint* Offsets;
    public RowPiece* Pieces;

    public DepthwisePlanes(in ConvolutionJob job)
    {
        Job = job;
        Layout = new PlaneLayout(job.Shape);
        Taps = job.Shape.Taps;
        Count = RowPiece.Count(job.Shape, S.Count);
        var taps = (Taps * (nint)sizeof(nint) + 63) & ~63;
        var shared = PackBuffer.GetSecond(taps + Count * (nint)sizeof(RowPiece));
        Offsets = (nint*)shared;
        Pieces = (RowPiece*)(shared + taps);
        Layout.WriteTaps(job.Shape, 1, Offsets);
        RowPiece.Write(job.Shape, Layout, S.Count, Pieces);
    }

    /// <summary>Memory of this thread for one plane and a vector behind it.</summary>
    public readonly T* GetPlane() => (T*)PackBuffer.Get((Layout.Plane + S.Count) * sizeof(T));

    /// <summary>The plane of a sample's channel in the layout: the tensor itself, or a copy.</summary>
    public readonly T* Read(int index, T* plane)
    {
        var source = (T*)Job.X + (nint)index * Job.Shape.Input.Product;

        // Whole vectors are read, so the last planes of all are read from a copy, behind which there is memory.
        var behind = ((long)Job.Shape.N * Job.Shape.Groups - 1 - index) * Job.Shape.Input.Product;
        if (Layout.IsDirect && behind >= S.Count)
            return source;
        if (Layout.IsDirect)
            Buffer.MemoryCopy(source, plane, Layout.Plane * sizeof(T), Layout.Plane * sizeof(T));
        else
            Layout.Fill(source, 1, plane);
        return plane;
    }
}

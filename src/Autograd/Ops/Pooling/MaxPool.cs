using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.MaxPool2d"/> and its siblings; the indices are Int32, within each plane.</summary>
    internal static (Tensor Output, Tensor Indices) MaxPool(
        string op, int rank, Tensor input, Shape kernelSize, Shape? stride, Shape? padding, Shape? dilation, bool ceilMode)
    {
        PoolPlan.CheckFloating(op, input);
        if (rank == 3) input = Autocast.ToFloat32(input);
        if (input._dtype.IsReducedFloatingPoint())
        {
            var (wide, at) = MaxPool(op, rank, input.To(DType.Float32), kernelSize, stride, padding, dilation, ceilMode);
            return (wide.To(input._dtype), at);
        }

        var (sizes, output) = PoolPlan.Create(op, rank, input._shape, kernelSize, stride, padding, dilation, ceilMode);
        var x = input.Contiguous();
        var result = Uninitialized(output, x._dtype);
        var indices = Uninitialized<int>(output);
        using var xData = x.Read();
        using var resultData = result.Write();
        using var indicesData = indices.Write();
        if (x._dtype == DType.Float32) MaxPooling.Run(sizes, xData.Span<float>(), resultData.Span<float>(), indicesData.Span<int>());
        else MaxPooling.Run(sizes, xData.Span<double>(), resultData.Span<double>(), indicesData.Span<int>());
        if (x.IsRecorded)
            new PlaneIndexNode(x, indices, rank, isPut: false, isSum: true, $"MaxPool{Math.Max(rank, 2)}DWithIndicesBackward0").SetHistory(result);
        Tracing.Note(result, "sizes", sizes);
        return (result, indices);
    }

    /// <summary>Takes the elements of each plane at the indices; the gradient of <see cref="PutInPlanes"/>.</summary>
    private static Tensor TakeOfPlanes(Tensor large, Tensor indices, int rank, bool isSum, string name)
    {
        if (large._dtype.IsReducedFloatingPoint())
            return TakeOfPlanes(large.To(DType.Float32), indices, rank, isSum, name).To(large._dtype);
        var x = large.Contiguous();
        var result = Uninitialized(indices._shape, x._dtype);
        int largePlane = PlaneSize(x._shape, rank), smallPlane = PlaneSize(indices._shape, rank);
        using var xData = x.Read();
        using var resultData = result.Write();
        using var indicesData = indices.Read();
        if (x._dtype == DType.Float32)
            PlaneIndices.Take(xData.Span<float>(), largePlane, indicesData.Span<int>(), smallPlane, resultData.Span<float>());
        else
            PlaneIndices.Take(xData.Span<double>(), largePlane, indicesData.Span<int>(), smallPlane, resultData.Span<double>());
        if (x.IsRecorded) new PlaneIndexNode(x, indices, rank, isPut: false, isSum, name).SetHistory(result);
        return result;
    }

    /// <summary>
    /// Writes elements to zeros of another shape, in each plane at the indices. Of several at one index it writes the sum,
    /// or the last.
    /// </summary>
    private static Tensor PutInPlanes(Tensor small, Tensor indices, Shape shape, int rank, bool isSum, string name)
    {
        if (small._dtype.IsReducedFloatingPoint())
            return PutInPlanes(small.To(DType.Float32), indices, shape, rank, isSum, name).To(small._dtype);
        var x = small.Contiguous();
        var result = Uninitialized(shape, x._dtype);
        int largePlane = PlaneSize(shape, rank), smallPlane = PlaneSize(indices._shape, rank);
        using var xData = x.Read();
        using var resultData = result.Write();
        using var indicesData = indices.Read();
        if (x._dtype == DType.Float32)
            PlaneIndices.Put(xData.Span<float>(), smallPlane, indicesData.Span<int>(), largePlane, resultData.Span<float>(), isSum);
        else
            PlaneIndices.Put(xData.Span<double>(), smallPlane, indicesData.Span<int>(), largePlane, resultData.Span<double>(), isSum);
        if (x.IsRecorded) new PlaneIndexNode(x, indices, rank, isPut: true, isSum, name).SetHistory(result);
        return result;
    }

    private static int PlaneSize(Shape shape, int rank)
    {
        var size = 1;
        foreach (var length in shape.Sizes[^rank..]) size *= length;
        return size;
    }

    /// <summary>
    /// The node of elements that are taken of planes at indices, as maxima are, or put there. Each is the transpose of the
    /// other.
    /// </summary>
    private sealed class PlaneIndexNode : Node
    {
        private readonly Shape _inputShape;
        private readonly int _rank;
        private readonly bool _isPut;
        private readonly bool _isSum;
        private SavedTensor _indices;

        public PlaneIndexNode(Tensor input, Tensor indices, int rank, bool isPut, bool isSum, string name)
        {
            _inputShape = input._shape;
            _indices = new SavedTensor(indices);
            (_rank, _isPut, _isSum) = (rank, isPut, isSum);
            Name = name;
            Connect(0, input);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var indices = _indices.Unpack(this);
            inputs.Set(0, _isPut
                ? TakeOfPlanes(grad, indices, _rank, _isSum, $"{BaseName}Backward0")
                : PutInPlanes(grad, indices, _inputShape, _rank, isSum: true, $"{BaseName}Backward0"));
        }

        internal override void Release() => _indices.Release();

        // The derivative's name has one Backward more; no longer names for derivatives of derivatives.
        private string BaseName => Name.EndsWith("BackwardBackward0", StringComparison.Ordinal) ? Name[..^"Backward0".Length] : Name[..^1];
    }
}

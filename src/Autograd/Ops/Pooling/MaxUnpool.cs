namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.MaxUnpool2d"/> and its siblings.</summary>
    internal static Tensor MaxUnpool(
        string op, int rank, Tensor input, Tensor indices, Shape kernelSize, Shape? stride, Shape? padding, Shape? outputSize)
    {
        PoolPlan.CheckFloating(op, input);
        if (indices._dtype != DType.Int64)
            throw new ArgumentException($"{op}: indices of type {indices._dtype}; they must be Int64, as those of MaxPool{rank}dWithIndices");
        PoolPlan.CheckInput(op, rank, input._shape);
        if (!indices._shape.Equals(input._shape))
            throw new ArgumentException($"{op}: indices of shape {indices._shape} for an input of shape {input._shape}; they must be the same");
        var kernel = SpatialNumbers.Of(op, "kernelSize", kernelSize.Sizes, rank, 1);
        var strides = SpatialNumbers.Of(op, "stride", stride is null ? kernelSize.Sizes : stride.Sizes, rank, 1);
        var paddings = SpatialNumbers.Of(op, "padding", padding, rank, 0, 0);
        var sizes = new long[input.NDim];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = input._shape.Sizes[d];
        if (outputSize is not null && outputSize.Count != rank && outputSize.Count != input.NDim)
            throw new ArgumentException($"{op}: outputSize {outputSize} for an input of shape {input._shape}; pass the output's {rank} sizes");
        for (var d = 0; d < rank; d++)
        {
            var size = (input._shape.Sizes[^(rank - d)] - 1L) * strides[d] - 2L * paddings[d] + kernel[d];
            var wanted = outputSize?.Sizes[^(rank - d)] ?? size;
            if (wanted <= size - strides[d] || wanted >= size + strides[d] || wanted < 0)
                throw new ArgumentException(
                    $"{op}: an output of size {wanted} for a dimension of size {input._shape.Sizes[^(rank - d)]}; it must be between "
                    + $"{Math.Max(size - strides[d], -1)} and {size + strides[d]}, exclusive");
            sizes[^(rank - d)] = wanted;
        }

        var output = Shape.ForResult(op, sizes);
        var plane = PlaneSize(output, rank);
        return PutInPlanes(
            input, PlaneIndicesOf(op, indices, plane), output, rank, isSum: false, $"MaxUnpool{Math.Max(rank, 2)}DBackward0");
    }

    /// <summary>Indices as Int32, each of which is less than a plane's size.</summary>
    private static Tensor PlaneIndicesOf(string op, Tensor indices, int plane)
    {
        var places = indices.Contiguous();
        var result = Uninitialized<int>(indices._shape);
        using var placesData = places.Read();
        using var resultData = result.Write();
        var from = placesData.Span<long>();
        var to = resultData.Span<int>();
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] < 0 || from[i] >= plane)
                throw new ArgumentOutOfRangeException(
                    nameof(indices), $"{op}: index {from[i]} is out of range for an output plane of {plane} elements");
            to[i] = (int)from[i];
        }

        return result;
    }
}

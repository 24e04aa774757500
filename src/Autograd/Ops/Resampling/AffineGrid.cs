namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.AffineGrid"/>.</summary>
    internal static Tensor AffineGrid(Tensor theta, Shape size, bool alignCorners)
    {
        const string op = "AffineGrid";
        if (!theta._dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: theta is {theta._dtype}; it must be floating: convert with Float()");
        if (size.Count is not (4 or 5) || size.Sizes.Contains(0))
            throw new ArgumentException($"{op}: size {size}; it must be (N, C, H, W) or (N, C, D, H, W), each 1 or more");
        var rank = size.Count - 2;
        if (theta.NDim != 3 || theta._shape[0] != size[0] || theta._shape[1] != rank || theta._shape[2] != rank + 1)
            throw new ArgumentException(
                $"{op}: a theta of shape {theta._shape} for size {size}; it must be ({size[0]}, {rank}, {rank + 1})");
        int[] sizes = [.. size.Sizes[2..]];
        Shape.ForResult(op, [.. sizes, (long)rank + 1]);
        var columns = new Tensor[rank + 1];
        for (var d = 0; d < rank; d++)
        {
            var shape = new int[rank];
            Array.Fill(shape, 1);
            shape[d] = sizes[d];
            columns[rank - 1 - d] = Centers(sizes[d], alignCorners, theta._dtype).ReshapeTo(Shape.Create(shape)).ExpandTo(Shape.Create(sizes));
        }

        columns[rank] = Ones(Shape.Create(sizes), theta._dtype);
        var positions = Stack(columns, -1).ReshapeTo(Shape.Create(columns[0].Numel, rank + 1));
        return positions.MatMulUncast(theta.Transpose(1, 2)).ReshapeTo(Shape.ForResult(op, [size[0], .. sizes, rank]));
    }

    /// <summary>The coordinates of the elements of a dimension that reaches from −1 to 1.</summary>
    private static Tensor Centers(int size, bool alignCorners, DType dtype)
    {
        if (size == 1) return Zeros(Shape.Create(1), dtype);
        var centers = Linspace(-1, 1, size, dtype);
        return alignCorners ? centers : centers * (size - 1) / size;
    }
}

namespace Autograd;

/// <summary>The dimensions of a grid that belong to its first two coordinates.</summary>
public enum MeshIndexing
{
    /// <summary>Matrix order: the first coordinate runs along dimension 0, the second along dimension 1.</summary>
    IJ,

    /// <summary>
    /// Plot order, NumPy's default: the first coordinate runs along dimension 1, the second along dimension 0.
    /// </summary>
    XY,
}

public sealed partial class Tensor
{
    /// <summary>
    /// Returns the coordinates of every point of a grid: for each tensor an expanded view with the shape of the grid,
    /// which varies along one dimension.
    /// </summary>
    /// <param name="tensors">At least one, each a vector or a number, of one type.</param>
    /// <param name="indexing">Matrix order, or plot order with the first two dimensions exchanged.</param>
    /// <returns>For lengths m and n: two views of shape (m, n), or (n, m) in plot order.</returns>
    /// <remarks>Gradient: to each tensor its g, summed over the dimensions of the others.</remarks>
    /// <exception cref="ArgumentException">
    /// There is no tensor, one has more than one dimension, or the types differ.
    /// </exception>
    public static Tensor[] Meshgrid(ReadOnlySpan<Tensor> tensors, MeshIndexing indexing = MeshIndexing.IJ)
    {
        CheckAxes("Meshgrid", tensors, mayBeNumber: true);
        Shape.CheckRank("Meshgrid", tensors.Length);
        if (indexing is not (MeshIndexing.IJ or MeshIndexing.XY))
            throw new ArgumentOutOfRangeException(nameof(indexing), $"Meshgrid: indexing {indexing}; use MeshIndexing.IJ or XY");
        var sizes = new int[tensors.Length];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = tensors[i].Numel;
        var shape = Shape.ForResult("Meshgrid", sizes);
        var grids = new Tensor[sizes.Length];
        var one = new int[sizes.Length];
        for (var i = 0; i < grids.Length; i++)
        {
            Array.Fill(one, 1);
            one[i] = sizes[i];
            grids[i] = tensors[i].ReshapeTo(Shape.Create(one)).ExpandTo(shape);
            if (indexing == MeshIndexing.XY && grids.Length > 1) grids[i] = grids[i].Transpose(0, 1);
        }

        return grids;
    }

    /// <summary>
    /// Returns the Cartesian product of vectors: every way to take one element of each, one for each row, in the order
    /// of nested loops.
    /// </summary>
    /// <param name="tensors">At least one, each a vector, of one type.</param>
    /// <returns>(product of the lengths, number of tensors); of a single tensor, the tensor itself.</returns>
    /// <remarks>Gradient: to each element the sum of g over the rows that contain it.</remarks>
    /// <exception cref="ArgumentException">There is no tensor, one is not a vector, or the types differ.</exception>
    public static Tensor CartesianProd(params ReadOnlySpan<Tensor> tensors)
    {
        CheckAxes("CartesianProd", tensors, mayBeNumber: false);
        if (tensors.Length == 1) return tensors[0];
        var grids = Meshgrid(tensors);
        for (var i = 0; i < grids.Length; i++) grids[i] = grids[i].Flatten();
        return Stack(grids, 1);
    }

    private static void CheckAxes(string op, ReadOnlySpan<Tensor> tensors, bool mayBeNumber)
    {
        if (tensors.IsEmpty) throw new ArgumentException($"{op}: no tensor; pass at least one");
        NoneNull(op, tensors, nameof(tensors));
        for (var i = 0; i < tensors.Length; i++)
        {
            var tensor = tensors[i];
            if (tensor.NDim > 1 || (tensor.NDim == 0 && !mayBeNumber))
                throw new ArgumentException(
                    $"{op}: tensor {i} has shape {tensor._shape}; each must be a vector{(mayBeNumber ? " or a number" : "")}");
            if (tensor._dtype != tensors[0]._dtype)
                throw new ArgumentException(
                    $"{op}: tensor {i} is {tensor._dtype} and tensor 0 {tensors[0]._dtype}; convert them to one type with To");
        }
    }
}

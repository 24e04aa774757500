namespace Autograd;

/// <summary>
/// Factorizations, solvers and functions of matrices: <c>torch.linalg</c>. A matrix is the last two dimensions of a
/// tensor; those in front are a batch.
/// </summary>
/// <remarks>
/// Matrices are Float32 or Float64, and may have any strides. All functions are differentiable to any order unless they
/// say otherwise. Where a decomposition is not unique, as in the signs of singular vectors, gradients are right for
/// what does not depend on the choice.
/// </remarks>
public static partial class Linalg
{
    private static Tensor Transposed(Tensor a) => a.Transpose(-2, -1);

    private static Tensor Identity(int n, DType dtype) => Tensor.Eye(n, dtype: dtype);

    private static Shape BatchOf(Tensor a) => Shape.Create(a.Shape.Sizes[..^2]);

    private static Shape Matrices(Shape batch, int rows, int columns) => Shape.Create([.. batch.Sizes, rows, columns]);

    /// <summary>Returns a contiguous copy, not recorded, for a kernel to work on.</summary>
    private static Tensor CopyOf(Tensor a) => a.Detach().Clone();

    private static void CheckMatrices(string op, Tensor a)
    {
        if (a.NDim < 2) throw new ArgumentException($"{op}: shape {a.Shape} has no matrix; it needs at least two dimensions");
        CheckFloating(op, a);
    }

    private static void CheckFloating(string op, Tensor a)
    {
        if (a.DType is not (DType.Float32 or DType.Float64))
            throw new ArgumentException($"{op}: a tensor of type {a.DType}; it must be Float32 or Float64; convert it with To(DType.Float64)");
    }

    /// <summary>Checks that the matrices are square.</summary>
    /// <returns>Their order.</returns>
    private static int CheckSquare(string op, Tensor a)
    {
        CheckMatrices(op, a);
        if (a.Shape.Sizes[^1] != a.Shape.Sizes[^2])
            throw new ArgumentException(
                $"{op}: matrices of {a.Shape.Sizes[^2]} rows and {a.Shape.Sizes[^1]} columns, in shape {a.Shape}; they must be square");
        return a.Shape.Sizes[^1];
    }

    /// <summary>
    /// Checks that all elements are finite, because iterations never converge with NaN and infinities.
    /// </summary>
    private static void CheckFinite(string op, Tensor a)
    {
        if (a.Detach().IsFinite().All().Item<bool>()) return;
        throw new LinalgException($"{op}: the matrix of shape {a.Shape} has elements that are NaN or infinite; look for them with IsFinite()");
    }

    /// <summary>Converts two tensors to the type to which their types promote.</summary>
    private static (Tensor A, Tensor B) Promoted(Tensor a, Tensor b)
    {
        var dtype = DTypes.Promote(a.DType, b.DType);
        return (a.To(dtype), b.To(dtype));
    }

    /// <summary>
    /// Returns a text that names a matrix of a batch, empty if there is no batch: <c>" (batch element (1, 0))"</c>.
    /// </summary>
    private static string ElementName(Shape batch, int index)
    {
        if (batch.Count == 0) return "";
        var coordinates = new int[batch.Count];
        for (var d = coordinates.Length - 1; d >= 0; d--) (index, coordinates[d]) = Math.DivRem(index, batch.Sizes[d]);
        return $" (batch element {Shape.Format(coordinates)})";
    }
}

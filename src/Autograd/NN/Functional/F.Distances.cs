namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// x₁·x₂ / (max(‖x₁‖, ε)·max(‖x₂‖, ε)) along a dimension: the cosine of the angle between two vectors.
    /// </summary>
    /// <param name="x1">x₁: any shape.</param>
    /// <param name="x2">x₂, of a shape that broadcasts with that of x₁.</param>
    /// <param name="dim">The dimension of the vectors, in the broadcast shape; negative counts from the last.</param>
    /// <param name="eps">ε, which keeps the divisors above 0.</param>
    /// <returns>The broadcast shape without the dimension.</returns>
    /// <remarks><c>torch.nn.functional.cosine_similarity</c>.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or a tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor CosineSimilarity(Tensor x1, Tensor x2, int dim = 1, double eps = 1e-8)
    {
        const string op = "CosineSimilarity";
        ArgumentNullException.ThrowIfNull(x1);
        ArgumentNullException.ThrowIfNull(x2);
        CheckFloating(op, x1, "first vector");
        CheckFloating(op, x2, "second vector");
        var shape = Broadcasting.ResultShape(op, x1.Shape, x2.Shape);
        var axis = shape.Dim(dim, op);
        var (a, b) = (x1.Expand(shape), x2.Expand(shape));
        return (a / LengthOf(a, axis, eps) * (b / LengthOf(b, axis, eps))).Sum(axis);
    }

    /// <summary>(Σ|x₁ − x₂ + ε|ᵖ)^(1/p) over the last dimension: the distance of corresponding vectors.</summary>
    /// <param name="x1">x₁: (…, D).</param>
    /// <param name="x2">x₂, of a shape that broadcasts with that of x₁.</param>
    /// <param name="p">The order of the norm.</param>
    /// <param name="eps">ε, which is added to the differences.</param>
    /// <param name="keepDim">True to keep the last dimension, with size 1.</param>
    /// <remarks><c>torch.nn.functional.pairwise_distance</c>.</remarks>
    /// <exception cref="ArgumentException">
    /// The shapes do not broadcast, or the tensors are not floating or without dimensions.
    /// </exception>
    public static Tensor PairwiseDistance(Tensor x1, Tensor x2, double p = 2, double eps = 1e-6, bool keepDim = false)
    {
        const string op = "PairwiseDistance";
        ArgumentNullException.ThrowIfNull(x1);
        ArgumentNullException.ThrowIfNull(x2);
        CheckFloating(op, x1, "first vector");
        CheckFloating(op, x2, "second vector");
        if (Broadcasting.ResultShape(op, x1.Shape, x2.Shape).Count == 0)
            throw new ArgumentException($"{op}: two single numbers; vectors have a dimension: use Unsqueeze(0)");
        return (x1 - x2 + eps).Norm(p, -1, keepDim);
    }

    /// <summary>x / max(‖x‖, ε) along a dimension: vectors of length 1.</summary>
    /// <param name="input">x: any shape, floating.</param>
    /// <param name="p">The order of the norm.</param>
    /// <param name="dim">The dimension of the vectors; negative counts from the last.</param>
    /// <param name="eps">ε, which keeps the divisor above 0.</param>
    /// <remarks><c>torch.nn.functional.normalize</c>.</remarks>
    /// <exception cref="ArgumentException">The input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Normalize(Tensor input, double p = 2, int dim = 1, double eps = 1e-12)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckFloating("Normalize", input);
        return input / input.Norm(p, input.Shape.Dim(dim, "Normalize"), keepDim: true).Clamp(min: eps);
    }

    /// <summary>The distances of all pairs of different rows: the upper triangle of <see cref="Tensor.Cdist"/>, row by row.</summary>
    /// <param name="input">(N, M), floating.</param>
    /// <param name="p">The order of the norm, at least 0.</param>
    /// <returns>N·(N − 1)/2 distances.</returns>
    /// <remarks><c>torch.nn.functional.pdist</c>.</remarks>
    /// <exception cref="ArgumentException">The input is not a matrix, or not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static Tensor Pdist(Tensor input, double p = 2)
    {
        const string op = "Pdist";
        ArgumentNullException.ThrowIfNull(input);
        CheckFloating(op, input);
        if (input.NDim != 2) throw new ArgumentException($"{op}: input of shape {input.Shape}; it must be (N, M)");
        if (!(p >= 0)) throw new ArgumentOutOfRangeException(nameof(p), $"{op}: the order is {p}; pass 0 or a number above");
        var pairs = Tensor.TriuIndices(input.Shape[0], input.Shape[0], 1);
        return input.Cdist(input, p)[pairs[0], pairs[1]];
    }

    /// <summary>The length of each vector, at least ε. Of a shorter one the gradient is x/ε, as in PyTorch.</summary>
    private static Tensor LengthOf(Tensor x, int dim, double eps)
    {
        var length = x.Norm(2, dim, keepDim: true);
        var isShort = length.Detach() < eps;
        if (!Tracing.IsActive && !isShort.Any().Item<bool>()) return length;
        var squares = x.Square().Sum(dim, keepDim: true);
        return Tensor.Where(isShort, (squares - squares.Detach()) / (2 * eps) + eps, length);
    }
}

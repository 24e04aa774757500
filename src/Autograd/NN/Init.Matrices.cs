namespace Autograd.NN;

public static partial class Init
{
    /// <summary>
    /// Fills from the normal distribution N(mean, std²), cut off at two bounds, by the inverse of its distribution
    /// function.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor is not floating, or the bounds are out of order.</exception>
    public static Tensor TruncNormal(
        Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        CheckFloating("TruncNormal", tensor);
        if (!(std >= 0) || !double.IsFinite(mean + std))
            throw new ArgumentException($"TruncNormal: mean {mean} and std {std}; pass finite numbers, the second of them 0 or more");
        if (!(a < b)) throw new ArgumentException($"TruncNormal: the bounds are {a} and {b}; the first must be the smaller one");
        var (low, high) = (NormalCdf((a - mean) / std), NormalCdf((b - mean) / std));
        var uniform = Tensor.Zeros(tensor.Shape, tensor.DType);
        Uniform(uniform, (2 * low) - 1, (2 * high) - 1, generator);
        using var _ = GradMode.NoGrad();
        return Finish(tensor, (uniform.ErfInv() * (std * Math.Sqrt(2)) + mean).Clamp(min: a, max: b));
    }

    /// <summary>Fills a matrix with ones on the diagonal and zeros elsewhere.</summary>
    /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
    public static Tensor Eye(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        CheckMatrix("Eye", tensor);
        return Finish(tensor, Tensor.Eye(tensor.Size(0), tensor.Size(1), tensor.DType));
    }

    /// <summary>
    /// Fills a weight of a convolution so that it passes as many channels as possible on unchanged: with a one in the
    /// middle of the receptive field from each input channel to the output channel of the same number.
    /// </summary>
    /// <param name="tensor">The weight: (outputs, inputs, …), with a receptive field of one to three dimensions.</param>
    /// <param name="groups">The number of groups of output channels, each of which passes all channels on.</param>
    /// <exception cref="ArgumentException">
    /// The tensor has not 3 to 5 dimensions, or the outputs cannot be divided into the groups.
    /// </exception>
    public static Tensor Dirac(Tensor tensor, int groups = 1)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.NDim is < 3 or > 5)
            throw new ArgumentException(
                $"Dirac: only tensors with 3, 4, or 5 dimensions are supported, and this one is {tensor.Shape}; pass the weight of a convolution");
        if (groups < 1 || tensor.Size(0) % groups != 0)
            throw new ArgumentException(
                $"Dirac: {tensor.Size(0)} outputs cannot be divided into {groups} groups; dim 0 must be divisible by groups", nameof(groups));
        var filled = Tensor.Zeros(tensor.Shape, tensor.DType);
        var perGroup = tensor.Size(0) / groups;
        var middle = filled;
        for (var dim = tensor.NDim - 1; dim > 1; dim--) middle = middle.Select(dim, tensor.Size(dim) / 2);
        using var _ = GradMode.NoGrad();
        for (var group = 0; group < groups; group++)
        {
            for (var channel = 0; channel < Math.Min(perGroup, tensor.Size(1)); channel++)
                middle.Select(0, (group * perGroup) + channel).Select(0, channel).FillInPlace(1);
        }

        return Finish(tensor, filled);
    }

    /// <summary>
    /// Fills with a matrix whose rows, or columns where there are more rows, are orthonormal, times a gain, after A. Saxe
    /// et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (2014). Further
    /// dimensions count as columns.
    /// </summary>
    /// <remarks>
    /// It is Q of the QR decomposition of a matrix of normal numbers, with the signs of R's diagonal, so that all such
    /// matrices are equally probable.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or has fewer than two dimensions.</exception>
    public static Tensor Orthogonal(Tensor tensor, double gain = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        CheckFloating("Orthogonal", tensor);
        if (tensor.NDim < 2)
            throw new ArgumentException(
                $"Orthogonal: only tensors with 2 or more dimensions are supported, and this one is {tensor.Shape}; use Uniform or Normal");
        if (tensor.Numel == 0) return tensor;
        using var _ = GradMode.NoGrad();
        var rows = tensor.Size(0);
        var columns = tensor.Numel / rows;
        var drawn = Normal(Tensor.Zeros([rows, columns], tensor.DType), 0, 1, generator);
        var (q, r) = Linalg.Qr(rows < columns ? drawn.T : drawn);
        q = q * r.Diagonal().Sign();
        return Finish(tensor, (rows < columns ? q.T : q).Reshape(tensor.Shape) * gain);
    }

    /// <summary>
    /// Fills a matrix from N(0, std²) and sets a proportion of each column to 0, after J. Martens, "Deep learning via
    /// Hessian-free optimization" (2010).
    /// </summary>
    /// <param name="tensor">The matrix.</param>
    /// <param name="sparsity">The proportion of zeros in each column, rounded up.</param>
    /// <param name="std">The deviation of the other elements.</param>
    /// <param name="generator">The generator; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="ArgumentException">
    /// The tensor is not floating or no matrix, or the proportion is not between 0 and 1.
    /// </exception>
    public static Tensor Sparse(Tensor tensor, double sparsity, double std = 0.01, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        CheckMatrix("Sparse", tensor);
        CheckFloating("Sparse", tensor);
        if (!(sparsity is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(sparsity), $"Sparse: a sparsity of {sparsity}; it must be between 0 and 1");
        using var _ = GradMode.NoGrad();
        var filled = Normal(Tensor.Zeros(tensor.Shape, tensor.DType), 0, std, generator);
        var zeros = (int)Math.Ceiling(sparsity * tensor.Size(0));
        for (var column = 0; column < tensor.Size(1); column++)
        {
            var rows = Tensor.RandPerm(tensor.Size(0), generator: generator).Narrow(0, 0, zeros);
            filled.Select(1, column).IndexFillInPlace(0, rows, 0);
        }

        return Finish(tensor, filled);
    }

    private static double NormalCdf(double x) => (1 + Tensor.From(x / Math.Sqrt(2), DType.Float64).Erf().Item()) / 2;

    private static void CheckMatrix(string op, Tensor tensor)
    {
        if (tensor.NDim != 2)
            throw new ArgumentException(
                $"{op}: only tensors with 2 dimensions are supported, and this one is {tensor.Shape}; pass a matrix", nameof(tensor));
    }
}

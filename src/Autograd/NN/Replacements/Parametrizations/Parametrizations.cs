namespace Autograd.NN;

/// <summary>The parametrizations of <c>torch.nn.utils.parametrizations</c>.</summary>
public static class Parametrizations
{
    /// <summary>
    /// Splits a weight into its length and its direction: w = g·v/‖v‖, where ‖v‖ is taken over all dimensions but one.
    /// </summary>
    /// <param name="module">A module that runs hooks.</param>
    /// <param name="name">The name of the weight.</param>
    /// <param name="dim">The dimension that keeps a length for each index; null for one length of the whole.</param>
    /// <returns>The module, whose state has g as <c>original0</c> and v as <c>original1</c>.</returns>
    /// <remarks>
    /// After T. Salimans and D. P. Kingma, "Weight normalization: a simple reparameterization to accelerate training of
    /// deep neural networks" (2016).
    /// </remarks>
    /// <exception cref="ArgumentException">The module has no such parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or it is negative.</exception>
    /// <exception cref="InvalidOperationException">The module runs no hooks, or the weight is parametrized.</exception>
    public static T WeightNorm<T>(T module, string name = "weight", int? dim = 0) where T : Module
    {
        var weight = WeightOf("WeightNorm", module, name);
        if (dim < 0 || dim >= weight.NDim)
            throw new ArgumentOutOfRangeException(
                nameof(dim), $"WeightNorm: dim is {dim} for a weight of shape {weight.Shape}; "
                + $"{ValidNumbers.Use(0, weight.NDim - 1, ", or null for one length", "use null for one length")}");
        Parametrize.Add("WeightNorm", module, name, new WeightNorm(dim));
        return module;
    }

    /// <summary>
    /// Divides a weight, as a matrix, by its largest singular value, which a step of the power method follows at each
    /// forward pass in training.
    /// </summary>
    /// <param name="module">A module that runs hooks.</param>
    /// <param name="name">The name of the weight.</param>
    /// <param name="nPowerIterations">The number of steps of the power method for each pass.</param>
    /// <param name="eps">The smallest length that a vector is divided by.</param>
    /// <param name="dim">The dimension of the matrix's rows; the others are its columns.</param>
    /// <returns>The module.</returns>
    /// <remarks>
    /// After T. Miyato et al., "Spectral normalization for generative adversarial networks" (2018). The vectors of the
    /// power method are drawn from the default generator, as PyTorch's, and are buffers.
    /// </remarks>
    /// <exception cref="ArgumentException">The module has no such parameter, or it has no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="InvalidOperationException">The module runs no hooks.</exception>
    public static T SpectralNorm<T>(T module, string name = "weight", int nPowerIterations = 1, double eps = 1e-12, int dim = 0) where T : Module
    {
        var weight = WeightOf("SpectralNorm", module, name);
        if (nPowerIterations < 1)
            throw new ArgumentOutOfRangeException(
                nameof(nPowerIterations), $"SpectralNorm: nPowerIterations is {nPowerIterations}; it must be at least 1");
        if (weight.NDim == 0 || dim < -weight.NDim || dim >= weight.NDim)
            throw new ArgumentOutOfRangeException(
                nameof(dim), $"SpectralNorm: dim is {dim} for a weight of shape {weight.Shape}; "
                + $"{ValidNumbers.Use(-weight.NDim, weight.NDim - 1, none: "it must have a dimension")}");
        Parametrize.Add("SpectralNorm", module, name, new SpectralNorm(weight.Detach(), nPowerIterations, dim, eps));
        return module;
    }

    /// <summary>
    /// Makes a weight a matrix with orthonormal columns, or rows if it has fewer of them, by one of three maps from all
    /// matrices.
    /// </summary>
    /// <param name="module">A module that runs hooks.</param>
    /// <param name="name">The name of the weight, of two dimensions or more: the last two are the matrix.</param>
    /// <param name="orthogonalMap">
    /// The map; null for the matrix exponential of a square matrix, and Householder's reflections of another.
    /// </param>
    /// <param name="useTrivialization">
    /// True to multiply by a fixed orthogonal matrix, the nearest start to the present weight, so that the original is
    /// where the map behaves well.
    /// </param>
    /// <returns>The module.</returns>
    /// <remarks>
    /// After M. Lezcano-Casado, "Trivializations for gradient-based optimization on manifolds" (2019).
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The module has no such parameter, or it is no matrix.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The module runs no hooks; or without the trivialization the map is no product of reflections, which alone has a
    /// known inverse.
    /// </exception>
    public static T Orthogonal<T>(
        T module, string name = "weight", OrthogonalMap? orthogonalMap = null, bool useTrivialization = true) where T : Module
    {
        var weight = WeightOf("Orthogonal", module, name);
        if (weight.NDim < 2)
            throw new ArgumentException($"Orthogonal: a weight of shape {weight.Shape} is no matrix; it must have two dimensions or more");
        var map = orthogonalMap ?? (weight.Size(-1) == weight.Size(-2) ? OrthogonalMap.MatrixExp : OrthogonalMap.Householder);
        if (!useTrivialization && map != OrthogonalMap.Householder)
            throw new InvalidOperationException(
                $"Orthogonal: for {map} without a trivialization no original of the present weight is known; use Householder, or "
                + "useTrivialization: true");
        Parametrize.Add("Orthogonal", module, name, new Orthogonal(map, useTrivialization));
        return module;
    }

    private static Tensor WeightOf(string op, Module? module, string name)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(name);
        module.ReplacementsFor(op);
        return module.OwnParameter(name) ?? module.Replacements![name]?.Current ?? throw new ArgumentException(
            $"{op}: {module.GetType().Name} has no parameter \"{name}\" of its own; it has: {module.OwnParameterNames()}");
    }
}

/// <summary>The maps of <see cref="Parametrizations.Orthogonal"/>.</summary>
public enum OrthogonalMap
{
    /// <summary>exp(A) of the skew-symmetric A = X − Xᵀ, X being lower triangular.</summary>
    MatrixExp,

    /// <summary>(I + A/2)·(I − A/2)⁻¹ of the skew-symmetric A = X − Xᵀ, X being lower triangular.</summary>
    Cayley,

    /// <summary>The product of Householder's reflections, whose vectors are the columns of the original.</summary>
    Householder,
}

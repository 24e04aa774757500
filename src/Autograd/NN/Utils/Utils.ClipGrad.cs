namespace Autograd.NN;

/// <summary>What one does with all parameters of a module or all their gradients; <c>torch.nn.utils</c>.</summary>
public static partial class Utils
{
    /// <summary>
    /// Scales all gradients together, in place, so that their norm as one vector is at most <paramref name="maxNorm"/>:
    /// g ← g·min(1, maxNorm/(norm + 1e-6)).
    /// </summary>
    /// <param name="parameters">The parameters; those without a gradient are left out.</param>
    /// <param name="maxNorm">The largest norm.</param>
    /// <param name="normType">p of the p-norm, which may be infinite.</param>
    /// <param name="errorIfNonfinite">True if a norm that is infinite or NaN is an error.</param>
    /// <returns>The norm before the gradients were scaled.</returns>
    /// <exception cref="InvalidOperationException">
    /// The norm is infinite or NaN, and that is an error; no gradient was changed.
    /// </exception>
    public static Tensor ClipGradNorm(
        IEnumerable<Tensor> parameters, double maxNorm, double normType = 2, bool errorIfNonfinite = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using var _ = GradMode.NoGrad();
        var withGrad = WithGrad("ClipGradNorm", parameters);
        var norms = new List<Tensor>();
        foreach (var parameter in withGrad)
        {
            var grad = parameter.GetGradAddRef()!;
            norms.Add(grad.Norm(normType));
            grad.ReleaseGradientRef();
        }

        var total = TotalOf("ClipGradNorm", norms, normType, errorIfNonfinite);
        Scale(withGrad, maxNorm, total);
        return total;
    }

    /// <summary>
    /// Scales all gradients together, in place, by min(1, maxNorm/(totalNorm + 1e-6)), with a norm that was computed
    /// before.
    /// </summary>
    /// <param name="parameters">The parameters; those without a gradient are left out.</param>
    /// <param name="maxNorm">The largest norm.</param>
    /// <param name="totalNorm">The norm of all gradients, from <see cref="GetTotalNorm"/>.</param>
    /// <exception cref="InvalidOperationException">The norm has not exactly one element.</exception>
    public static void ClipGradsWithNorm(IEnumerable<Tensor> parameters, double maxNorm, Tensor totalNorm)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(totalNorm);
        using var _ = GradMode.NoGrad();
        Scale(WithGrad("ClipGradsWithNorm", parameters), maxNorm, totalNorm);
    }

    /// <summary>Bounds every element of the gradients, in place: g ← min(max(g, −clipValue), clipValue).</summary>
    /// <param name="parameters">The parameters; those without a gradient are left out.</param>
    /// <param name="clipValue">The largest magnitude.</param>
    public static void ClipGradValue(IEnumerable<Tensor> parameters, double clipValue)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using var _ = GradMode.NoGrad();
        foreach (var parameter in WithGrad("ClipGradValue", parameters))
        {
            var grad = parameter.GetGradAddRef()!;
            grad.ClampInPlace(min: -clipValue, max: clipValue);
            grad.ReleaseGradientRef();
        }
    }

    /// <summary>The norm of all tensors as one vector: the norm of their norms.</summary>
    /// <param name="tensors">The tensors, for example gradients.</param>
    /// <param name="normType">p of the p-norm, which may be infinite.</param>
    /// <param name="errorIfNonfinite">True if a norm that is infinite or NaN is an error.</param>
    /// <exception cref="InvalidOperationException">The norm is infinite or NaN, and that is an error.</exception>
    public static Tensor GetTotalNorm(IEnumerable<Tensor> tensors, double normType = 2, bool errorIfNonfinite = false)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var norms = new List<Tensor>();
        foreach (var tensor in tensors) norms.Add(NotNull(tensor).Norm(normType));
        return TotalOf("GetTotalNorm", norms, normType, errorIfNonfinite);
    }

    private static List<Tensor> WithGrad(string op, IEnumerable<Tensor> parameters)
    {
        var result = new List<Tensor>();
        foreach (var parameter in parameters)
        {
            if (parameter is null) throw new ArgumentException($"{op}: a parameter is null; pass tensors alone", nameof(parameters));
            if (parameter.HasGrad) result.Add(parameter);
        }

        return result;
    }

    private static Tensor TotalOf(string op, List<Tensor> norms, double normType, bool errorIfNonfinite)
    {
        if (norms.Count == 0) return Tensor.Zeros();
        var total = norms.Count == 1 ? norms[0] : Tensor.Stack(norms).Norm(normType);
        if (errorIfNonfinite && !double.IsFinite(total.Item()))
            throw new InvalidOperationException(
                $"{op}: the total norm of order {normType} of the gradients is {total.Item()}, so they cannot be clipped; pass "
                + "errorIfNonfinite: false to scale them by it anyway");
        return total;
    }

    private static void Scale(List<Tensor> parameters, double maxNorm, Tensor totalNorm)
    {
        // In the type of the norm, as PyTorch's is.
        var factor = (maxNorm / (totalNorm.Detach() + 1e-6)).Clamp(max: 1).Item();
        foreach (var parameter in parameters)
        {
            var grad = parameter.GetGradAddRef()!;
            if (factor != 1) grad.MulInPlace(Tensor.From(factor, grad.DType));
            grad.ReleaseGradientRef();
        }
    }
}

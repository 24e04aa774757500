namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// The negative log-likelihood of counts y under Poisson distributions of rate λ, without the term ln y!; reduced.
    /// </summary>
    /// <param name="input">x: ln λ, or λ.</param>
    /// <param name="target">y: the counts, of the same shape.</param>
    /// <param name="logInput">True if the input is ln λ: eˣ − y·x. False if it is λ: x − y·ln(x + ε).</param>
    /// <param name="full">True to add Stirling's approximation of ln y! where y is above 1.</param>
    /// <param name="eps">ε, which keeps the logarithm finite for a rate of 0.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks>
    /// Gradient: g·(eˣ − y), or g·(1 − y/(x + ε)), to the input. <c>torch.nn.functional.poisson_nll_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes differ, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor PoissonNllLoss(
        Tensor input, Tensor target, bool logInput = true, bool full = false, double eps = 1e-8, Reduction reduction = Reduction.Mean)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        const string op = "PoissonNllLoss";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input);
        CheckSameShape(op, input, target);
        Checked(op, reduction);
        var losses = logInput ? input.Exp() - target * input : input - target * (input + eps).Log();
        if (full)
        {
            // The logarithms of counts up to 1 are not in the sum; a 1 in their place keeps 0·∞ out of the gradient.
            var isSmall = target <= 1;
            var y = target.To(losses.DType).MaskedFill(isSmall, 1);
            losses = losses + (y * y.Log() - y + (y * (2 * Math.PI)).Log() * 0.5).MaskedFill(isSmall, 0);
        }

        return Reduce(op, losses, reduction);
    }

    /// <summary>
    /// The negative log-likelihood of values y under normal distributions of mean x and variance v: (ln v + (x − y)²/v)
    /// / 2, reduced.
    /// </summary>
    /// <param name="input">x: the expected values.</param>
    /// <param name="target">
    /// y: the values, of the input's shape, or of the same number of dimensions with sizes of 1 that broadcast.
    /// </param>
    /// <param name="var">
    /// v: the variances, of the input's shape; or without the last dimension, or with a last size of 1, one for each
    /// row.
    /// </param>
    /// <param name="full">True to add the constant ln(2π)/2.</param>
    /// <param name="eps">ε: variances below it count as ε; their gradient passes nevertheless.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks>
    /// Gradient: g·(x − y)/v to the input, its negative to the target, g·(1 − (x − y)²/v)/2v to the variance. D. Nix
    /// and A. Weigend, "Estimating the mean and variance of the target probability distribution" (1994);
    /// <c>torch.nn.functional.gaussian_nll_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The shapes do not fit, a variance is negative, or input or variance are not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor GaussianNllLoss(
        Tensor input, Tensor target, Tensor var, bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean)
    {
        (input, target, var) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target), Autocast.ToFloat32(var));
        const string op = "GaussianNllLoss";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(var);
        CheckFloating(op, input);
        CheckFloating(op, var, "variance");
        if (target.NDim != input.NDim) CheckSameShape(op, input, target);
        CheckBroadcasts(op, "target", target, input);
        Checked(op, reduction);
        if (!var.Shape.Equals(input.Shape))
        {
            var rows = input.NDim == 0 ? Shape.Create([]) : Shape.Create(input.Shape.ToArray()[..^1]);
            if (input.NDim > 0 && var.Shape.Equals(rows)) var = var.Unsqueeze(-1);
            else if (input.NDim == 0 || !var.Shape.Equals(Shape.Create([.. rows.ToArray(), 1])))
                throw new ArgumentException(
                    $"{op}: var of shape {var.Shape} for input of shape {input.Shape}; it must be the same, or have one variance for each row");
        }

        if ((var.Detach() < 0).Any().Item<bool>())
            throw new ArgumentException(
                $"{op}: a variance is negative; pass variances, such as the exponential or Softplus() of an output");
        var variance = var.Clone();
        using (GradMode.NoGrad()) variance.ClampInPlace(min: eps);
        var losses = (variance.Log() + (input - target).Square() / variance) * 0.5;
        return Reduce(op, full ? losses + 0.5 * Math.Log(2 * Math.PI) : losses, reduction);
    }
}

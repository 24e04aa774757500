using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="Adamax"/> with their own options.</summary>
public sealed class AdamaxGroup(IEnumerable<Tensor> parameters) : MomentsGroup("Adamax", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Betas, GroupOption.Eps, GroupOption.WeightDecay, GroupOption.Maximize,
    ];
}

/// <summary>
/// Adamax, Adam with the largest magnitude of recent gradients in the denominator, after D. Kingma and J. Ba, "Adam: a
/// method for stochastic optimization" (2015), section 7.1.
/// </summary>
/// <remarks>
/// g ← ±∇ + weightDecay·p; m ← β₁m + (1 − β₁)g; u ← max(β₂u, |g| + ε); p ← p − lr/(1 − β₁ᵗ) · m/u. The operations and
/// their order are PyTorch's.
/// </remarks>
public sealed class Adamax : FusedOptimizer<AdamaxGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running mean of the gradient and of its largest magnitude; (0.9, 0.999) if
    /// null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adamax(
        IEnumerable<Tensor> parameters, double lr = 2e-3, (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8, double weightDecay = 0, bool maximize = false)
        : this([new AdamaxGroup(parameters)], lr, betas, eps, weightDecay, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running mean of the gradient and of its largest magnitude; (0.9, 0.999) if
    /// null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adamax(
        IEnumerable<AdamaxGroup> groups, double lr = 2e-3, (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8, double weightDecay = 0, bool maximize = false)
        : base(
            "Adamax",
            new AdamaxGroup([])
            {
                Lr = lr,
                Betas = betas ?? (0.9, 0.999),
                Eps = eps,
                WeightDecay = weightDecay,
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(AdamaxGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        var mean = state.Get("exp_avg", parameter);
        var largest = state.Get("exp_inf", parameter);
        var (beta1, beta2) = group.Betas;
        var stepSize = group.Lr / (1 - Math.Pow(beta1, ++state.Step));
        if (parameter.DType == DType.Float32)
            FusedUpdate.Run<float, AdamaxRule<float>>(
                new(stepSize, beta1, beta2, group.Eps, group.WeightDecay, group.Maximize), parameter, grad, mean, largest);
        else
            FusedUpdate.Run<double, AdamaxRule<double>>(
                new(stepSize, beta1, beta2, group.Eps, group.WeightDecay, group.Maximize), parameter, grad, mean, largest);
    }
}

using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="RAdam"/> with their own options.</summary>
public sealed class RAdamGroup(IEnumerable<Tensor> parameters) : MomentsGroup("RAdam", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Betas, GroupOption.Eps, GroupOption.WeightDecay, GroupOption.Flag("decoupled_weight_decay"),
        GroupOption.Maximize,
    ];

    /// <summary>
    /// True if the weight decay shrinks the parameters before each step, as that of <see cref="AdamW"/> does.
    /// </summary>
    public bool DecoupledWeightDecay
    {
        get => Flag("decoupled_weight_decay");
        set => Set("decoupled_weight_decay", value);
    }
}

/// <summary>
/// RAdam, Adam whose adaptive rate is used once its variance is known, after L. Liu et al., "On the variance of the
/// adaptive learning rate and beyond" (2020).
/// </summary>
/// <remarks>
/// g, m and v are those of <see cref="Adam"/>; ρ∞ = 2/(1 − β₂) − 1, ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ). If ρₜ is above 5, p ← p
/// − lr·m/(1 − β₁ᵗ) · r·√(1 − β₂ᵗ)/(√v + ε) with r = √((ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ)), or else p ← p −
/// lr·m/(1 − β₁ᵗ). The operations and their order are PyTorch's.
/// </remarks>
public sealed class RAdam : FusedOptimizer<RAdamGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square; (0.9, 0.999) if null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="decoupledWeightDecay">
    /// True to shrink the parameters by lr·weightDecay before each step, as <see cref="AdamW"/> does, instead of adding
    /// to the gradient.
    /// </param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public RAdam(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8, double weightDecay = 0, bool decoupledWeightDecay = false, bool maximize = false)
        : this([new RAdamGroup(parameters)], lr, betas, eps, weightDecay, decoupledWeightDecay, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square; (0.9, 0.999) if null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="decoupledWeightDecay">
    /// True to shrink the parameters by lr·weightDecay before each step, as <see cref="AdamW"/> does, instead of adding
    /// to the gradient.
    /// </param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public RAdam(
        IEnumerable<RAdamGroup> groups, double lr = 1e-3, (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8, double weightDecay = 0, bool decoupledWeightDecay = false, bool maximize = false)
        : base(
            "RAdam",
            new RAdamGroup([])
            {
                Lr = lr,
                Betas = betas ?? (0.9, 0.999),
                Eps = eps,
                WeightDecay = weightDecay,
                DecoupledWeightDecay = decoupledWeightDecay,
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(RAdamGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        var mean = state.Get("exp_avg", parameter);
        var square = state.Get("exp_avg_sq", parameter);
        var step = NextStep(group, state);
        if (parameter.DType == DType.Float32) FusedUpdate.Run<float, RAdamRule<float>>(new(step), parameter, grad, mean, square);
        else FusedUpdate.Run<double, RAdamRule<double>>(new(step), parameter, grad, mean, square);
    }

    private static RAdamStep NextStep(RAdamGroup group, ParameterState state)
    {
        var t = ++state.Step;
        var (beta1, beta2) = group.Betas;
        var power = Math.Pow(beta2, t);
        var longest = (2 / (1 - beta2)) - 1;
        var length = longest - (2 * t * power / (1 - power));
        return new RAdamStep
        {
            Lr = group.Lr,
            Beta1 = beta1,
            Beta2 = beta2,
            BiasCorrection1 = 1 - Math.Pow(beta1, t),
            BiasCorrection2Sqrt = Math.Sqrt(1 - power),
            Rectification = length > 5
                ? Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
                : 0,
            Eps = group.Eps,
            WeightDecay = group.DecoupledWeightDecay ? 0 : group.WeightDecay,
            Shrink = group.DecoupledWeightDecay ? 1 - (group.Lr * group.WeightDecay) : 1,
            Maximize = group.Maximize,
        };
    }
}

using System.Numerics;
using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Adam, after D. Kingma and J. Ba, "Adam: a method for stochastic optimization" (2015).</summary>
/// <remarks>
/// g ← ±∇ + weightDecay·p; m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; p ← p − lr/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε).
/// With <c>amsgrad</c>, the largest v so far replaces v (S. Reddi et al., 2018). The operations and their order are
/// PyTorch's.
/// </remarks>
public class Adam : FusedOptimizer<AdamGroup>
{
    private readonly bool _decouplesDecay;

    // The bias corrections are the same for all parameters of a step. They are cached, because computing the powers of
    // the betas costs more than the update of a small parameter.
    private (long Step, double Beta1, double Beta2) _correctedFor;
    private (double Correction1, double Correction2Sqrt) _corrections;

    // The options of the group that is updated, as the scalars of a step. They are written one by one and passed on by
    // reference, because copies of structs that were just written take longer than the update of a small parameter.
    private AdamStep _options;
    private double _lr;
    private bool _amsgrad;

    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square; (0.9, 0.999) if null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay (L2 penalty).</param>
    /// <param name="amsgrad">True if the denominator uses the largest mean square so far.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adam(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool amsgrad = false, bool maximize = false)
        : this([new AdamGroup(parameters)], lr, betas, eps, weightDecay, amsgrad, maximize)
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
    /// <param name="amsgrad">True if the denominator uses the largest mean square so far.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Adam(
        IEnumerable<AdamGroup> groups, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool amsgrad = false, bool maximize = false)
        : this("Adam", Options("Adam", lr, betas, eps, weightDecay, amsgrad, maximize), groups, decouplesDecay: false)
    {
    }

    private protected Adam(string name, AdamGroup defaults, IEnumerable<AdamGroup> groups, bool decouplesDecay)
        : base(name, defaults, groups) => _decouplesDecay = decouplesDecay;

    private protected static AdamGroup Options(
        string name, double lr, (double Beta1, double Beta2)? betas, double eps, double weightDecay, bool amsgrad, bool maximize) => new(name, [])
        {
            Lr = lr,
            Betas = betas ?? (0.9, 0.999),
            Eps = eps,
            WeightDecay = weightDecay,
            Amsgrad = amsgrad,
            Maximize = maximize,
        };

    private protected sealed override void BeginGroup(AdamGroup group)
    {
        (_lr, _amsgrad) = (group.Lr, group.Amsgrad);
        var (beta1, beta2) = group.Betas;
        _options = new AdamStep
        {
            Beta1 = beta1,
            Beta2 = beta2,
            Eps = group.Eps,
            WeightDecay = _decouplesDecay ? 0 : group.WeightDecay,
            Shrink = _decouplesDecay ? 1 - (group.Lr * group.WeightDecay) : 1,
            Maximize = group.Maximize,
        };
    }

    /// <inheritdoc/>
    protected sealed override void Update(AdamGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        if (parameter.DType == DType.Float32) Update<float>(parameter, grad, state);
        else Update<double>(parameter, grad, state);
    }

    private void Update<T>(Tensor parameter, Tensor grad, ParameterState state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var mean = state.Get("exp_avg", parameter);
        var square = state.Get("exp_avg_sq", parameter);
        if (_amsgrad)
        {
            var largest = state.Get("max_exp_avg_sq", parameter);
            FusedUpdate.Run<T, AmsGradRule<T>>(new(in NextStep(state)), parameter, grad, mean, square, largest);
        }
        else
        {
            FusedUpdate.Run<T, AdamRule<T>>(new(in NextStep(state)), parameter, grad, mean, square);
        }
    }

    private ref readonly AdamStep NextStep(ParameterState state)
    {
        state.Step++;
        var (beta1, beta2) = (_options.Beta1, _options.Beta2);
        if (_correctedFor != (state.Step, beta1, beta2))
        {
            _corrections = (1 - Math.Pow(beta1, state.Step), Math.Sqrt(1 - Math.Pow(beta2, state.Step)));
            _correctedFor = (state.Step, beta1, beta2);
        }

        _options.StepSize = _lr / _corrections.Correction1;
        _options.BiasCorrection2Sqrt = _corrections.Correction2Sqrt;
        return ref _options;
    }
}

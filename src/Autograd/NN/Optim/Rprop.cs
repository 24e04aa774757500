using Autograd.Kernels;

namespace Autograd.NN;

/// <summary>Parameters of <see cref="Rprop"/> with their own options.</summary>
public sealed class RpropGroup(IEnumerable<Tensor> parameters) : ParameterGroup("Rprop", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Pair(
            "etas", (minus, plus) => minus is > 0 and < 1 && plus > 1, "the first must be between 0 and 1, and the second above 1",
            "eta values"),
        GroupOption.Pair("step_sizes", null, ""), GroupOption.Maximize,
    ];

    /// <summary>
    /// η⁻ and η⁺, the factors of the step size where the gradient changes its sign and where it keeps it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; η⁻ &lt; 1 &lt; η⁺.</exception>
    public (double Minus, double Plus) Etas
    {
        get => Pair("etas");
        set => Set("etas", value.Item1, value.Item2);
    }

    /// <summary>The smallest and the largest step size.</summary>
    public (double Min, double Max) StepSizes
    {
        get => Pair("step_sizes");
        set => Set("step_sizes", value.Item1, value.Item2);
    }

    /// <summary>True if the objective is maximized instead of minimized.</summary>
    public bool Maximize
    {
        get => Flag("maximize");
        set => Set("maximize", value);
    }
}

/// <summary>
/// Rprop, resilient backpropagation, after M. Riedmiller and H. Braun, "A direct adaptive method for faster
/// backpropagation learning: the RPROP algorithm" (1993). It is meant for gradients of the whole data set.
/// </summary>
/// <remarks>
/// Each element has a step size s, which begins as lr. Where g·g₋₁ is above 0, s ← s·η⁺; where it is below 0, s ← s·η⁻
/// and g ← 0; s stays within bounds. p ← p − sign(g)·s. The operations and their order are PyTorch's.
/// </remarks>
public sealed class Rprop : FusedOptimizer<RpropGroup>
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The step size to begin with.</param>
    /// <param name="etas">
    /// η⁻ and η⁺, the factors of the step size where the gradient changes its sign and where it keeps it; (0.5, 1.2) if
    /// null.
    /// </param>
    /// <param name="stepSizes">The smallest and the largest step size; (1e-6, 50) if null.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Rprop(
        IEnumerable<Tensor> parameters, double lr = 1e-2, (double Minus, double Plus)? etas = null,
        (double Min, double Max)? stepSizes = null, bool maximize = false)
        : this([new RpropGroup(parameters)], lr, etas, stepSizes, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The step size to begin with.</param>
    /// <param name="etas">
    /// η⁻ and η⁺, the factors of the step size where the gradient changes its sign and where it keeps it; (0.5, 1.2) if
    /// null.
    /// </param>
    /// <param name="stepSizes">The smallest and the largest step size; (1e-6, 50) if null.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public Rprop(
        IEnumerable<RpropGroup> groups, double lr = 1e-2, (double Minus, double Plus)? etas = null,
        (double Min, double Max)? stepSizes = null, bool maximize = false)
        : base(
            "Rprop",
            new RpropGroup([])
            {
                Lr = lr,
                Etas = etas ?? (0.5, 1.2),
                StepSizes = stepSizes ?? (1e-6, 50),
                Maximize = maximize,
            },
            groups)
    {
    }

    /// <inheritdoc/>
    protected override void Update(RpropGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        state.Step++;
        var last = state.Get("prev", parameter);
        var sizes = state.Get("step_size", parameter, group.Lr);
        var (minus, plus) = group.Etas;
        var (smallest, largest) = group.StepSizes;
        if (parameter.DType == DType.Float32)
            FusedUpdate.Run<float, RpropRule<float>>(new(minus, plus, smallest, largest, group.Maximize), parameter, grad, last, sizes);
        else
            FusedUpdate.Run<double, RpropRule<double>>(new(minus, plus, smallest, largest, group.Maximize), parameter, grad, last, sizes);
    }
}

namespace Autograd.NN;

/// <summary>The line search of <see cref="LBFGS"/>.</summary>
public enum LineSearchFn
{
    /// <summary>A step length that fulfils the strong Wolfe conditions, found by cubic interpolation.</summary>
    StrongWolfe,
}

/// <summary>The parameters of <see cref="LBFGS"/> with its options.</summary>
public sealed class LBFGSGroup(IEnumerable<Tensor> parameters) : ParameterGroup("LBFGS", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Integer("max_iter", 1), GroupOption.Integer("max_eval", 1), GroupOption.NonNegative("tolerance_grad"),
        GroupOption.NonNegative("tolerance_change"), GroupOption.Integer("history_size", 1),
    ];

    /// <summary>The most iterations of a step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 1.</exception>
    public int MaxIter
    {
        get => (int)Number("max_iter");
        set => Set("max_iter", value);
    }

    /// <summary>The most evaluations of the closure in a step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 1.</exception>
    public int MaxEval
    {
        get => (int)Number("max_eval");
        set => Set("max_eval", value);
    }

    /// <summary>The largest element of a gradient that counts as 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double ToleranceGrad
    {
        get => Number("tolerance_grad");
        set => Set("tolerance_grad", value);
    }

    /// <summary>The change of the loss or of a parameter that counts as none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double ToleranceChange
    {
        get => Number("tolerance_change");
        set => Set("tolerance_change", value);
    }

    /// <summary>The number of past steps that are kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number below 1.</exception>
    public int HistorySize
    {
        get => (int)Number("history_size");
        set => Set("history_size", value);
    }

    /// <summary>The line search; null for steps of the length lr.</summary>
    public LineSearchFn? LineSearchFn { get; set; }
}

/// <summary>
/// L-BFGS, a quasi-Newton method that approximates the inverse of the Hessian by its last steps, after J. Nocedal and S.
/// Wright, "Numerical optimization" (2006), chapters 3 and 7. A step makes several iterations, and evaluates the closure
/// in each.
/// </summary>
/// <remarks>
/// <para>
/// With s and y the changes of parameters and gradient in past iterations, d = −H·g by the two-loop recursion, where H
/// begins as (s·y)/(y·y) of the last; p ← p + t·d. Pairs with s·y of 1e-10 or less are not kept. Iterations end as in
/// PyTorch: at a gradient, a change of the parameters or of the loss within the tolerances, or at the most iterations or
/// evaluations. Parameters without a gradient count as having one of 0.
/// </para>
/// <para>It has one group, and needs memory for 2·historySize copies of all parameters.</para>
/// </remarks>
/// <example><code>
/// var optimizer = new LBFGS(net.Parameters(), lineSearchFn: LineSearchFn.StrongWolfe);
/// optimizer.Step(() =>
/// {
///     optimizer.ZeroGrad();
///     var loss = lossFn.Forward(net.Forward(x), y);
///     loss.Backward();
///     return loss;
/// });
/// </code></example>
public sealed class LBFGS : GroupedOptimizer<LBFGSGroup>
{
    private readonly LBFGSMemory _memory;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The length of a step, or with a line search its first guess.</param>
    /// <param name="maxIter">The most iterations of a step.</param>
    /// <param name="maxEval">The most evaluations of the closure in a step; 1.25·maxIter if null.</param>
    /// <param name="toleranceGrad">The largest element of a gradient that counts as 0.</param>
    /// <param name="toleranceChange">The change of the loss or of a parameter that counts as none.</param>
    /// <param name="historySize">The number of past steps that are kept.</param>
    /// <param name="lineSearchFn">The line search; null for steps of the length lr.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public LBFGS(
        IEnumerable<Tensor> parameters, double lr = 1, int maxIter = 20, int? maxEval = null, double toleranceGrad = 1e-7,
        double toleranceChange = 1e-9, int historySize = 100, LineSearchFn? lineSearchFn = null)
        : base(
            "LBFGS",
            new LBFGSGroup([])
            {
                Lr = lr,
                MaxIter = maxIter,
                MaxEval = maxEval ?? Math.Max(1, maxIter * 5 / 4),
                ToleranceGrad = toleranceGrad,
                ToleranceChange = toleranceChange,
                HistorySize = historySize,
            },
            [new LBFGSGroup(parameters) { LineSearchFn = lineSearchFn }])
    {
        _memory = new(this);
    }

    /// <summary>The parameters' state, which PyTorch keeps with the first one.</summary>
    internal ParameterState State => StateOf(0, 0);

    /// <inheritdoc/>
    protected override void UpdateParameters() => throw new InvalidOperationException(
        "Step: LBFGS evaluates the loss several times in a step; pass a closure that clears the gradients, computes the loss, calls "
        + "Backward() and returns the loss");

    /// <inheritdoc/>
    protected override void Update(LBFGSGroup group, Tensor parameter, Tensor grad, ParameterState state) => UpdateParameters();

    /// <inheritdoc/>
    protected override bool Fits(string name, Tensor value, Tensor parameter) => NotNull(value).NDim == 1;

    private protected override void CheckGroup(LBFGSGroup group)
    {
        if (ParamGroups.Count > 0)
            throw new ArgumentException("LBFGS: it has one group, and another one was added; list all parameters in one");
    }

    private protected override Tensor UpdateParameters(Func<Tensor> closure)
    {
        using var _ = GradMode.NoGrad();
        return _memory.Step(closure);
    }

    /// <summary>Runs the closure, and returns its loss.</summary>
    internal static Tensor Loss(Func<Tensor> closure) => Evaluate(closure);

    /// <summary>All gradients in one vector.</summary>
    internal Tensor FlatGrad()
    {
        var parts = new List<Tensor>();
        var found = false;
        foreach (var parameter in ParamGroups[0].Params)
        {
            var grad = parameter.Grad;
            found |= grad is not null;
            parts.Add(grad is null ? Tensor.Zeros([parameter.Numel], parameter.DType) : grad.Detach().Reshape(-1));
        }

        return found ? Tensor.Cat(parts) : throw NoGradients();
    }

    /// <summary>p ← p + length·direction.</summary>
    internal void Move(double length, Tensor direction)
    {
        var start = 0;
        foreach (var parameter in ParamGroups[0].Params)
        {
            parameter.AddInPlace(direction.Narrow(0, start, parameter.Numel).Reshape(parameter.Shape), alpha: length);
            start += parameter.Numel;
        }
    }
}

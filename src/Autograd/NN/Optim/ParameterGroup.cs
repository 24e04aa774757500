namespace Autograd.NN;

/// <summary>
/// Parameters that an <see cref="Optimizer"/> updates with their own options. An option that is not set is that of the
/// optimizer.
/// </summary>
/// <remarks>Options may be changed between steps: <c>optimizer.ParamGroups[0].Lr *= 0.5</c>.</remarks>
public abstract class ParameterGroup
{
    private readonly string _optimizer;
    private double? _lr;
    private double? _weightDecay;
    private bool? _maximize;

    private protected ParameterGroup(string optimizer, IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _optimizer = optimizer;
        Params = [.. parameters];
    }

    /// <summary>The parameters that were listed when the group was made.</summary>
    public IReadOnlyList<Tensor> Params { get; }

    /// <summary>The learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Lr
    {
        get => _lr ?? 0;
        set => _lr = NonNegative(value, "learning rate", "lr");
    }

    /// <summary>The weight decay (L2 penalty); 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double WeightDecay
    {
        get => _weightDecay ?? 0;
        set => _weightDecay = NonNegative(value, "weight decay", "weightDecay");
    }

    /// <summary>True if the objective is maximized instead of minimized.</summary>
    public bool Maximize
    {
        get => _maximize ?? false;
        set => _maximize = value;
    }

    /// <summary>True if the group belongs to an optimizer; it cannot belong to two.</summary>
    internal bool HasOptimizer { get; set; }

    /// <summary>
    /// Copies the optimizer's options that this group does not set, and then checks all options together.
    /// </summary>
    internal virtual void FillFrom(ParameterGroup defaults)
    {
        _lr ??= defaults._lr;
        _weightDecay ??= defaults._weightDecay;
        _maximize ??= defaults._maximize;
    }

    /// <summary>Writes the options under PyTorch's names.</summary>
    internal virtual void Save(OptionWriter options)
    {
        options.Write("lr", Lr);
        options.Write("weight_decay", WeightDecay);
        options.Write("maximize", Maximize);
    }

    /// <summary>Reads the options that <see cref="Save"/> wrote.</summary>
    internal virtual void Load(OptionReader options)
    {
        Lr = options.ReadNumber("lr");
        WeightDecay = options.ReadNumber("weight_decay");
        Maximize = options.ReadFlag("maximize");
    }

    private protected double NonNegative(double value, string what, string argument) => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(argument, $"{_optimizer}: invalid {what}: {value}; it must be 0 or more");
}

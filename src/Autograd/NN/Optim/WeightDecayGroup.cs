namespace Autograd.NN;

/// <summary>Parameters of an optimizer that can shrink them and can maximize: the options that nearly all have.</summary>
/// <example><code>
/// foreach (var group in optimizer.ParamGroups.OfType&lt;WeightDecayGroup&gt;()) group.WeightDecay = 0;
/// </code></example>
public abstract class WeightDecayGroup : ParameterGroup
{
    private protected WeightDecayGroup(string optimizer, IEnumerable<Tensor> parameters, GroupOption[] options)
        : base(optimizer, parameters, options)
    {
    }

    /// <summary>The weight decay (L2 penalty); 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double WeightDecay
    {
        get => Number("weight_decay");
        set => Set("weight_decay", value);
    }

    /// <summary>True if the objective is maximized instead of minimized.</summary>
    public bool Maximize
    {
        get => Flag("maximize");
        set => Set("maximize", value);
    }
}

namespace Autograd.NN;

/// <summary>Parameters of <see cref="Adam"/> or <see cref="AdamW"/> with their own options.</summary>
public sealed class AdamGroup(IEnumerable<Tensor> parameters) : ParameterGroup("Adam", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Betas, GroupOption.Eps, GroupOption.WeightDecay, GroupOption.Flag("amsgrad"),
        GroupOption.Maximize,
    ];

    /// <summary>
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square, each in [0, 1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number outside of [0, 1).</exception>
    public (double Beta1, double Beta2) Betas
    {
        get => Pair("betas");
        set => Set("betas", value.Item1, value.Item2);
    }

    /// <summary>ε, the term added to the denominator, so that it is never 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Eps
    {
        get => Number("eps");
        set => Set("eps", value);
    }

    /// <summary>The weight decay (L2 penalty); 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double WeightDecay
    {
        get => Number("weight_decay");
        set => Set("weight_decay", value);
    }

    /// <summary>True if the denominator uses the largest mean square so far.</summary>
    public bool Amsgrad
    {
        get => Flag("amsgrad");
        set => Set("amsgrad", value);
    }

    /// <summary>True if the objective is maximized instead of minimized.</summary>
    public bool Maximize
    {
        get => Flag("maximize");
        set => Set("maximize", value);
    }
}

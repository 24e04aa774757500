namespace Autograd.NN;

/// <summary>Parameters of <see cref="Adam"/> or <see cref="AdamW"/> with their own options.</summary>
public sealed class AdamGroup(IEnumerable<Tensor> parameters) : ParameterGroup("Adam", parameters)
{
    private (double Beta1, double Beta2)? _betas;
    private double? _eps;
    private bool? _amsgrad;

    /// <summary>
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square, each in [0, 1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a number outside of [0, 1).</exception>
    public (double Beta1, double Beta2) Betas
    {
        get => _betas ?? (0.9, 0.999);
        set => _betas = (Proportion(value.Beta1, 0), Proportion(value.Beta2, 1));
    }

    /// <summary>ε, the term added to the denominator, so that it is never 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Eps
    {
        get => _eps ?? 1e-8;
        set => _eps = NonNegative(value, "epsilon", "eps");
    }

    /// <summary>True if the denominator uses the largest mean square so far.</summary>
    public bool Amsgrad
    {
        get => _amsgrad ?? false;
        set => _amsgrad = value;
    }

    internal override void FillFrom(ParameterGroup defaults)
    {
        base.FillFrom(defaults);
        var options = (AdamGroup)defaults;
        _betas ??= options._betas;
        _eps ??= options._eps;
        _amsgrad ??= options._amsgrad;
    }

    internal override void Save(OptionWriter options)
    {
        base.Save(options);
        options.Write("betas", [Betas.Beta1, Betas.Beta2]);
        options.Write("eps", Eps);
        options.Write("amsgrad", Amsgrad);
    }

    internal override void Load(OptionReader options)
    {
        base.Load(options);
        if (options.ReadNumbers("betas") is not [var beta1, var beta2])
            throw new ArgumentException("LoadStateDict: \"betas\" are not two numbers; it is not the state of such an optimizer");
        Betas = (beta1, beta2);
        Eps = options.ReadNumber("eps");
        Amsgrad = options.ReadFlag("amsgrad");
    }

    private static double Proportion(double beta, int index) => beta is >= 0 and < 1
        ? beta
        : throw new ArgumentOutOfRangeException(
            "betas", $"Adam: invalid beta parameter at index {index}: {beta}; it must be at least 0 and less than 1");
}

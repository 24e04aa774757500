namespace Autograd.NN;

/// <summary>
/// Parameters of <see cref="Adam"/> or one of its kind, which keeps running means of the gradient and of its size.
/// </summary>
public abstract class MomentsGroup : WeightDecayGroup
{
    private protected MomentsGroup(string optimizer, IEnumerable<Tensor> parameters, GroupOption[] options)
        : base(optimizer, parameters, options)
    {
    }

    /// <summary>
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square (of its largest magnitude in
    /// <see cref="Adamax"/>), each in [0, 1).
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
}

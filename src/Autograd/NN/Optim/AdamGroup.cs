namespace Autograd.NN;

/// <summary>Parameters of <see cref="Adam"/> or <see cref="AdamW"/> with their own options.</summary>
public sealed class AdamGroup(IEnumerable<Tensor> parameters) : MomentsGroup("Adam", parameters, _options)
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Betas, GroupOption.Eps, GroupOption.WeightDecay, GroupOption.Flag("amsgrad"),
        GroupOption.Maximize,
    ];

    /// <summary>True if the denominator uses the largest mean square so far.</summary>
    public bool Amsgrad
    {
        get => Flag("amsgrad");
        set => Set("amsgrad", value);
    }
}

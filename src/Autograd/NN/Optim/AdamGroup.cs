namespace Autograd.NN;

/// <summary>Parameters of <see cref="Adam"/> or <see cref="AdamW"/> with their own options.</summary>
public sealed class AdamGroup : MomentsGroup
{
    private static readonly GroupOption[] _options =
    [
        GroupOption.Betas, GroupOption.Eps, GroupOption.WeightDecay, GroupOption.Flag("amsgrad"),
        GroupOption.Maximize,
    ];

    /// <summary>Makes a group of parameters whose options are not set.</summary>
    /// <param name="parameters">The parameters; the sequence is enumerated once.</param>
    public AdamGroup(IEnumerable<Tensor> parameters)
        : this("Adam", parameters)
    {
    }

    internal AdamGroup(string optimizer, IEnumerable<Tensor> parameters)
        : base(optimizer, parameters, _options)
    {
    }

    /// <summary>True if the denominator uses the largest mean square so far.</summary>
    public bool Amsgrad
    {
        get => Flag("amsgrad");
        set => Set("amsgrad", value);
    }
}

namespace Autograd.NN;

/// <summary>
/// The negative log-likelihood of target classes;
/// see <see cref="F.NllLoss"/>.
/// </summary>
/// <remarks><c>torch.nn.NLLLoss</c>.</remarks>
public sealed class NLLLoss : Module
{
    [Buffer]
    private readonly Tensor? _weight;
    private readonly int _ignoreIndex;
    private readonly Reduction _reduction;

    /// <summary>Makes the loss.</summary>
    /// <param name="weight">A weight for each class, of shape (C); saved in the state as <c>weight</c>.</param>
    /// <param name="ignoreIndex">A class whose elements do not count.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    public NLLLoss(Tensor? weight = null, int ignoreIndex = -100, Reduction reduction = Reduction.Mean)
    {
        _weight = weight;
        _ignoreIndex = ignoreIndex;
        _reduction = reduction;
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Log-probabilities, of shape (C), (N, C) or (N, C, d₁, …).</param>
    /// <param name="target">Classes, integers of the input's shape without C.</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in [0, C).</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.NllLoss(NotNull(input), NotNull(target), _weight, _reduction, _ignoreIndex);
}

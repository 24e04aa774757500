namespace Autograd.NN;

/// <summary>
/// The hinge loss of several classes;
/// see <see cref="F.MultiMarginLoss"/>.
/// </summary>
/// <remarks><c>torch.nn.MultiMarginLoss</c>.</remarks>
public sealed class MultiMarginLoss : Module
{
    [Buffer]
    private readonly Tensor? _weight;
    private readonly int _p;
    private readonly double _margin;
    private readonly Reduction _reduction;

    /// <summary>Makes the loss.</summary>
    /// <param name="p">1 or 2: the power of a hinge.</param>
    /// <param name="margin">By how much the target's score is to be greater than the others.</param>
    /// <param name="weight">A weight for each class, of shape (C); saved in the state as <c>weight</c>.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    public MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        _p = p;
        _margin = margin;
        _weight = weight;
        _reduction = reduction;
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Scores, of shape (N, C) or (C).</param>
    /// <param name="target">Classes, integers of shape (N) or ().</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in [0, C).</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.MultiMarginLoss(NotNull(input), NotNull(target), _p, _margin, _weight, _reduction);
}

namespace Autograd.NN;

/// <summary>
/// The binary cross entropy of probabilities;
/// see <see cref="F.BinaryCrossEntropy"/>.
/// </summary>
/// <remarks><c>torch.nn.BCELoss</c>.</remarks>
public sealed class BCELoss : Module
{
    [Buffer]
    private readonly Tensor? _weight;
    private readonly Reduction _reduction;

    /// <summary>Makes the loss.</summary>
    /// <param name="weight">
    /// Factors of the losses, of a shape that broadcasts to the input; saved in the state as <c>weight</c>.
    /// </param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    public BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        _weight = weight;
        _reduction = reduction;
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Probabilities in [0, 1].</param>
    /// <param name="target">Usually 0 or 1, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the input is not in [0, 1].</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.BinaryCrossEntropy(NotNull(input), NotNull(target), _weight, _reduction);
}

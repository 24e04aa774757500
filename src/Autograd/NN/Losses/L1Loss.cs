namespace Autograd.NN;

/// <summary>
/// The absolute difference of predictions and targets, by default its mean;
/// see <see cref="F.L1Loss"/>.
/// </summary>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <remarks><c>torch.nn.L1Loss</c>.</remarks>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">The predictions.</param>
    /// <param name="target">The values to predict, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.L1Loss(NotNull(input), NotNull(target), reduction);
}

namespace Autograd.NN;

/// <summary>
/// Half the squared difference where it is small, a multiple of the absolute difference elsewhere;
/// see <see cref="F.HuberLoss"/>.
/// </summary>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <param name="delta">The difference at which one becomes the other, above 0.</param>
/// <remarks><c>torch.nn.HuberLoss</c>.</remarks>
public sealed class HuberLoss(Reduction reduction = Reduction.Mean, double delta = 1) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">The predictions.</param>
    /// <param name="target">The values to predict, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Delta is not positive.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.HuberLoss(NotNull(input), NotNull(target), reduction, delta);
}

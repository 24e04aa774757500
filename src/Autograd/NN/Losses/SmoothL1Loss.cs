namespace Autograd.NN;

/// <summary>
/// The squared difference where it is small, the absolute difference elsewhere;
/// see <see cref="F.SmoothL1Loss"/>.
/// </summary>
/// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
/// <param name="beta">The difference at which one becomes the other, at least 0.</param>
/// <remarks><c>torch.nn.SmoothL1Loss</c>.</remarks>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) : Module
{
    /// <summary>Computes the loss.</summary>
    /// <param name="input">The predictions.</param>
    /// <param name="target">The values to predict, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beta is negative.</exception>
    public Tensor Forward(Tensor input, Tensor target) => IsHooked
        ? RunHooks((input, target), args => Forward(args.input, args.target))
        : F.SmoothL1Loss(NotNull(input), NotNull(target), reduction, beta);
}

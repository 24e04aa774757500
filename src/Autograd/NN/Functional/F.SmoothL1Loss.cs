namespace Autograd.NN;

public static partial class F
{
    /// <summary>d²/2β where |d| is below β, |d| − β/2 elsewhere, of the differences d = x − y; reduced.</summary>
    /// <param name="input">x: the predictions.</param>
    /// <param name="target">y: the values to predict, of the same shape.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <param name="beta">β, at least 0; for 0 it is <see cref="L1Loss"/>.</param>
    /// <remarks>
    /// Gradient: g·d/β kept within ±g to the input, its negative to the target. R. Girshick, "Fast R-CNN" (2015);
    /// <c>torch.nn.functional.smooth_l1_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β is negative, or the reduction is none of the three.</exception>
    public static Tensor SmoothL1Loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (!(beta >= 0))
            throw new ArgumentOutOfRangeException(
                nameof(beta), $"SmoothL1Loss: beta is {beta}; pass 0 or a number above");
        CheckSameShape("SmoothL1Loss", input, target);
        Checked("SmoothL1Loss", reduction);
        return beta == 0
            ? Reduce("SmoothL1Loss", (input - target).Abs(), reduction)
            : Tensor.SmoothL1(input, target, reduction, beta);
    }

    /// <summary>d²/2 where |d| is at most δ, δ·(|d| − δ/2) elsewhere, of the differences d = x − y; reduced.</summary>
    /// <param name="input">x: the predictions.</param>
    /// <param name="target">y: the values to predict, of the same shape.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <param name="delta">δ, above 0.</param>
    /// <remarks>
    /// Gradient: g·d with d kept within ±δ to the input, its negative to the target. P. Huber, "Robust estimation of a
    /// location parameter" (1964); <c>torch.nn.functional.huber_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">δ is not positive, or the reduction is none of the three.</exception>
    public static Tensor HuberLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double delta = 1)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (!(delta > 0)) throw new ArgumentOutOfRangeException(nameof(delta), $"HuberLoss: delta is {delta}; pass a number above 0");
        CheckSameShape("HuberLoss", input, target);
        return Tensor.Huber(input, target, Checked("HuberLoss", reduction), delta);
    }
}

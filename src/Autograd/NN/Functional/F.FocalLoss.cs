namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// −α·(1 − p)^γ·ln p of the target classes' probabilities p, one number for each row: MyGrad's <c>focal_loss</c>.
    /// </summary>
    /// <param name="input">Probabilities, of shape (N, C).</param>
    /// <param name="target">Classes, of any integer type and of shape (N).</param>
    /// <param name="alpha">α, the factor of the losses.</param>
    /// <param name="gamma">γ, at least 0: the greater, the less a row counts whose class is predicted well.</param>
    /// <returns>The losses of the rows, (N); take their Mean() to train.</returns>
    /// <remarks>T. Lin et al., "Focal loss for dense object detection" (2017).</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in [0, C), or γ is negative.</exception>
    public static Tensor FocalLoss(Tensor input, Tensor target, double alpha = 1, double gamma = 0)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        var p = OfTargets("FocalLoss", input, target, gamma);
        return Focal(p, p.Log(), alpha, gamma);
    }

    /// <summary>
    /// <see cref="FocalLoss"/> of the softmax of scores, computed without overflow: MyGrad's <c>softmax_focal_loss</c>.
    /// </summary>
    /// <param name="input">Scores, of shape (N, C): not normalized.</param>
    /// <param name="target">Classes, of any integer type and of shape (N).</param>
    /// <param name="alpha">α, the factor of the losses.</param>
    /// <param name="gamma">γ, at least 0: the greater, the less a row counts whose class is predicted well.</param>
    /// <returns>The losses of the rows, (N); take their Mean() to train.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in [0, C), or γ is negative.</exception>
    public static Tensor SoftmaxFocalLoss(Tensor input, Tensor target, double alpha = 1, double gamma = 0)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckClassRows("SoftmaxFocalLoss", input, null);
        var logP = OfTargets("SoftmaxFocalLoss", input.LogSoftmax(-1), target, gamma);
        return Focal(logP.Exp(), logP, alpha, gamma);
    }

    private static Tensor OfTargets(string op, Tensor input, Tensor target, double gamma)
    {
        if (!(gamma >= 0)) throw new ArgumentOutOfRangeException(nameof(gamma), $"{op}: gamma is {gamma}; pass 0 or a number above");
        CheckClassRows(op, input, null);
        var y = ClassColumn(op, input, target);
        return input.NDim == 1 ? input.Gather(0, y.Flatten()).Squeeze(0) : input.Gather(1, y).Squeeze(1);
    }

    private static Tensor Focal(Tensor p, Tensor logP, double alpha, double gamma) =>
        gamma == 0 ? logP * -alpha : (1 - p).Clamp(0, 1).Pow(gamma) * logP * -alpha;
}

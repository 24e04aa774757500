namespace Autograd.NN;

public static partial class F
{
    /// <summary>The squared difference (x − y)² of corresponding elements, reduced.</summary>
    /// <param name="input">The predictions.</param>
    /// <param name="target">The values to predict, of the same shape.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks>Gradient of the mean: g·2·(x − y)/n to the input, its negative to the target.</remarks>
    /// <exception cref="ArgumentException">
    /// The shapes differ: (N, 1) and (N) would silently broadcast to (N, N).
    /// </exception>
    public static Tensor MseLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckSameShape("MseLoss", input, target);
        return Reduce("MseLoss", (input - target).Square(), reduction);
    }
}

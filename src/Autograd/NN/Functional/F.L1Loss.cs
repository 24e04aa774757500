namespace Autograd.NN;

public static partial class F
{
    /// <summary>The absolute difference |x − y| of corresponding elements, reduced.</summary>
    /// <param name="input">The predictions.</param>
    /// <param name="target">The values to predict, of the same shape.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks>
    /// Gradient of the mean: g·sign(x − y)/n to the input, its negative to the target; 0 where they are equal.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor L1Loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckSameShape("L1Loss", input, target);
        return Reduce("L1Loss", (input - target).Abs(), reduction);
    }
}

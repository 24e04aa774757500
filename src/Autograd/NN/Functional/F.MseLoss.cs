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
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckSameShape("MseLoss", input, target);
        return Reduce("MseLoss", (input - target).Square(), reduction);
    }

    private static void CheckSameShape(string op, Tensor input, Tensor target)
    {
        if (input.Shape.Equals(target.Shape)) return;
        var remedy = input.NDim == target.NDim + 1 && input.Shape[^1] == 1 ? "use target.Unsqueeze(1) or input.Squeeze(1)"
            : target.NDim == input.NDim + 1 && target.Shape[^1] == 1 ? "use input.Unsqueeze(1) or target.Squeeze(1)"
            : "bring them to one shape first";
        throw new ArgumentException(
            $"{op}: input of shape {input.Shape} beside target of shape {target.Shape}; a loss does not broadcast: {remedy}");
    }

    private static Tensor Reduce(string op, Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.None => losses,
        Reduction.Mean when !losses.DType.IsFloatingPoint() => throw new ArgumentException(
            $"{op}: the mean is floating, and the losses are {losses.DType}; convert the input with To(DType.Float32) first"),
        Reduction.Mean => losses.Mean(),
        _ => losses.Sum(),
    };
}

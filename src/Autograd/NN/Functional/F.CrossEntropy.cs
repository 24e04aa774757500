namespace Autograd.NN;

/// <summary>Losses, layers and activations as functions without state; <c>torch.nn.functional</c>.</summary>
public static partial class F
{
    /// <summary>
    /// The cross entropy between the softmax of scores and targets, −Σ q·log softmax(x), where the targets are classes
    /// or probabilities.
    /// </summary>
    /// <param name="input">Scores, of shape (C), (N, C) or (N, C, d₁, …): not normalized.</param>
    /// <param name="target">
    /// Classes, of any integer type and of the input's shape without C; or probabilities, floating and of the input's
    /// shape.
    /// </param>
    /// <param name="weight">A weight for each class, of shape (C); a constant for the gradient.</param>
    /// <param name="reduction">
    /// The reduction of the losses: mean, sum or none. The mean is over the sum of the targets' weights if the targets
    /// are classes, and over N (times d₁, …) if they are probabilities.
    /// </param>
    /// <param name="ignoreIndex">A class whose elements do not count.</param>
    /// <param name="labelSmoothing">ε: targets become (1 − ε)·q + ε/C.</param>
    /// <returns>The loss: a single number, or one per element for <see cref="Reduction.None"/>.</returns>
    /// <remarks>
    /// The log-softmax, the selection of the classes and the sum are one pass over memory.
    /// Gradient: g·(softmax(x)·Σq − q) to the input, −g·log softmax(x) to probabilities.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The input is not floating, the shapes do not fit, the smoothing is not in [0, 1], or ignoreIndex is given with
    /// probabilities.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A class is not in [0, C), or the reduction is none of the three.
    /// </exception>
    public static Tensor CrossEntropy(
        Tensor input,
        Tensor target,
        Tensor? weight = null,
        Reduction reduction = Reduction.Mean,
        int ignoreIndex = -100,
        double labelSmoothing = 0) =>
        Tensor.CrossEntropyLoss(
            Autocast.ToFloat32(NotNull(input)), Autocast.ToFloat32(NotNull(target)), weight, Checked("CrossEntropy", reduction), ignoreIndex, labelSmoothing);
}

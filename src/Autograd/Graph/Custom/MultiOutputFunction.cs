namespace Autograd;

/// <summary>A <see cref="Function"/> of several outputs.</summary>
/// <example><code>
/// sealed class Polar : MultiOutputFunction
/// {
///     protected override IReadOnlyList&lt;Tensor&gt; Forward(FunctionContext context, Tensor[] inputs)
///     {
///         var (x, y) = (inputs[0], inputs[1]);
///         context.SaveForBackward(x, y);
///         return [(x * x + y * y).Sqrt(), (y / x).Atan()];
///     }
///
///     protected override IReadOnlyList&lt;Tensor?&gt; Backward(FunctionContext context, Tensor[] grads)
///     {
///         var (x, y) = (context.SavedTensors[0], context.SavedTensors[1]);
///         var square = x * x + y * y;
///         var radius = square.Sqrt();
///         return [grads[0] * x / radius - grads[1] * y / square, grads[0] * y / radius + grads[1] * x / square];
///     }
/// }
/// </code></example>
public abstract class MultiOutputFunction : FunctionBase
{
    /// <summary>Computes the outputs.</summary>
    /// <param name="context">Saves what Backward needs.</param>
    /// <param name="inputs">The inputs that were passed to Apply.</param>
    /// <returns>
    /// The outputs, at least one. An output that is an input or shares memory with one is copied, unless it was marked
    /// dirty.
    /// </returns>
    protected abstract IReadOnlyList<Tensor> Forward(FunctionContext context, Tensor[] inputs);

    /// <summary>Computes the gradients of the inputs.</summary>
    /// <param name="context">Has what Forward saved.</param>
    /// <param name="grads">
    /// The gradient of each output, of its shape and type; zeros where none arrived. They must not be written to.
    /// </param>
    /// <returns>
    /// A gradient for each input, of its shape or one that it broadcasts to; null for an input that has none or does
    /// not need it.
    /// </returns>
    protected abstract IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor[] grads);

    /// <summary>Applies the function, and records it if an input requires a gradient.</summary>
    /// <exception cref="InvalidOperationException">
    /// Forward returned nothing, or an input that it marked dirty was not returned.
    /// </exception>
    public Tensor[] Apply(params Tensor[] inputs) => Run(inputs, outputCount: null);

    internal sealed override Tensor[]? RunForward(FunctionContext context, Tensor[] inputs) =>
        Forward(context, inputs) is { } outputs ? [.. outputs] : null;

    internal sealed override IReadOnlyList<Tensor?> RunBackward(FunctionContext context, Tensor[] grads) => Backward(context, grads);
}

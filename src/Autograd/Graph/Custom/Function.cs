namespace Autograd;

/// <summary>
/// An operation with a derivative of your own: <c>torch.autograd.Function</c>. Derive from it, override
/// <see cref="Forward"/> and <see cref="Backward"/>, and call <see cref="Apply"/>.
/// </summary>
/// <remarks>
/// <para>
/// Forward is not recorded, so it may use tensor operations, arrays or other libraries. Tensors that Backward needs are
/// saved in the context; constants are fields of the class. One object may be applied any number of times, also on
/// several threads.
/// </para>
/// <para>
/// Backward computes vᵀ·J, one gradient for each input. Written in tensor operations it can be differentiated in turn
/// (<c>createGraph</c>); otherwise override <see cref="FunctionBase.IsOnceDifferentiable"/>. Test it with
/// <see cref="GradCheck"/>.
/// </para>
/// </remarks>
/// <example><code>
/// sealed class Swish(double beta) : Function
/// {
///     protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
///     {
///         var s = (beta * inputs[0]).Sigmoid();
///         context.SaveForBackward(inputs[0]);
///         return inputs[0] * s;
///     }
///
///     protected override IReadOnlyList&lt;Tensor?&gt; Backward(FunctionContext context, Tensor grad)
///     {
///         var x = context.SavedTensors[0];
///         var s = (beta * x).Sigmoid();
///         return [grad * (s + beta * x * s * (1 - s))];
///     }
/// }
///
/// var y = new Swish(beta: 1.5).Apply(x);
/// GradCheck.Check(x => new Swish(1.5).Apply(x), Tensor.From([-1.0, 0.3], requiresGrad: true));
/// </code></example>
public abstract class Function : FunctionBase
{
    /// <summary>Computes the output.</summary>
    /// <param name="context">Saves what Backward needs.</param>
    /// <param name="inputs">The inputs that were passed to Apply.</param>
    /// <returns>
    /// The output. It is copied if it is an input or shares memory with one, unless it was marked dirty.
    /// </returns>
    protected abstract Tensor Forward(FunctionContext context, Tensor[] inputs);

    /// <summary>Computes the gradients of the inputs.</summary>
    /// <param name="context">Has what Forward saved.</param>
    /// <param name="grad">The gradient of the output, of its shape and type. It must not be written to.</param>
    /// <returns>
    /// A gradient for each input, of its shape or one that it broadcasts to; null for an input that has none or does
    /// not need it.
    /// </returns>
    protected abstract IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad);

    /// <summary>Applies the function, and records it if an input requires a gradient.</summary>
    /// <exception cref="InvalidOperationException">
    /// Forward returned null, or an input that it marked dirty was not returned.
    /// </exception>
    public Tensor Apply(params Tensor[] inputs) => Run(inputs, outputCount: 1)[0];

    internal sealed override Tensor[] RunForward(FunctionContext context, Tensor[] inputs) => [Forward(context, inputs)];

    internal sealed override IReadOnlyList<Tensor?> RunBackward(FunctionContext context, Tensor[] grads) => Backward(context, grads[0]);
}

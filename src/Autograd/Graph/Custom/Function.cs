namespace Autograd;

/// <summary>
/// An operation of one's own with a derivative of one's own: <c>torch.autograd.Function</c>. Derive from it, write
/// <see cref="Forward"/> and <see cref="Backward"/>, and call <see cref="Apply"/>.
/// </summary>
/// <remarks>
/// <para>
/// Forward runs unrecorded, so it may compute with whatever it likes: tensor operations, arrays, other libraries. What Backward needs goes into
/// the context; constants are fields of the class. One object may be applied any number of times, also on several threads.
/// </para>
/// <para>
/// Backward gives vᵀ·J, one gradient for each input. Written in tensor operations it can be differentiated in turn
/// (<c>createGraph</c>); if it is not, override <see cref="FunctionBase.IsOnceDifferentiable"/>. <see cref="GradCheck"/> proves it right.
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
    /// <param name="context">Takes what Backward needs.</param>
    /// <param name="inputs">What the function is applied to.</param>
    /// <returns>
    /// The output; a copy is made of it if it is an input or shares memory with one, unless that was marked dirty.
    /// </returns>
    protected abstract Tensor Forward(FunctionContext context, Tensor[] inputs);

    /// <summary>Computes the gradients of the inputs.</summary>
    /// <param name="context">Gives what Forward saved.</param>
    /// <param name="grad">The gradient of the output, of its shape and type; not to be written to.</param>
    /// <returns>
    /// A gradient for each input, of its shape or one that it broadcasts to; null for one that has none, or whose gradient nobody wants.
    /// </returns>
    protected abstract IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad);

    /// <summary>Applies the function, and records it if an input requires a gradient.</summary>
    /// <exception cref="InvalidOperationException">Forward returned null, or an input that it marked dirty was not returned.</exception>
    public Tensor Apply(params Tensor[] inputs) => Run(inputs, outputCount: 1)[0];

    internal sealed override Tensor[] RunForward(FunctionContext context, Tensor[] inputs) => [Forward(context, inputs)];

    internal sealed override IReadOnlyList<Tensor?> RunBackward(FunctionContext context, Tensor[] grads) => Backward(context, grads[0]);
}

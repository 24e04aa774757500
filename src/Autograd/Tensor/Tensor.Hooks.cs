namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Calls a function whenever a backward pass has computed the whole gradient of this tensor, before it is used any further;
    /// <c>Tensor.register_hook</c>.
    /// </summary>
    /// <param name="hook">
    /// Is handed the gradient, which it must not write to. Returns the gradient to use instead, of the same shape and type, or null to
    /// leave it as it is.
    /// </param>
    /// <returns>What removes the hook when it is disposed.</returns>
    /// <remarks>
    /// For leaves and intermediate results. Hooks run in the order of their registration, each on what the one before returned; what
    /// <see cref="RetainGrad"/> keeps, and what <see cref="Functional"/> returns, is what comes after them. A hook on a tensor that is then
    /// written in place stays with the value that it had. Where a pass is recorded (<c>createGraph</c>), so is what the hook does.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The tensor does not require a gradient.</exception>
    /// <example><code>using var clip = h.RegisterHook(g => g.Clamp(-1, 1));</code></example>
    public HookHandle RegisterHook(Func<Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var edge = HookedEdge("RegisterHook");
        return edge.Node!.Attached().TensorHooks(edge.OutputIndex).Add(hook);
    }

    /// <summary>Calls a function that looks at the gradient and leaves it as it is.</summary>
    /// <inheritdoc cref="RegisterHook(Func{Tensor, Tensor?})"/>
    public HookHandle RegisterHook(Action<Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return RegisterHook(grad =>
        {
            hook(grad);
            return null;
        });
    }

    /// <summary>
    /// Calls a function with this leaf whenever a backward pass has added to its <see cref="Grad"/>, as an optimizer does that updates each
    /// parameter as soon as it can and then drops the gradient; <c>Tensor.register_post_accumulate_grad_hook</c>.
    /// </summary>
    /// <returns>What removes the hook when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">The tensor is not a leaf, or does not require a gradient.</exception>
    public HookHandle RegisterPostAccumulateGradHook(Action<Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var edge = HookedEdge("RegisterPostAccumulateGradHook");
        if (edge.Node is not AccumulateGrad leaf)
            throw new InvalidOperationException(
                $"RegisterPostAccumulateGradHook: the tensor is the result of {edge.Node!.Name}, and only leaves accumulate gradients; "
                + "use RegisterHook");
        return leaf.Attached().PostAccumulateHooks.Add(hook);
    }

    private Edge HookedEdge(string op)
    {
        if (!RequiresGrad)
            throw new InvalidOperationException(
                $"{op}: the tensor of shape {_shape} does not require a gradient, so none will ever arrive; set RequiresGrad first");
        return GradientEdge();
    }
}

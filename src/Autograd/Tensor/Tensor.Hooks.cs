namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Registers a function that is called when a backward pass has computed the whole gradient of this tensor, before
    /// the gradient is used further; <c>Tensor.register_hook</c>.
    /// </summary>
    /// <param name="hook">
    /// Receives the gradient, which it must not write to, and returns the gradient to use instead, of the same shape
    /// and type, or null to leave it as it is.
    /// </param>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <remarks>
    /// Works on leaves and intermediate results. Hooks run in the order of their registration, each on the result of
    /// the one before. <see cref="RetainGrad"/> keeps, and <see cref="Functional"/> returns, the result of the last
    /// one. If the tensor is written in place later, the hook stays on the value from before. If a pass is recorded
    /// (<c>createGraph</c>), so are the operations of the hook.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The tensor does not require a gradient.</exception>
    /// <example><code>using var clip = h.RegisterHook(g => g.Clamp(-1, 1));</code></example>
    public HookHandle RegisterHook(Func<Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var edge = HookedEdge("RegisterHook");
        return edge.Node!.GetOrAddHooks().TensorHooks(edge.OutputIndex).Add(hook);
    }

    /// <summary>Registers a function that reads the gradient and leaves it as it is.</summary>
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
    /// Registers a function that is called with this leaf when a backward pass has added to its <see cref="Grad"/>;
    /// <c>Tensor.register_post_accumulate_grad_hook</c>. With it an optimizer can update each parameter and drop its
    /// gradient during the pass.
    /// </summary>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">
    /// The tensor is not a leaf, or does not require a gradient.
    /// </exception>
    public HookHandle RegisterPostAccumulateGradHook(Action<Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var edge = HookedEdge("RegisterPostAccumulateGradHook");
        if (edge.Node is not AccumulateGrad leaf)
            throw new InvalidOperationException(
                $"RegisterPostAccumulateGradHook: the tensor is the result of {edge.Node!.Name}, and only leaves accumulate gradients; "
                + "use RegisterHook");
        return leaf.GetOrAddHooks().PostAccumulateHooks.Add(hook);
    }

    private Edge HookedEdge(string op)
    {
        if (!RequiresGrad)
            throw new InvalidOperationException(
                $"{op}: the tensor of shape {_shape} does not require a gradient, so none will ever arrive; set RequiresGrad first");
        return GradientEdge();
    }
}

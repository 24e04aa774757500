namespace Autograd;

public abstract partial class Node
{
    /// <summary>
    /// Registers a function that is called before this node's formula runs in a backward pass, with the gradients of
    /// the node's outputs (null for an output without one); <c>Node.register_prehook</c>.
    /// </summary>
    /// <param name="hook">
    /// Returns the gradients to use instead, one for each output, or null to leave them as they are.
    /// </param>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    public HookHandle RegisterPreHook(Func<Tensor?[], IReadOnlyList<Tensor?>?> hook) => GetOrAddHooks().PreHooks.Add(hook);

    /// <summary>
    /// Registers a function that is called after this node's formula ran in a backward pass, with the gradients of the
    /// node's inputs (null for an input without one) and of its outputs; <c>Node.register_hook</c>.
    /// </summary>
    /// <param name="hook">
    /// Returns the gradients of the inputs to use instead, one for each, or null to leave them as they are.
    /// </param>
    /// <returns>A handle that removes the hook when it is disposed.</returns>
    /// <remarks>
    /// A leaf's <c>AccumulateGrad</c> has no inputs; its hook is called after the gradient has been added.
    /// </remarks>
    public HookHandle RegisterHook(Func<Tensor?[], Tensor?[], IReadOnlyList<Tensor?>?> hook) => GetOrAddHooks().PostHooks.Add(hook);

    /// <summary>The node's hooks, which are allocated on first use. Safe to call from several threads.</summary>
    internal NodeHooks GetOrAddHooks()
    {
        if (Hooks is null) Interlocked.CompareExchange(ref Hooks, new NodeHooks(), null);
        return Hooks;
    }
}

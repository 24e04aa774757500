namespace Autograd;

public abstract partial class Node
{
    /// <summary>
    /// Calls a function before this node's formula runs in a backward pass, with the gradients of its outputs (null for an output without
    /// one); <c>Node.register_prehook</c>.
    /// </summary>
    /// <param name="hook">Returns the gradients to use instead, one for each output, or null to leave them as they are.</param>
    /// <returns>What removes the hook when it is disposed.</returns>
    public HookHandle RegisterPreHook(Func<Tensor?[], IReadOnlyList<Tensor?>?> hook) => Attached().PreHooks.Add(hook);

    /// <summary>
    /// Calls a function after this node's formula ran in a backward pass, with the gradients of its inputs (null for an input without one)
    /// and those of its outputs; <c>Node.register_hook</c>.
    /// </summary>
    /// <param name="hook">Returns the gradients of the inputs to use instead, one for each, or null to leave them as they are.</param>
    /// <returns>What removes the hook when it is disposed.</returns>
    /// <remarks>Of a leaf's <c>AccumulateGrad</c>, which has no inputs, it is called once the gradient has been added.</remarks>
    public HookHandle RegisterHook(Func<Tensor?[], Tensor?[], IReadOnlyList<Tensor?>?> hook) => Attached().PostHooks.Add(hook);

    /// <summary>What is attached to the node; made when something is.</summary>
    internal NodeAttachments Attached()
    {
        if (Attachments is null) Interlocked.CompareExchange(ref Attachments, new NodeAttachments(), null);
        return Attachments;
    }
}

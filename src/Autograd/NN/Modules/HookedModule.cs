namespace Autograd.NN;

/// <summary>
/// A module of one tensor in and one out on which hooks can be registered: derive from it, and write
/// <see cref="ForwardCore"/>, PyTorch's <c>forward</c>. <see cref="Forward"/> is what PyTorch's <c>__call__</c> is.
/// </summary>
/// <example><code>
/// sealed class Block : HookedModule
/// {
///     readonly Linear _linear = new(8, 8);
///
///     protected override Tensor ForwardCore(Tensor x) => x + _linear.Forward(x).Relu();
/// }
/// </code></example>
public abstract class HookedModule : UnaryModule
{
    /// <summary>Runs the hooks, and between them <see cref="ForwardCore"/>.</summary>
    public sealed override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return IsHooked ? RunHooksAround(x, ForwardCore) : ForwardCore(x);
    }

    /// <summary>Computes the module's output.</summary>
    protected abstract Tensor ForwardCore(Tensor x);

    private protected sealed override bool HasHookedForward => true;
}

/// <summary>
/// A module of any input and output on which hooks can be registered; several tensors are a tuple:
/// <c>HookedModule&lt;(Tensor X, Tensor H), (Tensor, Tensor)&gt;</c>.
/// </summary>
/// <typeparam name="TInput">
/// The input. Hooks see the tensors in it: itself, or those in a tuple, an array or a list, also nested.
/// </typeparam>
/// <typeparam name="TOutput">The output, of which hooks see the same.</typeparam>
public abstract class HookedModule<TInput, TOutput> : Module
{
    /// <summary>Runs the hooks, and between them <see cref="ForwardCore"/>.</summary>
    public TOutput Forward(TInput input) => IsHooked ? RunHooksAround(input, ForwardCore) : ForwardCore(input);

    /// <summary>Computes the module's output.</summary>
    protected abstract TOutput ForwardCore(TInput input);

    private protected sealed override bool HasHookedForward => true;
}

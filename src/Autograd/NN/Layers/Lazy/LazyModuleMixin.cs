namespace Autograd.NN;

/// <summary>
/// The base class of layers that learn the sizes of their parameters from their first input, and make and initialize
/// them then.
/// </summary>
/// <remarks>
/// Until then there are no parameters that an optimizer could hold, so <see cref="Module.Parameters"/> and
/// <see cref="Module.StateDict"/> of the layer, and of modules with it, throw: run the net once on an input first.
/// </remarks>
public abstract class LazyModuleMixin : UnaryModule
{
    /// <summary>True until the parameters are made.</summary>
    public abstract bool HasUninitializedParams { get; }

    /// <summary>Makes the parameters for an input.</summary>
    /// <exception cref="ArgumentException">The input is none that the layer can take.</exception>
    protected abstract void InitializeParameters(Tensor x);

    /// <summary>Makes the parameters for an input if there are none.</summary>
    private protected void InitializeIfNeeded(Tensor x)
    {
        if (!HasUninitializedParams) return;
        using var _ = GradMode.NoGrad();
        InitializeParameters(x);
    }

    internal void ThrowIfUninitialized()
    {
        if (HasUninitializedParams)
            throw new InvalidOperationException(
                $"Parameters: {TypeName(this)} has none yet, because it takes their sizes from its first input; call Forward once before "
                + "parameters or a state are asked for");
    }

    /// <summary>The name of the layer that it has become, once it has parameters.</summary>
    private protected override string PrintedName =>
        !HasUninitializedParams && base.PrintedName.StartsWith("Lazy", StringComparison.Ordinal) ? base.PrintedName[4..] : base.PrintedName;
}

namespace Autograd.NN;

/// <summary>
/// The base class of a user's own layer that learns the sizes of its parameters from its first input: its
/// <c>Forward</c> calls <see cref="InitializeIfNeeded"/> first. <see cref="ILazyModule"/> says what holds until then.
/// </summary>
public abstract class LazyModuleMixin : UnaryModule, ILazyModule
{
    /// <summary>True until the parameters are made.</summary>
    public abstract bool HasUninitializedParams { get; }

    /// <summary>Makes the parameters for an input.</summary>
    /// <exception cref="ArgumentException">The input is none that the layer can take.</exception>
    protected abstract void InitializeParameters(Tensor x);

    /// <summary>Makes the parameters for an input if there are none.</summary>
    /// <exception cref="ArgumentException">The input is none that the layer can take.</exception>
    protected void InitializeIfNeeded(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!HasUninitializedParams) return;
        using var _ = GradMode.NoGrad();
        InitializeParameters(x);
    }
}

namespace Autograd.NN;

/// <summary>
/// A module whose <c>Forward</c> takes one tensor and returns one. <see cref="Sequential"/> chains such modules.
/// </summary>
/// <remarks>
/// <see cref="Module"/> does not declare <c>Forward</c>, because recurrent cells and losses take or return several
/// tensors. A layer with one input and one output derives from this class, or from <see cref="HookedModule"/> if hooks
/// are to be registered on it.
/// </remarks>
public abstract class UnaryModule : Module
{
    /// <summary>Computes the module's output.</summary>
    public abstract Tensor Forward(Tensor x);

    /// <summary>Runs the hooks around <see cref="Forward"/>, which calls this if it is hooked.</summary>
    private protected Tensor Hooked(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return RunHooks(x, Forward);
    }

    // A class outside of the library may derive from an open class of it with or without a Forward of its own.
    private protected override bool HasHookedForward =>
        base.HasHookedForward || ((Func<Tensor, Tensor>)Forward).Method.DeclaringType!.Assembly == typeof(Module).Assembly;
}

namespace Autograd.NN;

/// <summary>
/// A module whose <c>Forward</c> takes one tensor and returns one. <see cref="Sequential"/> chains such modules.
/// </summary>
/// <remarks>
/// <see cref="Module"/> does not declare <c>Forward</c>, because recurrent cells and losses take or return several
/// tensors. A layer with one input and one output derives from this class.
/// </remarks>
public abstract class UnaryModule : Module
{
    /// <summary>Computes the module's output.</summary>
    public abstract Tensor Forward(Tensor x);
}

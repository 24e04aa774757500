namespace Autograd.NN;

/// <summary>A module that turns one tensor into one tensor: what <see cref="Sequential"/> chains.</summary>
/// <remarks>
/// <see cref="Module"/> itself prescribes no <c>Forward</c>, because recurrent cells and losses take and return several tensors;
/// a layer of this common signature derives from here instead.
/// </remarks>
public abstract class UnaryModule : Module
{
    /// <summary>Computes the module's output.</summary>
    public abstract Tensor Forward(Tensor x);
}

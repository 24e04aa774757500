namespace Autograd.NN;

/// <summary>A parameter of which a mask keeps some elements: original·mask.</summary>
internal sealed class Pruned(Tensor original, Tensor mask) : Replacement
{
    public Tensor Original { get; set; } = original;

    public Tensor Mask { get; set; } = mask;

    public override Tensor Compute() => Original * Mask.To(Original.DType);

    public override Replacement Copy(Func<object, object> copyOf) => new Pruned((Tensor)copyOf(Original), (Tensor)copyOf(Mask));
}

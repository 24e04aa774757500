namespace Autograd.NN;

/// <summary>A parameter of which a mask keeps some elements: original·mask.</summary>
internal sealed class Pruned(Tensor original, Tensor mask) : Replacement
{
    public Tensor Original => original;

    public Tensor Mask => mask;

    public override Tensor Compute() => original * mask.To(original.DType);

    public override Replacement Copy(Func<object, object> copyOf) => new Pruned((Tensor)copyOf(original), (Tensor)copyOf(mask));
}

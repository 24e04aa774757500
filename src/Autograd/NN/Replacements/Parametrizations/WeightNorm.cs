namespace Autograd.NN;

/// <summary>w = g·v/‖v‖. PyTorch's name of the module is <c>_WeightNorm</c>.</summary>
internal sealed class WeightNorm(int? dim) : Module, ISplitParametrization
{
    public Tensor Forward(Tensor[] originals) => originals[1] * (originals[0] / Lengths(originals[1]));

    public Tensor[] RightInverse(Tensor value) => [Lengths(value), value.Clone()];

    private Tensor Lengths(Tensor v)
    {
        if (dim is not { } kept) return (v * v).Sum().Sqrt();
        var others = Enumerable.Range(0, v.NDim).Where(d => d != kept).ToArray();
        return others.Length == 0 ? v.Abs() : (v * v).Sum(others, keepDim: true).Sqrt();
    }

    private protected override string PrintedName => "_WeightNorm";
}

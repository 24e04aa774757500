namespace Autograd.NN;

/// <summary>The mask under which element i sees the elements up to i only.</summary>
internal static class CausalMask
{
    /// <summary>
    /// Returns the mask and the flag to hand to the layers: causality alone, which costs half the work and no memory, if
    /// the mask says no more than that.
    /// </summary>
    /// <param name="mask">The mask, or null.</param>
    /// <param name="isCausal">What the caller says; null to look at the mask.</param>
    public static (Tensor? Mask, bool IsCausal) Detect(Tensor? mask, bool? isCausal)
    {
        if (isCausal is { } known) return (mask, known);
        return mask is not null && IsCausal(mask) ? (null, true) : (mask, false);
    }

    private static bool IsCausal(Tensor mask)
    {
        if (mask.NDim != 2 || mask.Size(0) != mask.Size(1) || mask.RequiresGrad) return false;
        if (mask.DType == DType.Bool) return mask.Equal(Tensor.Ones(mask.Size(0), mask.Size(0)).Triu(1).Ne(0));
        return mask.DType.IsFloatingPoint() && mask.Equal(Transformer.GenerateSquareSubsequentMask(mask.Size(0), mask.DType));
    }
}

namespace Autograd.Distributions;

/// <summary>The limits of floating types; <c>torch.finfo</c>.</summary>
internal static class FloatLimits
{
    /// <summary>The distance of 1 to the next larger number.</summary>
    public static double Eps(DType dtype) => dtype == DType.Float32 ? Math.ScaleB(1, -23) : Math.ScaleB(1, -52);

    /// <summary>The smallest normal number.</summary>
    public static double Tiny(DType dtype) => dtype == DType.Float32 ? Math.ScaleB(1, -126) : Math.ScaleB(1, -1022);

    /// <summary>The smallest finite number.</summary>
    public static double Min(DType dtype) => dtype == DType.Float32 ? float.MinValue : double.MinValue;

    /// <summary>Probabilities kept away from 0 and 1 by ε, so that their logarithms are finite.</summary>
    public static Tensor ClampProbs(Tensor probs) => probs.Clamp(min: Eps(probs.DType), max: 1 - Eps(probs.DType));
}

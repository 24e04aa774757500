namespace Autograd.Distributions;

/// <summary>The limits of floating types; <c>torch.finfo</c>.</summary>
internal static class FloatLimits
{
    /// <summary>The distance of 1 to the next larger number.</summary>
    public static double Eps(DType dtype) => new FInfo(dtype).Eps;

    /// <summary>The smallest normal number.</summary>
    public static double Tiny(DType dtype) => new FInfo(dtype).Tiny;

    /// <summary>The smallest finite number.</summary>
    public static double Min(DType dtype) => new FInfo(dtype).Min;

    /// <summary>Probabilities kept away from 0 and 1 by ε, so that their logarithms are finite.</summary>
    public static Tensor ClampProbs(Tensor probs) => probs.Clamp(min: Eps(probs.DType), max: 1 - Eps(probs.DType));
}

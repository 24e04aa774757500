namespace Autograd;

/// <summary>The value of a quantile that falls between two elements.</summary>
public enum QuantileInterpolation
{
    /// <summary>Linear interpolation between the two by the fraction of the rank.</summary>
    Linear,

    /// <summary>The lower of the two.</summary>
    Lower,

    /// <summary>The higher of the two.</summary>
    Higher,

    /// <summary>The mean of the two.</summary>
    Midpoint,

    /// <summary>The nearer of the two; halfway between them, the one of even rank.</summary>
    Nearest,
}

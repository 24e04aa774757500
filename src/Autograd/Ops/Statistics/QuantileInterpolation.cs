namespace Autograd;

/// <summary>What a quantile is that lies between two elements.</summary>
public enum QuantileInterpolation
{
    /// <summary>On the line between the two, by how far it is from the lower.</summary>
    Linear,

    /// <summary>The lower of the two.</summary>
    Lower,

    /// <summary>The higher of the two.</summary>
    Higher,

    /// <summary>Half way between the two.</summary>
    Midpoint,

    /// <summary>The nearer of the two; half way, that of even rank.</summary>
    Nearest,
}

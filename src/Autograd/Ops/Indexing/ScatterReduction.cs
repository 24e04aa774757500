namespace Autograd;

/// <summary>What elements that are scattered to the same place become together.</summary>
public enum ScatterReduction
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their product.</summary>
    Prod,

    /// <summary>Their mean; of integers, rounded down.</summary>
    Mean,

    /// <summary>The greatest; NaN if there is one.</summary>
    AMax,

    /// <summary>The smallest; NaN if there is one.</summary>
    AMin,
}

namespace Autograd;

/// <summary>The reduction of elements that are scattered to the same index.</summary>
public enum ScatterReduction
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their product.</summary>
    Prod,

    /// <summary>Their mean; of integers, rounded down.</summary>
    Mean,

    /// <summary>The greatest element; NaN if there is one.</summary>
    AMax,

    /// <summary>The smallest element; NaN if there is one.</summary>
    AMin,
}

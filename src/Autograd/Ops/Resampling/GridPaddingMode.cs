namespace Autograd;

/// <summary>What <see cref="NN.F.GridSample"/> takes for elements beyond the edges of the input.</summary>
public enum GridPaddingMode
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The element at the edge.</summary>
    Border,

    /// <summary>The elements mirrored at the edge, as often as needed.</summary>
    Reflection,
}

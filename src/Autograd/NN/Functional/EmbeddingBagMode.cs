namespace Autograd.NN;

/// <summary>What <see cref="F.EmbeddingBag"/> makes of the rows of a bag.</summary>
public enum EmbeddingBagMode
{
    /// <summary>Their sum, weighted if weights are given.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The greatest number of each column.</summary>
    Max,
}

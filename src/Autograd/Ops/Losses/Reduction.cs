namespace Autograd;

/// <summary>The reduction of the losses of the single elements.</summary>
public enum Reduction
{
    /// <summary>Returns the losses of the elements.</summary>
    None,

    /// <summary>Returns their mean; with class weights, the weighted mean where PyTorch does.</summary>
    Mean,

    /// <summary>Returns their sum.</summary>
    Sum,

    /// <summary>
    /// Returns their sum divided by the size of dimension 0; for <see cref="NN.F.KlDiv"/> alone, as in PyTorch.
    /// </summary>
    BatchMean,
}

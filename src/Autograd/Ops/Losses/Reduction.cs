namespace Autograd;

/// <summary>What a loss does with the losses of the single elements.</summary>
public enum Reduction
{
    /// <summary>Leaves them as they are.</summary>
    None,

    /// <summary>Takes their mean; with class weights, the weighted mean where PyTorch does.</summary>
    Mean,

    /// <summary>Adds them up.</summary>
    Sum,
}

namespace Autograd.Metrics;

/// <summary>How the figures of classes become one.</summary>
public enum Average
{
    /// <summary>The counts of all classes are added first.</summary>
    Micro,

    /// <summary>The mean of the classes that occur in the predictions or the targets.</summary>
    Macro,

    /// <summary>The mean of the classes, weighted by how often they occur in the targets.</summary>
    Weighted,

    /// <summary>They do not: one figure for each class.</summary>
    None,
}

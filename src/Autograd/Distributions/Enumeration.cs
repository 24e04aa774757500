namespace Autograd.Distributions;

/// <summary>Arranges the values of discrete distributions.</summary>
internal static class Enumeration
{
    /// <summary>Values along the first dimension, behind which are those of the batch, of size 1 or expanded.</summary>
    public static Tensor Along(Distribution distribution, Tensor values, bool expand)
    {
        var batch = distribution.BatchShape;
        var ones = new int[batch.Count];
        Array.Fill(ones, 1);
        var events = distribution.EventShape.Sizes;
        var count = values.Size(0);
        values = values.Reshape([count, .. ones, .. events]);
        return expand ? values.Expand([count, .. batch.Sizes, .. events]) : values;
    }
}

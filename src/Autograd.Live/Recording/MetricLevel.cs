namespace Autograd.Live;

/// <summary>Which series of a metric is meant.</summary>
public enum MetricLevel
{
    /// <summary>A value for each batch.</summary>
    Batch,

    /// <summary>A mean for each epoch, weighted by the sizes of the batches.</summary>
    Epoch,
}

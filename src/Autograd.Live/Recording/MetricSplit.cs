namespace Autograd.Live;

/// <summary>Which measurements are meant: those made on training data or those made on test data.</summary>
public enum MetricSplit
{
    /// <summary>What <see cref="LiveLogger.SetTrainBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/> records.</summary>
    Train,

    /// <summary>What <see cref="LiveLogger.SetTestBatch(ReadOnlySpan{ValueTuple{string, MetricValue}}, int)"/> records.</summary>
    Test,
}

namespace Autograd.NN;

/// <summary>
/// A module with running means of its inputs' statistics, as a batch normalization has them. <see cref="SwaUtils.UpdateBn{TInput}"/>
/// computes them anew.
/// </summary>
public interface IRunningStatistics
{
    /// <summary>The weight of the newest statistics; null for the mean of all.</summary>
    double? Momentum { get; set; }

    /// <summary>Sets the running statistics to those of no input.</summary>
    void ResetRunningStats();
}

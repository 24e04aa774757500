namespace Autograd.Metrics;

/// <summary>
/// The area under the receiver operating characteristic: the probability that a sample of class 1 has a higher score
/// than one of class 0, equal scores counting one half.
/// </summary>
public sealed class AUROC : RankingMetric
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There was no batch, or a class does not occur.</exception>
    public override Tensor Compute()
    {
        var (area, above, positives, negatives) = (0.0, 0L, 0L, 0L);
        foreach (var (positive, negative) in Ranked(needsNegative: true))
        {
            area += negative * (above + positive / 2.0);
            above += positive;
            (positives, negatives) = (positives + positive, negatives + negative);
        }

        return Predictions.Figure(area / positives / negatives);
    }
}

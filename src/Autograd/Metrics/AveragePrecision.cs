namespace Autograd.Metrics;

/// <summary>
/// The area under the steps of precision over recall: Σ (Rₙ − Rₙ₋₁) Pₙ over the scores from the highest down.
/// </summary>
public sealed class AveragePrecision : RankingMetric
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There was no batch, or class 1 does not occur.</exception>
    public override Tensor Compute()
    {
        var (area, hits, predicted) = (0.0, 0L, 0L);
        foreach (var (positive, negative) in Ranked(needsNegative: false))
        {
            hits += positive;
            predicted += positive + negative;
            area += positive * ((double)hits / predicted);
        }

        return Predictions.Figure(area / hits);
    }
}

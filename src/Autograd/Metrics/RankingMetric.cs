namespace Autograd.Metrics;

/// <summary>A figure of the order of scores of two classes; it keeps all of them.</summary>
public abstract class RankingMetric : ClassificationMetric
{
    private readonly List<double> _scores = [];
    private readonly List<int> _targets = [];

    /// <summary>Adds a batch.</summary>
    /// <param name="preds">Scores, the higher the likelier class 1.</param>
    /// <param name="target">The right classes, 0 or 1.</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public override void Update(Tensor preds, Tensor target)
    {
        var (scores, targets) = Predictions.Binary(GetType().Name, preds, target);
        _scores.AddRange(scores);
        _targets.AddRange(targets);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _scores.Clear();
        _targets.Clear();
    }

    /// <summary>
    /// The samples of each score, from the highest score down: how many of class 1 and of class 0 there are.
    /// </summary>
    /// <exception cref="InvalidOperationException">There was no batch, or no sample of class 1.</exception>
    private protected List<(long Positive, long Negative)> Ranked(bool needsNegative)
    {
        if (_scores.Count == 0) throw NothingSeen();
        var ones = _targets.Count(target => target == 1);
        if (ones == 0 || (needsNegative && ones == _targets.Count))
            throw new InvalidOperationException(
                $"Compute: {GetType().Name} of {ones} samples of class 1 and {_targets.Count - ones} of class 0 is not defined; update it with both");
        var (scores, targets) = (_scores.ToArray(), _targets.ToArray());
        Array.Sort(scores, targets);
        var ranked = new List<(long Positive, long Negative)>();
        for (var k = scores.Length - 1; k >= 0; k--)
        {
            if (k == scores.Length - 1 || scores[k] != scores[k + 1]) ranked.Add((0, 0));
            var (positive, negative) = ranked[^1];
            ranked[^1] = targets[k] == 1 ? (positive + 1, negative) : (positive, negative + 1);
        }

        return ranked;
    }
}

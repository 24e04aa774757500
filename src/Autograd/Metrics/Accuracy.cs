namespace Autograd.Metrics;

/// <summary>The part of predictions that are right, or whose right class is among the k with the highest scores.</summary>
public sealed class Accuracy : ClassificationMetric
{
    private readonly int _topK;
    private long _right;
    private long _total;

    /// <summary>Makes the metric.</summary>
    /// <param name="topK">k; above 1 only with scores.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is less than 1.</exception>
    public Accuracy(int topK = 1) => _topK = topK >= 1
        ? topK
        : throw new ArgumentOutOfRangeException(nameof(topK), $"Accuracy: topK is {topK}; at least the best prediction counts");

    /// <summary>Adds a batch.</summary>
    /// <param name="preds">Classes (N, …), or scores (N, C, …).</param>
    /// <param name="target">The right classes (N, …).</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public override void Update(Tensor preds, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(preds);
        ArgumentNullException.ThrowIfNull(target);
        using var noGrad = GradMode.NoGrad();
        var areScores = preds.DType.IsFloatingPoint() && preds.NDim >= 2;
        if (_topK > 1 && !areScores)
            throw new ArgumentException($"Accuracy: topK is {_topK} for predictions of {preds.DType} and shape {preds.Shape}; pass scores of shape (N, C, …)", nameof(preds));
        if (areScores && _topK > preds.Size(1))
            throw new ArgumentException($"Accuracy: topK is {_topK} for scores of {preds.Size(1)} classes; use at most as many", nameof(preds));
        if (!areScores && preds.DType.IsFloatingPoint())
            throw new ArgumentException($"Accuracy: predictions of {preds.DType} and shape {preds.Shape}; pass classes as integers, or scores of shape (N, C, …)", nameof(preds));
        if (target.DType.IsFloatingPoint()) throw new ArgumentException($"Accuracy: targets of {target.DType}; classes are integers", nameof(target));
        var classes = !areScores ? preds : _topK == 1 ? preds.ArgMax(dim: 1) : preds.TopK(_topK, dim: 1).Indices;
        Predictions.CheckShapes("Accuracy", _topK == 1 ? classes.Shape : classes.Select(1, 0).Shape, target);
        _right += classes.Long().Eq(_topK == 1 ? target.Long() : target.Long().Unsqueeze(1)).Sum().Item<long>();
        _total += target.Numel;
    }

    /// <inheritdoc/>
    public override Tensor Compute() => _total == 0 ? throw NothingSeen() : Predictions.Figure((double)_right / _total);

    /// <inheritdoc/>
    public override void Reset() => (_right, _total) = (0, 0);
}

namespace Autograd.Metrics;

/// <summary>
/// The area under the receiver operating characteristic of each class against all others: the probability that a sample
/// of the class has a higher score for it than one of another class, equal scores counting one half. It keeps all scores.
/// </summary>
/// <remarks>
/// <c>sklearn.metrics.roc_auc_score(target, scores, multi_class="ovr")</c>. Each class is ranked by its own column, so
/// logits and probabilities differ: a softmax changes the order of samples.
/// </remarks>
public sealed class MulticlassAUROC : ClassificationMetric
{
    private readonly int _numClasses;
    private readonly Average _average;
    private readonly List<double[]> _scores = [];
    private readonly List<int[]> _targets = [];

    /// <summary>Makes a metric.</summary>
    /// <param name="numClasses">The number of classes C.</param>
    /// <param name="average">How the classes become one figure: macro, weighted, or none.</param>
    /// <exception cref="ArgumentException">The average is micro, which ranks have not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes.</exception>
    public MulticlassAUROC(int numClasses, Average average = Average.Macro)
    {
        if (numClasses < 2)
            throw new ArgumentOutOfRangeException(nameof(numClasses), $"MulticlassAUROC: numClasses is {numClasses}; at least 2 are told apart");
        if (average == Average.Micro)
            throw new ArgumentException("MulticlassAUROC: no average Micro, as there are no counts to add; use Macro, Weighted or None", nameof(average));
        (_numClasses, _average) = (numClasses, average);
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="preds">Scores (N, C), the higher the likelier the class.</param>
    /// <param name="target">The right classes (N).</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public override void Update(Tensor preds, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(preds);
        ArgumentNullException.ThrowIfNull(target);
        if (!preds.DType.IsFloatingPoint() || preds.NDim != 2 || preds.Size(1) != _numClasses || target.NDim != 1 || target.Size(0) != preds.Size(0))
            throw new ArgumentException(
                $"MulticlassAUROC: scores of {preds.DType} and shape {preds.Shape} for targets of shape {target.Shape}; pass floating-point scores "
                + $"(N, {_numClasses}) and classes (N)", nameof(preds));
        var targets = Predictions.Targets("MulticlassAUROC", target, _numClasses, "target");
        var scores = preds.Detach().T.Flatten().ToArray<double>();
        var nan = Array.FindIndex(scores, double.IsNaN);
        if (nan >= 0)
            throw new ArgumentException(
                $"MulticlassAUROC: the score of sample {nan % targets.Length} for class {nan / targets.Length} is NaN; pass numbers that can be compared",
                nameof(preds));
        _scores.Add(scores);
        _targets.Add(targets);
    }

    /// <summary>One Float64, or (C) for <see cref="Average.None"/>.</summary>
    /// <exception cref="InvalidOperationException">There was no batch, or a class does not occur.</exception>
    public override Tensor Compute()
    {
        if (_targets.Sum(batch => batch.Length) == 0) throw NothingSeen();
        var counts = new double[_numClasses];
        foreach (var target in _targets.SelectMany(batch => batch)) counts[target]++;
        var missing = Array.IndexOf(counts, 0);
        if (missing >= 0)
            throw new InvalidOperationException($"Compute: MulticlassAUROC has seen no sample of class {missing}; update it with all {_numClasses}");
        double[] areas = [.. Enumerable.Range(0, _numClasses).Select(AreaOf)];
        if (_average == Average.None) return Tensor.From(areas);
        if (_average == Average.Macro) return Predictions.Figure(areas.Average());
        return Predictions.Figure(areas.Zip(counts, (area, count) => area * count).Sum() / counts.Sum());
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _scores.Clear();
        _targets.Clear();
    }

    private double AreaOf(int index)
    {
        var ofClass = new AUROC();
        foreach (var (scores, targets) in _scores.Zip(_targets))
            ofClass.Update(
                Tensor.From(scores.AsSpan(index * targets.Length, targets.Length)),
                Tensor.From(Array.ConvertAll(targets, target => target == index ? 1L : 0)));
        return ofClass.Compute().Item();
    }
}

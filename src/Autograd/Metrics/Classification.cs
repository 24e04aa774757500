namespace Autograd.Metrics;

/// <summary>
/// Figures of one set of predictions, as functions; <c>torchmetrics.functional.classification</c>. The classes of the
/// same names compute them over many batches.
/// </summary>
public static class Classification
{
    /// <summary>The part of predictions that are right, or whose right class is among the k with the highest scores.</summary>
    /// <param name="preds">Classes (N, …), or scores (N, C, …).</param>
    /// <param name="target">The right classes (N, …).</param>
    /// <param name="topK">k; above 1 only with scores.</param>
    /// <returns>One Float64.</returns>
    /// <exception cref="ArgumentException">They do not fit each other, or there are none.</exception>
    public static Tensor Accuracy(Tensor preds, Tensor target, int topK = 1) => Of(new Accuracy(topK), preds, target);

    /// <summary>Counts: row t, column p has how often class p was predicted for class t.</summary>
    /// <param name="preds">Classes (N, …), or scores (N, C, …).</param>
    /// <param name="target">The right classes (N, …).</param>
    /// <param name="numClasses">The number of classes C.</param>
    /// <returns>(C, C), Int64.</returns>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public static Tensor ConfusionMatrix(Tensor preds, Tensor target, int numClasses) => Of(new ConfusionMatrix(numClasses), preds, target);

    /// <summary>Of the predictions of a class, the part that is right.</summary>
    /// <param name="preds">Classes (N, …), or scores (N, C, …).</param>
    /// <param name="target">The right classes (N, …).</param>
    /// <param name="numClasses">The number of classes C.</param>
    /// <param name="average">How the classes become one figure.</param>
    /// <returns>One Float64, or (C) for <see cref="Average.None"/>. A quotient by 0 is 0.</returns>
    /// <exception cref="ArgumentException">They do not fit each other, or there are none.</exception>
    public static Tensor Precision(Tensor preds, Tensor target, int numClasses, Average average = Average.Macro) =>
        Of(new Precision(numClasses, average), preds, target);

    /// <summary>Of the targets of a class, the part that is found.</summary>
    /// <inheritdoc cref="Precision" path="/*[not(self::summary)]"/>
    public static Tensor Recall(Tensor preds, Tensor target, int numClasses, Average average = Average.Macro) =>
        Of(new Recall(numClasses, average), preds, target);

    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <inheritdoc cref="Precision" path="/*[not(self::summary)]"/>
    public static Tensor F1Score(Tensor preds, Tensor target, int numClasses, Average average = Average.Macro) =>
        Of(new F1Score(numClasses, average), preds, target);

    /// <summary>
    /// The area under the receiver operating characteristic: the probability that a sample of class 1 has a higher score
    /// than one of class 0, equal scores counting one half.
    /// </summary>
    /// <param name="preds">Scores, the higher the likelier class 1.</param>
    /// <param name="target">The right classes, 0 or 1.</param>
    /// <returns>One Float64.</returns>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    /// <exception cref="InvalidOperationException">A class does not occur.</exception>
    public static Tensor AUROC(Tensor preds, Tensor target) => Of(new AUROC(), preds, target);

    /// <summary>The area under the receiver operating characteristic of each class against all others.</summary>
    /// <param name="preds">Scores (N, C), the higher the likelier the class.</param>
    /// <param name="target">The right classes (N).</param>
    /// <param name="numClasses">The number of classes C.</param>
    /// <param name="average">How the classes become one figure: macro, weighted, or none.</param>
    /// <returns>One Float64, or (C) for <see cref="Average.None"/>.</returns>
    /// <exception cref="ArgumentException">They do not fit each other, or the average is micro.</exception>
    /// <exception cref="InvalidOperationException">A class does not occur.</exception>
    public static Tensor MulticlassAUROC(Tensor preds, Tensor target, int numClasses, Average average = Average.Macro)
    {
        ArgumentNullException.ThrowIfNull(preds);
        ArgumentNullException.ThrowIfNull(target);
        return Of(new MulticlassAUROC(numClasses, average), preds, target);
    }

    /// <summary>
    /// The area under the steps of precision over recall: Σ (Rₙ − Rₙ₋₁) Pₙ over the scores from the highest down.
    /// </summary>
    /// <inheritdoc cref="AUROC" path="/*[not(self::summary)]"/>
    public static Tensor AveragePrecision(Tensor preds, Tensor target) => Of(new AveragePrecision(), preds, target);

    /// <summary>e to the mean cross-entropy of the right classes: how many classes a language model hesitates between.</summary>
    /// <param name="preds">Scores before the softmax, (N, C) or (N, T, C).</param>
    /// <param name="target">The right classes, (N) or (N, T).</param>
    /// <param name="ignoreIndex">A class that does not count, such as padding.</param>
    /// <returns>One Float64.</returns>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public static Tensor Perplexity(Tensor preds, Tensor target, int ignoreIndex = -100) => Of(new Perplexity(ignoreIndex), preds, target);

    private static Tensor Of(ClassificationMetric metric, Tensor preds, Tensor target)
    {
        metric.Update(NotNull(preds), NotNull(target));
        return metric.Compute();
    }
}

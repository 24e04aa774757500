namespace Autograd.Metrics;

/// <summary>How often each class was predicted for each class.</summary>
internal sealed class ClassCounts(string metric, int numClasses)
{
    private readonly long[] _counts = new long[CheckNumClasses(metric, numClasses) * numClasses];

    /// <summary>The number of predictions.</summary>
    public long Total { get; private set; }

    /// <summary>Adds predictions: classes, or scores whose dimension 1 is that of the classes.</summary>
    public void Add(Tensor preds, Tensor target)
    {
        var classes = ClassesOf(metric, preds, target);
        var targets = Predictions.Targets(metric, target, numClasses, "target");
        var predicted = Predictions.Targets(metric, classes, numClasses, "prediction");
        for (var i = 0; i < targets.Length; i++) _counts[targets[i] * numClasses + predicted[i]]++;
        Total += targets.Length;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Total = 0;
    }

    public Tensor ToTensor() => Tensor.From(_counts, Shape.Create(numClasses, numClasses));

    /// <summary>
    /// A figure of each class of its true positives, predictions and targets; a quotient by 0 is 0, as scikit-learn has
    /// it.
    /// </summary>
    public Tensor Reduce(Average average, Func<long, long, long, (double Numerator, double Denominator)> figure)
    {
        var (hits, predicted, actual) = (new long[numClasses], new long[numClasses], new long[numClasses]);
        for (var t = 0; t < numClasses; t++)
        {
            for (var p = 0; p < numClasses; p++)
            {
                var count = _counts[t * numClasses + p];
                actual[t] += count;
                predicted[p] += count;
                if (t == p) hits[t] = count;
            }
        }

        if (average == Average.Micro) return Predictions.Figure(Quotient(figure(hits.Sum(), predicted.Sum(), actual.Sum())));
        var ofClasses = new double[numClasses];
        for (var c = 0; c < numClasses; c++) ofClasses[c] = Quotient(figure(hits[c], predicted[c], actual[c]));
        if (average == Average.None) return Tensor.From(ofClasses);
        var (sum, weights) = (0.0, 0.0);
        for (var c = 0; c < numClasses; c++)
        {
            var weight = average == Average.Weighted ? actual[c] : actual[c] + predicted[c] > 0 ? 1.0 : 0.0;
            sum += weight * ofClasses[c];
            weights += weight;
        }

        return Predictions.Figure(Quotient((sum, weights)));
    }

    private static double Quotient((double Numerator, double Denominator) parts) =>
        parts.Denominator == 0 ? 0 : parts.Numerator / parts.Denominator;

    private static int CheckNumClasses(string metric, int numClasses) => numClasses is >= 1 and <= 46_340
        ? numClasses
        : throw new ArgumentOutOfRangeException(nameof(numClasses), $"{metric}: numClasses is {numClasses}; use 1 to 46340");

    private static Tensor ClassesOf(string metric, Tensor preds, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(preds);
        ArgumentNullException.ThrowIfNull(target);
        var classes = preds.DType.IsFloatingPoint() && preds.NDim >= 2 ? preds.ArgMax(dim: 1) : preds;
        if (classes.DType.IsFloatingPoint())
            throw new ArgumentException($"{metric}: predictions of {preds.DType} and shape {preds.Shape}; pass classes as integers, or scores of shape (N, C, …)", nameof(preds));
        Predictions.CheckShapes(metric, classes.Shape, target);
        return classes;
    }
}

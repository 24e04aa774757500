namespace Autograd.Live;

public sealed partial class SummaryWriter
{
    /// <summary>Adds the curve of precision over recall of a classifier of two classes.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="labels">The truth: 1 or true for one class, 0 for the other.</param>
    /// <param name="predictions">As many probabilities of that class, from 0 to 1.</param>
    /// <param name="globalStep">The time at which it stands.</param>
    /// <param name="numThresholds">The number of thresholds, at equal distances from 0 to 1.</param>
    /// <param name="weights">As many weights; 1, if null.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    /// <exception cref="ArgumentException">The numbers of elements differ, or a prediction is not in [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 thresholds.</exception>
    public void AddPrCurve(
        string tag, Tensor labels, Tensor predictions, long globalStep = 0, int numThresholds = 127, Tensor? weights = null, double? walltime = null)
    {
        CheckTag("AddPrCurve", tag);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(predictions);
        if (numThresholds < 2)
            throw new ArgumentOutOfRangeException(nameof(numThresholds), $"AddPrCurve: numThresholds is {numThresholds}; it must be at least 2");
        if (predictions.Numel != labels.Numel || (weights is not null && weights.Numel != labels.Numel))
            throw new ArgumentException(
                $"AddPrCurve: labels, predictions and weights have {labels.Numel}, {predictions.Numel} and {weights?.Numel ?? labels.Numel} "
                + "elements; give each label one of each");
        var truth = labels.ToArray<double>();
        var scores = predictions.ToArray<double>();
        var factors = weights?.ToArray<double>();
        var (truePositives, falsePositives) = (new double[numThresholds], new double[numThresholds]);
        for (var i = 0; i < truth.Length; i++)
        {
            if (!(scores[i] >= 0 && scores[i] <= 1))
                throw new ArgumentException(
                    FormattableString.Invariant($"AddPrCurve: prediction {i} is {scores[i]}; pass probabilities, as Sigmoid() gives them"),
                    nameof(predictions));
            var bucket = (int)Math.Floor(scores[i] * (numThresholds - 1));
            var weight = factors?[i] ?? 1;
            truePositives[bucket] += truth[i] * weight;
            falsePositives[bucket] += (1 - truth[i]) * weight;
        }

        // What is at or above a threshold is predicted positive.
        for (var i = numThresholds - 2; i >= 0; i--)
        {
            truePositives[i] += truePositives[i + 1];
            falsePositives[i] += falsePositives[i + 1];
        }

        Write(globalStep, walltime, EventMessage.PrCurve(tag, Rows(truePositives, falsePositives), numThresholds));
    }

    /// <summary>True and false positives, true and false negatives, precision, recall.</summary>
    private static float[] Rows(double[] truePositives, double[] falsePositives)
    {
        const double leastCount = 1e-7;
        var n = truePositives.Length;
        var rows = new float[6 * n];
        for (var i = 0; i < n; i++)
        {
            var (tp, fp) = (truePositives[i], falsePositives[i]);
            var (tn, fn) = (falsePositives[0] - fp, truePositives[0] - tp);
            rows[i] = (float)tp;
            rows[n + i] = (float)fp;
            rows[(2 * n) + i] = (float)tn;
            rows[(3 * n) + i] = (float)fn;
            rows[(4 * n) + i] = (float)(tp / Math.Max(leastCount, tp + fp));
            rows[(5 * n) + i] = (float)(tp / Math.Max(leastCount, tp + fn));
        }

        return rows;
    }
}

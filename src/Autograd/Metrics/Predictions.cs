namespace Autograd.Metrics;

/// <summary>Checks predictions and targets, and reads them.</summary>
internal static class Predictions
{
    /// <summary>A figure as a tensor.</summary>
    public static Tensor Figure(double value) => Tensor.Full(Shape.Scalar, value, DType.Float64);

    public static void CheckShapes(string metric, Shape preds, Tensor target)
    {
        if (!preds.Equals(target.Shape))
            throw new ArgumentException($"{metric}: predictions of shape {preds} for targets of shape {target.Shape}; there must be one for each", nameof(target));
    }

    /// <summary>Classes from 0 to <paramref name="numClasses"/> − 1.</summary>
    public static int[] Targets(string metric, Tensor target, int numClasses, string what)
    {
        if (target.DType.IsFloatingPoint())
            throw new ArgumentException($"{metric}: {what}s of {target.DType}; classes are integers", nameof(target));
        var numbers = target.Detach().Flatten().ToArray<long>();
        var classes = new int[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if ((ulong)numbers[i] >= (ulong)numClasses)
                throw new ArgumentException($"{metric}: {what} {i} is class {numbers[i]}; with {numClasses} classes use 0 to {numClasses - 1}", nameof(target));
            classes[i] = (int)numbers[i];
        }

        return classes;
    }

    /// <summary>Scores of two classes and their targets, 0 or 1.</summary>
    public static (double[] Scores, int[] Targets) Binary(string metric, Tensor preds, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(preds);
        ArgumentNullException.ThrowIfNull(target);
        if (!preds.DType.IsFloatingPoint())
            throw new ArgumentException($"{metric}: scores of {preds.DType}; pass floating-point scores, the higher the likelier class 1", nameof(preds));
        CheckShapes(metric, preds.Shape, target);
        var scores = preds.Detach().Flatten().ToArray<double>();
        for (var i = 0; i < scores.Length; i++)
            if (double.IsNaN(scores[i])) throw new ArgumentException($"{metric}: score {i} is NaN; pass numbers that can be compared", nameof(preds));
        return (scores, Targets(metric, target, 2, "target"));
    }
}

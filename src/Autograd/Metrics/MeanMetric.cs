namespace Autograd.Metrics;

/// <summary>The mean of numbers, such as the losses of batches.</summary>
public sealed class MeanMetric : Metric
{
    private double _sum;
    private double _weight;

    /// <summary>Adds a number, or the elements of a tensor.</summary>
    /// <param name="value">The number.</param>
    /// <param name="weight">How much it counts, such as the size of its batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative.</exception>
    public void Update(Tensor value, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!(weight >= 0)) throw new ArgumentOutOfRangeException(nameof(weight), $"MeanMetric.Update: a weight of {weight}; it must not be negative");
        foreach (var number in value.Detach().Flatten().ToArray<double>())
        {
            _sum += weight * number;
            _weight += weight;
        }
    }

    /// <inheritdoc/>
    public override Tensor Compute() => _weight == 0 ? throw NothingSeen() : Predictions.Figure(_sum / _weight);

    /// <inheritdoc/>
    public override void Reset() => (_sum, _weight) = (0, 0);
}

/// <summary>The mean of the last numbers; <c>torchmetrics.aggregation.RunningMean</c>.</summary>
public sealed class RunningMean : Metric
{
    private readonly Queue<double> _values = [];
    private readonly int _window;

    /// <summary>Makes the metric.</summary>
    /// <param name="window">How many numbers count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is less than 1.</exception>
    public RunningMean(int window = 5) => _window = window >= 1
        ? window
        : throw new ArgumentOutOfRangeException(nameof(window), $"RunningMean: window is {window}; at least the last number counts");

    /// <summary>Adds a number, or the mean of a tensor's elements.</summary>
    /// <exception cref="ArgumentException">The tensor has no element.</exception>
    public void Update(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Numel == 0) throw new ArgumentException("RunningMean.Update: a tensor without elements has no mean; pass one that has some", nameof(value));
        _values.Enqueue(value.Detach().Double().Mean().Item());
        if (_values.Count > _window) _values.Dequeue();
    }

    /// <inheritdoc/>
    public override Tensor Compute() => _values.Count == 0 ? throw NothingSeen() : Predictions.Figure(_values.Average());

    /// <inheritdoc/>
    public override void Reset() => _values.Clear();
}

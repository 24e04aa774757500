namespace Autograd.NN;

/// <summary>How much is pruned: an integer is a number of elements or channels, a fraction the share of those left.</summary>
/// <example><code>Prune.L1Unstructured(linear, "weight", amount: 0.3);</code></example>
public readonly record struct PruneAmount
{
    private readonly double _value;
    private readonly bool _isCount;

    private PruneAmount(double value, bool isCount) => (_value, _isCount) = (value, isCount);

    /// <summary>A number of elements or channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static implicit operator PruneAmount(int count) => count >= 0
        ? new PruneAmount(count, isCount: true)
        : throw new ArgumentOutOfRangeException(nameof(count), $"PruneAmount: {count} is negative; use 0 or more");

    /// <summary>A share of what is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1].</exception>
    public static implicit operator PruneAmount(double share) => share is >= 0 and <= 1
        ? new PruneAmount(share, isCount: false)
        : throw new ArgumentOutOfRangeException(
            nameof(share), $"PruneAmount: {PythonFormat.Shortest(share)} is no share; use 0.0 to 1.0, or an integer for a number of elements");

    /// <summary>The number of elements to prune of those there are.</summary>
    internal int Of(int size, string op)
    {
        if (!_isCount) return (int)Math.Round(_value * size);
        return _value <= size ? (int)_value : throw new ArgumentOutOfRangeException(
            "amount", $"{op}: amount is {(int)_value}, and {size} are left to prune; use at most as many, or a share from 0.0 to 1.0");
    }
}

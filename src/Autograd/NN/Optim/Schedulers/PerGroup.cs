namespace Autograd.NN;

/// <summary>A number for all groups of an optimizer, or one for each: <c>0.1</c>, <c>new[] { 0.1, 0.01 }</c>.</summary>
public readonly struct PerGroup
{
    private readonly double _value;
    private readonly double[]? _values;

    private PerGroup(double value, double[]? values) => (_value, _values) = (value, values);

    /// <summary>The same number for all groups.</summary>
    public static implicit operator PerGroup(double value) => new(value, null);

    /// <summary>One number for each group.</summary>
    public static implicit operator PerGroup(double[] values) => new(0, NotNull(values));

    /// <summary>Returns a number for each group.</summary>
    internal double[] Expand(string op, string name, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        var count = optimizer.ParamGroups.Count;
        if (_values is null)
        {
            var same = new double[count];
            Array.Fill(same, _value);
            return same;
        }

        return _values.Length == count ? [.. _values] : throw new ArgumentException(
            $"{op}: expected {count} values for {name}, got {_values.Length}; pass one number, or one for each group");
    }
}

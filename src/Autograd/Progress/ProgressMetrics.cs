using System.Globalization;
using System.Text;

namespace Autograd;

/// <summary>The latest metrics of a loop, in the order in which they first came. Setting one allocates nothing.</summary>
internal sealed class ProgressMetrics
{
    private Metric[] _metrics = new Metric[4];
    private int _count;

    private enum Kind
    {
        Double,
        Long,
        Text,
        Tensor,
    }

    private struct Metric
    {
        public string Name;
        public Kind Kind;
        public long Bits;
        public object? Value;
    }

    public void Set(string name, double value) => Set(name, Kind.Double, BitConverter.DoubleToInt64Bits(value), null);

    public void Set(string name, long value) => Set(name, Kind.Long, value, null);

    public void Set(string name, string value) => Set(name, Kind.Text, 0, value);

    // A tensor with a history would keep the whole graph. What stands for it shares its memory alone, so the memory is not
    // reused before the next value comes.
    public void Set(string name, Tensor value) => Set(name, Kind.Tensor, 0, value.GradFn is null ? value : value.Detach());

    /// <summary>Lets go of all values.</summary>
    public void Clear()
    {
        Array.Clear(_metrics);
        _count = 0;
    }

    /// <summary>The metrics as <c>, loss=0.123, epoch=7</c>; tensors are read here.</summary>
    public override string ToString()
    {
        if (_count == 0) return "";
        var text = new StringBuilder();
        foreach (ref readonly var metric in _metrics.AsSpan(0, _count)) text.Append(", ").Append(metric.Name).Append('=').Append(Text(metric));
        return text.ToString();
    }

    private void Set(string name, Kind kind, long bits, object? value)
    {
        var i = 0;
        while (i < _count && _metrics[i].Name != name) i++;
        if (i == _metrics.Length) Array.Resize(ref _metrics, 2 * i);
        _metrics[i] = new Metric { Name = name, Kind = kind, Bits = bits, Value = value };
        if (i == _count) _count++;
    }

    private static string Text(in Metric metric) => metric.Kind switch
    {
        Kind.Double => Number(BitConverter.Int64BitsToDouble(metric.Bits)),
        Kind.Long => Integer(metric.Bits),
        Kind.Tensor => Element((Tensor)metric.Value!),
        _ => (string)metric.Value!,
    };

    private static string Element(Tensor tensor)
    {
        try
        {
            return tensor.DType switch
            {
                DType.Bool => tensor.Item<bool>() ? "True" : "False",
                { } type when type.IsFloatingPoint() => Number(tensor.Item()),
                _ => Integer(tensor.Item<long>()),
            };
        }
        catch (InvalidOperationException)
        {
            // A gradient whose memory was given back. A line on the screen must not end the training that it shows.
            return "?";
        }
    }

    private static string Integer(long value) => Shorter(value.ToString(CultureInfo.InvariantCulture), Digits(value));

    private static string Number(double value) =>
        double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf"
        : Shorter(value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal), Digits(value));

    // tqdm's format_num: three significant digits, or all if that is no longer.
    private static string Shorter(string all, string digits) => digits.Length < all.Length ? digits : all;

    private static string Digits(double value) => value.ToString("G3", CultureInfo.InvariantCulture)
        .Replace("E+0", "e+", StringComparison.Ordinal).Replace("E-0", "e-", StringComparison.Ordinal).Replace('E', 'e');
}

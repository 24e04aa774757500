using System.Globalization;
using csFastFloat;

namespace Autograd.Csv;

/// <summary>
/// Gathers the fields of one column as numbers of the narrowest type that holds those seen so far. When a field is no number
/// the column is text, and the numbers are dropped: the reader goes over the file once more for its strings.
/// </summary>
internal sealed class ColumnReader(string name, DType? dtype, bool isText, MissingValues missing, char decimalPoint)
{
    private long[] _integers = [];
    private double[] _floats = [];
    private int _count;
    private Kind _kind = isText ? Kind.Text : Kind.Missing;

    /// <summary>In the order of widening.</summary>
    private enum Kind
    {
        Missing,
        Bool,
        Int64,
        Float64,
        Text,
    }

    public string Name => name;

    public DType? DType => dtype;

    public bool IsText => _kind == Kind.Text;

    /// <summary>Takes a field. False if the column has a type and the field does not fit it.</summary>
    public bool Add(ReadOnlySpan<char> field)
    {
        if (_kind == Kind.Text) return true;
        var text = field.Trim();
        if (missing.Contains(text) ? AddMissing() : AddNumber(text)) return true;
        if (dtype is not null) return false;
        (_kind, _integers, _floats) = (Kind.Text, [], []);
        return true;
    }

    /// <summary>The numbers, in the column's type.</summary>
    public Tensor ToTensor()
    {
        var x = _kind is Kind.Bool or Kind.Int64
            ? Tensor.From<long>(_integers.AsSpan(0, _count))
            : Tensor.From<double>(_floats.AsSpan(0, _count));
        return x.To(dtype ?? (_kind == Kind.Bool ? Autograd.DType.Bool : x.DType));
    }

    private static bool? Boolean(ReadOnlySpan<char> text) => text switch
    {
        "True" or "true" or "TRUE" => true,
        "False" or "false" or "FALSE" => false,
        _ => null,
    };

    private static bool Fits(long value, DType type) => type switch
    {
        Autograd.DType.UInt8 => value is >= byte.MinValue and <= byte.MaxValue,
        Autograd.DType.Int8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        Autograd.DType.Int16 => value is >= short.MinValue and <= short.MaxValue,
        Autograd.DType.Int32 => value is >= int.MinValue and <= int.MaxValue,
        _ => true,
    };

    private static void Append<T>(ref T[] values, int count, T value)
    {
        if (count == values.Length) Array.Resize(ref values, Math.Max(16, 2 * count));
        values[count] = value;
    }

    /// <summary>NaN. As in pandas, flags beside missing values are text.</summary>
    private bool AddMissing()
    {
        if (_kind == Kind.Bool || dtype is not (null or Autograd.DType.Float32 or Autograd.DType.Float64)) return false;
        if (_kind == Kind.Int64) WidenToFloats();
        Append(ref _floats, _count++, double.NaN);
        return true;
    }

    private bool AddNumber(ReadOnlySpan<char> text)
    {
        if (_kind is Kind.Missing or Kind.Bool && dtype is null or Autograd.DType.Bool && Boolean(text) is { } flag)
            return AddBoolean(flag);
        if (_kind == Kind.Bool || dtype == Autograd.DType.Bool) return false;
        if (_kind != Kind.Float64 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return AddInteger(integer);
        if (dtype is not (null or Autograd.DType.Float32 or Autograd.DType.Float64)) return false;
        if (!TryFloat(text, out var value)) return false;
        WidenToFloats();
        Append(ref _floats, _count++, value);
        return true;
    }

    /// <summary>The whole text as a number: the parser stops at the first character that belongs to none.</summary>
    private bool TryFloat(ReadOnlySpan<char> text, out double value) =>
        FastDoubleParser.TryParseDouble(text, out var parsed, out value, NumberStyles.Float, decimalPoint) && parsed == text.Length;

    private bool AddBoolean(bool flag)
    {
        if (_kind == Kind.Missing && _count > 0) return false;
        _kind = Kind.Bool;
        Append(ref _integers, _count++, flag ? 1 : 0);
        return true;
    }

    private bool AddInteger(long value)
    {
        if (dtype is { } type && !Fits(value, type)) return false;
        if (_kind == Kind.Missing && _count > 0)
        {
            _kind = Kind.Float64;
            Append(ref _floats, _count++, value);
            return true;
        }

        _kind = Kind.Int64;
        Append(ref _integers, _count++, value);
        return true;
    }

    private void WidenToFloats()
    {
        if (_kind == Kind.Int64)
        {
            _floats = new double[Math.Max(16, 2 * _count)];
            for (var i = 0; i < _count; i++) _floats[i] = _integers[i];
            _integers = [];
        }

        _kind = Kind.Float64;
    }
}

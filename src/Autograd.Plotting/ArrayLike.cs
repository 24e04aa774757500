using System.Collections;
using System.Runtime.CompilerServices;

namespace Autograd.Plotting;

/// <summary>
/// Numbers to plot, NumPy's array_like: a tensor of any dtype, requiring grad or not, a .NET array or list of numbers, or
/// a collection expression. One dimension gives a series, two give a matrix, none gives a series of one number; three are an
/// image for <c>Imshow</c>.
/// </summary>
/// <remarks>Values that are no finite number stay what they are; a plot leaves a gap for them.</remarks>
[CollectionBuilder(typeof(ArrayLike), nameof(Create))]
public readonly struct ArrayLike : IEnumerable<double>
{
    private readonly double[]? _values;
    private readonly int? _columns;

    private ArrayLike(double[] values, int? columns = null, Shape? image = null, bool isInteger = false)
    {
        _values = values;
        _columns = columns;
        (Image, IsInteger) = (image, isInteger);
    }

    /// <summary>The number of values.</summary>
    public int Count => Values.Length;

    /// <summary>True for two dimensions.</summary>
    public bool IsMatrix => _columns is not null;

    /// <summary>The rows of a matrix; the values of a series.</summary>
    public int Rows => _columns is { } columns ? columns == 0 ? 0 : Values.Length / columns : Values.Length;

    /// <summary>The columns of a matrix; 1 for a series.</summary>
    public int Columns => _columns ?? 1;

    /// <summary>The shape, of more than two dimensions; otherwise null.</summary>
    internal Shape? Image { get; }

    /// <summary>True for a tensor of whole numbers.</summary>
    internal bool IsInteger { get; }

    /// <summary>The values in row-major order.</summary>
    internal double[] Values => _values ?? [];

    /// <summary>The value in a row and a column.</summary>
    internal double this[int row, int column] => Values[row * Columns + column];

    /// <summary>The elements of a tensor. Methods that take no image refuse one of more than two dimensions.</summary>
    public static implicit operator ArrayLike(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var shape = tensor.Shape;
        var values = tensor.Data.Double().ToArray<double>();
        var isInteger = !tensor.DType.IsFloatingPoint() && tensor.DType != DType.Bool;
        return shape.Count switch { 2 => new(values, shape[1], null, isInteger), > 2 => new(values, null, shape, isInteger), _ => new(values) };
    }

    /// <summary>A series of one number.</summary>
    public static implicit operator ArrayLike(double value) => new([value]);

    /// <summary>A series.</summary>
    public static implicit operator ArrayLike(double[] values) => new([.. values]);

    /// <summary>A series.</summary>
    public static implicit operator ArrayLike(float[] values) => new(Array.ConvertAll(values, value => (double)value));

    /// <summary>A series.</summary>
    public static implicit operator ArrayLike(int[] values) => new(Array.ConvertAll(values, value => (double)value));

    /// <summary>A series.</summary>
    public static implicit operator ArrayLike(long[] values) => new(Array.ConvertAll(values, value => (double)value));

    /// <summary>A series of zeros and ones.</summary>
    public static implicit operator ArrayLike(bool[] values) => new(Array.ConvertAll(values, value => value ? 1.0 : 0));

    /// <summary>A series.</summary>
    public static implicit operator ArrayLike(List<double> values) => new([.. values]);

    /// <summary>A series.</summary>
    public static implicit operator ArrayLike(List<float> values) => From(values);

    /// <summary>A series.</summary>
    public static implicit operator ArrayLike(List<int> values) => From(values);

    /// <summary>A matrix.</summary>
    public static implicit operator ArrayLike(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new([.. values.Cast<double>()], values.GetLength(1));
    }

    /// <summary>A matrix.</summary>
    public static implicit operator ArrayLike(float[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new([.. values.Cast<float>().Select(value => (double)value)], values.GetLength(1));
    }

    /// <summary>A series of any sequence of numbers, such as <c>Enumerable.Range(0, 7)</c>.</summary>
    public static ArrayLike From<T>(IEnumerable<T> values) where T : IConvertible
    {
        ArgumentNullException.ThrowIfNull(values);
        return new([.. values.Select(value => value.ToDouble(System.Globalization.CultureInfo.InvariantCulture))]);
    }

    /// <summary>What a collection expression makes: <c>Plt.Plot([1, 4, 9])</c>.</summary>
    public static ArrayLike Create(ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>The values in row-major order.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values of a column; a matrix of one column gives it for each.</summary>
    internal double[] Column(int column)
    {
        var (values, columns) = (Values, Columns);
        if (columns == 1) return values;
        var result = new double[Rows];
        for (var row = 0; row < result.Length; row++) result[row] = values[row * columns + column];
        return result;
    }
}

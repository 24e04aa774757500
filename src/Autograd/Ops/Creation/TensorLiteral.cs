using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// The numbers of a collection expression such as <c>[[1, 2], [3, 4.5]]</c>, nested to any depth: the argument of
/// <see cref="Tensor.From(TensorLiteral, DType?, bool)"/>. User code writes the brackets and need not name this type.
/// </summary>
/// <remarks>
/// The compiler converts a collection expression to this type, but never an array. That distinguishes a literal, whose
/// numbers have the types of Python's, from a .NET array, whose elements keep their type.
/// </remarks>
[CollectionBuilder(typeof(TensorLiteral), nameof(Create))]
public readonly struct TensorLiteral
{
    private readonly TensorLiteral[]? _items;
    private readonly Scalar _number;

    private TensorLiteral(Scalar number) => _number = number;

    private TensorLiteral(TensorLiteral[] items) => _items = items;

    /// <summary>Creates a list of numbers or of lists; the compiler calls it for <c>[…]</c>.</summary>
    public static TensorLiteral Create(ReadOnlySpan<TensorLiteral> items) => new(items.ToArray());

    /// <summary>A number in a list.</summary>
    public static implicit operator TensorLiteral(double number) => new((Scalar)number);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static implicit operator TensorLiteral(float number) => new((Scalar)number);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static implicit operator TensorLiteral(long number) => new((Scalar)number);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static implicit operator TensorLiteral(int number) => new((Scalar)number);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static implicit operator TensorLiteral(bool number) => new((Scalar)number);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static implicit operator TensorLiteral(Scalar number) => new(number);

    /// <summary>The list's items; none for a number. The compiler requires this method of a collection type.</summary>
    public IEnumerator<TensorLiteral> GetEnumerator() => ((IEnumerable<TensorLiteral>)(_items ?? [])).GetEnumerator();

    /// <summary>The shape, read along the first items of each level.</summary>
    internal Shape Shape
    {
        get
        {
            var sizes = new List<int>();
            var level = this;
            while (level._items is { } items)
            {
                sizes.Add(items.Length);
                if (items.Length == 0) break;
                level = items[0];
            }

            return Shape.Create([.. sizes]);
        }
    }

    /// <summary>
    /// The element type: Bool if all are booleans, Int64 if all are integers or booleans, Float32 if one is floating or
    /// the list is empty.
    /// </summary>
    internal DType DefaultDType
    {
        get
        {
            ScalarKind? kind = null;
            FindKind(ref kind);
            return kind switch
            {
                ScalarKind.Bool => DType.Bool,
                ScalarKind.Integer => DType.Int64,
                _ => DType.Float32,
            };
        }
    }

    /// <summary>Writes the numbers in row-major order, and returns their number.</summary>
    /// <param name="numbers">The destination.</param>
    /// <param name="sizes">The sizes of this list and of the lists in it.</param>
    /// <exception cref="ArgumentException">
    /// Lists of one level differ in length, or a level mixes numbers and lists.
    /// </exception>
    internal int Flatten(Span<Scalar> numbers, ReadOnlySpan<int> sizes)
    {
        if (sizes.IsEmpty || _items is null)
        {
            if (!sizes.IsEmpty || _items is not null) throw new ArgumentException("From: a number stands beside a list; nest all alike");
            numbers[0] = _number;
            return 1;
        }

        if (_items.Length != sizes[0])
            throw new ArgumentException(
                $"From: a list of {_items.Length} elements beside one of {sizes[0]}; lists beside each other must be equally long");
        var count = 0;
        foreach (var item in _items) count += item.Flatten(numbers[count..], sizes[1..]);
        return count;
    }

    private void FindKind(ref ScalarKind? kind)
    {
        if (_items is null)
        {
            if (kind is null || _number.Kind > kind) kind = _number.Kind;
            return;
        }

        foreach (var item in _items) item.FindKind(ref kind);
    }
}

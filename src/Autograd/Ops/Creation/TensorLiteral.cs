using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// Numbers as they are written out in a program, nested to any depth: what <see cref="Tensor.From(TensorLiteral, DType?, bool)"/> makes
/// of <c>[[1, 2], [3, 4.5]]</c>. It is written, never named.
/// </summary>
/// <remarks>
/// The compiler turns a collection expression into this type, and never an array: that is how a literal, whose numbers are Python's, is
/// told from a .NET array, whose elements have a type.
/// </remarks>
[CollectionBuilder(typeof(TensorLiteral), nameof(Create))]
public readonly struct TensorLiteral
{
    private readonly TensorLiteral[]? _items;
    private readonly Scalar _number;

    private TensorLiteral(Scalar number) => _number = number;

    private TensorLiteral(TensorLiteral[] items) => _items = items;

    /// <summary>A list of numbers or of lists; <c>[…]</c> comes here.</summary>
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

    /// <summary>The list's items; nothing for a number. It is what makes <c>[1, 2]</c> such a list.</summary>
    public IEnumerator<TensorLiteral> GetEnumerator() => ((IEnumerable<TensorLiteral>)(_items ?? [])).GetEnumerator();

    /// <summary>The sizes of the nest, read along its first items.</summary>
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

    /// <summary>The element type that Python's numbers of these kinds give: Bool, Int64, or Float32 if one is floating or none is there.</summary>
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

    /// <summary>Writes the numbers in order, and returns how many there were.</summary>
    /// <param name="numbers">Where the numbers go.</param>
    /// <param name="sizes">The size of this list and of those in it.</param>
    /// <exception cref="ArgumentException">A list has another length than its neighbours, or a number stands beside a list.</exception>
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

using System.Collections;

namespace Autograd.IO;

/// <summary>A list or a tuple of values.</summary>
/// <example><code>new PickleList { 0.5, 0.25 }; new PickleList(PickleKind.Tuple) { 0.9, 0.999 };</code></example>
public sealed class PickleList : PickleValue, IReadOnlyList<PickleValue>
{
    // Empty lists have none: a pickle of a kilobyte may make a thousand.
    private List<PickleValue>? _items;

    /// <summary>Makes an empty list.</summary>
    public PickleList()
        : this(PickleKind.List)
    {
    }

    /// <summary>Makes an empty list or tuple.</summary>
    /// <param name="kind">List or Tuple.</param>
    /// <exception cref="ArgumentException">The kind is another one.</exception>
    public PickleList(PickleKind kind)
    {
        if (kind is not (PickleKind.List or PickleKind.Tuple))
            throw new ArgumentException($"PickleList: a {kind} where a list is made; pass PickleKind.List or PickleKind.Tuple", nameof(kind));
        Kind = kind;
    }

    internal PickleList(PickleKind kind, List<PickleValue>? items)
        : this(kind) => _items = items;

    /// <inheritdoc/>
    public override PickleKind Kind { get; }

    /// <inheritdoc/>
    public override int Count => _items?.Count ?? 0;

    /// <inheritdoc/>
    public override PickleValue this[int index]
    {
        get => _items is { } items && (uint)index < (uint)items.Count ? items[index] : throw OutOfRange(index);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (_items is not { } items || (uint)index >= (uint)items.Count) throw OutOfRange(index);
            items[index] = value;
        }
    }

    /// <summary>Appends a value.</summary>
    public void Add(PickleValue item)
    {
        ArgumentNullException.ThrowIfNull(item);
        (_items ??= []).Add(item);
    }

    /// <summary>Enumerates the values.</summary>
    public IEnumerator<PickleValue> GetEnumerator() => (_items ?? []).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ArgumentOutOfRangeException OutOfRange(int index) => new(
        nameof(index), $"PickleList: item {index} of a {PickleText.NameOf(Kind)} of {Count}; {ValidNumbers.Use(0, Count - 1)}");
}

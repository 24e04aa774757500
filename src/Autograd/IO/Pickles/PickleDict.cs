using System.Collections;

namespace Autograd.IO;

/// <summary>A dictionary; its keys are texts, integers, floating-point numbers, booleans or <c>None</c>.</summary>
/// <example><code>new PickleDict { ["model"] = net.StateDict(), ["epoch"] = 3, ["history"] = new PickleList { 0.5, 0.25 } };</code></example>
public sealed class PickleDict : PickleValue, IReadOnlyCollection<KeyValuePair<PickleValue, PickleValue>>
{
    private OrderedDictionary<PickleScalar, PickleValue>? _items;

    /// <inheritdoc/>
    public override PickleKind Kind => PickleKind.Dict;

    /// <inheritdoc/>
    public override int Count => _items?.Count ?? 0;

    /// <summary>True if Python's class is OrderedDict.</summary>
    internal bool IsOrdered { get; init; }

    /// <inheritdoc/>
    public override PickleValue this[string key]
    {
        get => Get(PickleScalar.Of(NotNull(key)));
        set => Set(PickleScalar.Of(NotNull(key)), value);
    }

    /// <inheritdoc/>
    public override PickleValue this[int index]
    {
        get => Get(PickleScalar.Of((long)index));
        set => Set(PickleScalar.Of((long)index), value);
    }

    /// <summary>True if there is an entry of that key.</summary>
    public bool ContainsKey(int key) => _items?.ContainsKey(PickleScalar.Of((long)key)) ?? false;

    /// <summary>True if there is an entry of that key.</summary>
    public bool ContainsKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _items?.ContainsKey(PickleScalar.Of(key)) ?? false;
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="key">A text, an integer, a floating-point number, a boolean or <c>None</c>.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The key is in use, or cannot be one.</exception>
    public void Add(PickleValue key, PickleValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key is not PickleScalar { IsKey: true } scalar)
            throw new ArgumentException(
                $"PickleDict: {PickleText.Short(key)} cannot be a key; use a text, a number, a boolean or None", nameof(key));
        if (_items?.ContainsKey(scalar) ?? false)
            throw new ArgumentException($"PickleDict: the key {PickleText.Short(key)} is in use; set it by the indexer", nameof(key));
        Set(scalar, value);
    }

    /// <summary>Enumerates keys and values in the order in which they were added.</summary>
    public IEnumerator<KeyValuePair<PickleValue, PickleValue>> GetEnumerator()
    {
        if (_items is null) yield break;
        foreach (var (key, value) in _items) yield return new(key, value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override OrderedDictionary<string, Tensor> ToStateDict()
    {
        var result = new OrderedDictionary<string, Tensor>(Count);
        foreach (var (key, value) in this)
        {
            if (key.Kind == PickleKind.Str && value.Kind == PickleKind.Tensor) result[(string)key!] = (Tensor)value!;
            else throw NoStateDict(key, value);
        }

        return result;
    }

    internal static PickleDict Of(OrderedDictionary<string, Tensor> state)
    {
        var result = new PickleDict { IsOrdered = true };
        foreach (var (name, tensor) in state) result[name] = tensor;
        return result;
    }

    internal void Set(PickleScalar key, PickleValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        (_items ??= [])[key] = value;
    }

    private PickleValue Get(PickleScalar key) => _items is { } items && items.TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"PickleDict: there is no key {PickleText.Short(key)}; the keys are {KeysText()}");

    private InvalidOperationException NoStateDict(PickleValue key, PickleValue value)
    {
        var message = $"ToStateDict: {PickleText.Short(key)} is a {PickleText.NameOf(value.Kind)}, and a state dict has texts as keys and "
            + "tensors as values";
        foreach (var (inner, part) in this)
        {
            if (part is PickleDict dict && dict.HoldsTensorsOnly)
                return new($"{message}; take the part that is one: file[{PickleText.Short(inner).Replace('\'', '"')}].ToStateDict()");
        }

        return new($"{message}; take the part of the file that is one");
    }

    private bool HoldsTensorsOnly =>
        Count > 0 && this.All(entry => entry.Key.Kind == PickleKind.Str && entry.Value.Kind == PickleKind.Tensor);

    private string KeysText()
    {
        if (_items is not { Count: > 0 } items) return "none";
        var names = items.Keys.Take(8).Select(PickleText.Short);
        return string.Join(", ", names) + (items.Count > 8 ? $" and {items.Count - 8} more" : "");
    }
}

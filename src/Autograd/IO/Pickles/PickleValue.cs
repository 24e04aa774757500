using System.Numerics;
using System.Text;

namespace Autograd.IO;

/// <summary>
/// A value in a file of PyTorch: a number, a text, a tensor, or a list, tuple or dictionary of such values.
/// </summary>
/// <remarks>
/// Numbers, texts, tensors and state dicts convert to a value by themselves, and a value converts back by a cast:
/// <c>(int)file["epoch"]</c>, <c>(Tensor)file["x"]</c>. A cast of a value of another kind is an error that names both.
/// </remarks>
/// <example><code>
/// var file = TorchFile.Load("checkpoint.pt");
/// net.LoadStateDict(file["model"].ToStateDict());
/// var epoch = (int)file["epoch"];
/// TorchFile.Save("next.pt", new PickleDict { ["model"] = net.StateDict(), ["epoch"] = epoch + 1 });
/// </code></example>
public abstract class PickleValue
{
    private protected PickleValue()
    {
    }

    /// <summary>Python's <c>None</c>.</summary>
    public static PickleValue None => PickleScalar.None;

    /// <summary>What the value is.</summary>
    public abstract PickleKind Kind { get; }

    /// <summary>The number of items of a list, tuple or dictionary; 0 for others.</summary>
    public virtual int Count => 0;

    /// <summary>The value of a key of a dictionary.</summary>
    /// <exception cref="KeyNotFoundException">The dictionary has no such key; the message lists those it has.</exception>
    /// <exception cref="InvalidOperationException">The value is no dictionary.</exception>
    public virtual PickleValue this[string key]
    {
        get => throw Wrong($"no key \"{key}\"", "dict");
        set => throw Wrong($"no key \"{key}\"", "dict");
    }

    /// <summary>The item at a position of a list or tuple, or of an integer key of a dictionary.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The list has fewer items.</exception>
    /// <exception cref="KeyNotFoundException">The dictionary has no such key.</exception>
    /// <exception cref="InvalidOperationException">The value has no items.</exception>
    public virtual PickleValue this[int index]
    {
        get => throw Wrong($"no item {index}", "list, tuple or dict");
        set => throw Wrong($"no item {index}", "list, tuple or dict");
    }

    /// <summary>A boolean.</summary>
    public static implicit operator PickleValue(bool value) => PickleScalar.Of(value);

    /// <summary>An integer.</summary>
    public static implicit operator PickleValue(long value) => PickleScalar.Of(value);

    /// <summary>An integer of any size.</summary>
    public static implicit operator PickleValue(BigInteger value) => PickleScalar.Of(value);

    /// <summary>A number.</summary>
    public static implicit operator PickleValue(double value) => PickleScalar.Of(value);

    /// <summary>A text; null is <c>None</c>.</summary>
    public static implicit operator PickleValue(string? value) => PickleScalar.Of(value);

    /// <summary>Bytes; null is <c>None</c>.</summary>
    public static implicit operator PickleValue(byte[]? value) => PickleScalar.Of(value);

    /// <summary>A tensor, which is not copied; null is <c>None</c>.</summary>
    public static implicit operator PickleValue(Tensor? value) => PickleScalar.Of(value);

    /// <summary>An <c>OrderedDict</c> of these tensors, which are not copied; null is <c>None</c>.</summary>
    public static implicit operator PickleValue(OrderedDictionary<string, Tensor>? value) =>
        value is null ? PickleScalar.None : PickleDict.Of(value);

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is none.</exception>
    public static explicit operator bool(PickleValue value) => NotNull(value).AsBool();

    /// <summary>The integer.</summary>
    /// <exception cref="InvalidOperationException">The value is none, or does not fit.</exception>
    public static explicit operator int(PickleValue value) => NotNull(value).AsInteger() is var number && number == (int)number
        ? (int)number
        : throw value.Wrong($"{number} does not fit", "int");

    /// <summary>The integer.</summary>
    /// <exception cref="InvalidOperationException">The value is none, or does not fit.</exception>
    public static explicit operator long(PickleValue value) => NotNull(value).AsInteger();

    /// <summary>The number; integers convert.</summary>
    /// <exception cref="InvalidOperationException">The value is no number.</exception>
    public static explicit operator double(PickleValue value) => NotNull(value).AsDouble();

    /// <summary>The text; null for <c>None</c>.</summary>
    /// <exception cref="InvalidOperationException">The value is none.</exception>
    public static explicit operator string?(PickleValue value) => NotNull(value).AsText();

    /// <summary>The bytes; null for <c>None</c>.</summary>
    /// <exception cref="InvalidOperationException">The value is none.</exception>
    public static explicit operator byte[]?(PickleValue value) => NotNull(value).AsBytes();

    /// <summary>The tensor; null for <c>None</c>.</summary>
    /// <exception cref="InvalidOperationException">The value is none.</exception>
    public static explicit operator Tensor?(PickleValue value) => NotNull(value).AsTensor();

    /// <summary>The tensors of a dictionary of names and tensors.</summary>
    /// <exception cref="InvalidOperationException">
    /// The value is no dictionary, or holds something else; the message names it, and dictionaries inside that are a
    /// state dict.
    /// </exception>
    public virtual OrderedDictionary<string, Tensor> ToStateDict() => throw Wrong("no state dict", "dict");

    /// <summary>Returns Python's text of the value, cut off after some thousand characters.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        PickleText.Write(text, this);
        return text.ToString();
    }

    private protected virtual bool AsBool() => throw Wrong("no boolean", "bool");

    private protected virtual long AsInteger() => throw Wrong("no integer", "int");

    private protected virtual double AsDouble() => throw Wrong("no number", "float or int");

    private protected virtual string? AsText() => throw Wrong("no text", "str");

    private protected virtual byte[]? AsBytes() => throw Wrong("no bytes", "bytes");

    private protected virtual Tensor? AsTensor() => throw Wrong("no tensor", "Tensor");

    private protected InvalidOperationException Wrong(string what, string wanted) => new(
        $"PickleValue: {what} in a {PickleText.NameOf(Kind)}, {PickleText.Short(this)}; it must be a {wanted}: see Kind");
}

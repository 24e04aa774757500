namespace Autograd.Data;

/// <summary>Stacks tensors.</summary>
internal sealed class TensorCollator : Collator
{
    public override object Collate(object[] samples) => Tensor.Stack(Array.ConvertAll(samples, sample => (Tensor)sample));
}

/// <summary>Puts strings in an array or a list.</summary>
internal sealed class StringCollator(bool isList) : Collator
{
    public static StringCollator? To(Type to) =>
        to == typeof(List<string>) ? new(true) : to.IsAssignableFrom(typeof(string[])) ? new(false) : null;

    public override object Collate(object[] samples)
    {
        var strings = Array.ConvertAll(samples, sample => (string)sample);
        return isList ? strings.ToList() : strings;
    }
}

/// <summary>Makes a tensor of numbers.</summary>
internal abstract class NumberCollator : Collator
{
    /// <summary>The collator of a type; null if it is no number that a tensor holds.</summary>
    public static NumberCollator? Of(Type type) =>
        type == typeof(float) ? new NumberCollator<float>()
        : type == typeof(double) ? new NumberCollator<double>()
        : type == typeof(long) ? new NumberCollator<long>()
        : type == typeof(int) ? new NumberCollator<int>()
        : type == typeof(short) ? new NumberCollator<short>()
        : type == typeof(sbyte) ? new NumberCollator<sbyte>()
        : type == typeof(byte) ? new NumberCollator<byte>()
        : type == typeof(bool) ? new NumberCollator<bool>()
        : null;

    public static bool IsNumber(Type type) => Of(type) is not null;

    /// <summary>The tensor of an array of any rank.</summary>
    public abstract Tensor FromArray(Array array);
}

/// <summary>Makes a tensor of numbers of one type.</summary>
internal sealed class NumberCollator<T> : NumberCollator where T : unmanaged
{
    public override object Collate(object[] samples) => Tensor.From(Array.ConvertAll(samples, sample => (T)sample));

    public override Tensor FromArray(Array array) => Tensor.FromArray<T>(array);
}

/// <summary>Stacks arrays of numbers.</summary>
internal sealed class NumberArrayCollator : Collator
{
    public override object Collate(object[] samples) => Tensor.Stack(
        Array.ConvertAll(samples, sample => NumberCollator.Of(sample.GetType().GetElementType()!)!.FromArray((Array)sample)));
}

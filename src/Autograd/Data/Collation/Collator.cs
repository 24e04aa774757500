using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Autograd.Data;

/// <summary>Makes parts of a batch of parts of samples, of two types that are known when it is made.</summary>
internal abstract class Collator
{
    /// <summary>Makes the part of a batch.</summary>
    /// <param name="samples">The parts of the samples, at least one, none null.</param>
    public abstract object Collate(object[] samples);

    /// <summary>The collation of one type into another.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Collator For([DynamicallyAccessedMembers(Data.Collate.Kept)] Type from, [DynamicallyAccessedMembers(Data.Collate.Kept)] Type to)
    {
        if (from == typeof(object) && to == typeof(object)) return new DynamicCollator();
        if (from == typeof(Tensor) && to.IsAssignableFrom(typeof(Tensor))) return new TensorCollator();
        if (from == typeof(string)) return StringCollator.To(to) ?? throw None(from, to, "string[]");
        if (NumberCollator.Of(from) is { } numbers)
            return to.IsAssignableFrom(typeof(Tensor)) ? numbers : throw None(from, to, "Tensor");
        if (to == typeof(Tensor) && from.IsArray && NumberCollator.IsNumber(from.GetElementType()!)) return new NumberArrayCollator();
        if (typeof(IDictionary).IsAssignableFrom(from) && from.IsGenericType && DictionaryCollator.To(from, to) is { } dictionary) return dictionary;
        if (typeof(IList).IsAssignableFrom(from) && ListCollator.To(from, to) is { } list) return list;
        if (typeof(ITuple).IsAssignableFrom(from) && TupleCollator.To(from, to) is { } tuple) return tuple;
        return RecordCollator.To(from, to) ?? throw None(from, to, null);
    }

    /// <summary>The collation of the parts of a type.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2067",
        Justification = "Collate.Default documents that a trimmed program keeps the members of the types of parts; what is missing is an ArgumentException")]
    public static Collator ForPart(Type from, Type to) => For(from, to);

    public static ArgumentException IsNull(int sample) => new($"Collate: sample {sample} is null, or has a part that is null; pass a collateFn that knows what to do with it");

    /// <summary>One part of each sample.</summary>
    public static object[] PartsOf<TState>(object[] samples, TState state, Func<object, TState, object?> part)
    {
        var parts = new object[samples.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = part(samples[i], state) ?? throw IsNull(i);
        return parts;
    }

    private static ArgumentException None(Type from, Type to, string? instead) => new(
        $"Collate: no default makes {TypeText.Of(to)} of samples of {TypeText.Of(from)}; "
        + (instead is null ? "pass a collateFn" : $"a batch of them is {instead}: name that type, or pass a collateFn"));
}

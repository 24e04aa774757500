using System.Diagnostics.CodeAnalysis;

namespace Autograd.Data;

/// <summary>The default collation of one type of samples into one type of batches, found once.</summary>
internal static class DefaultCollate<[DynamicallyAccessedMembers(Collate.Kept)] T, [DynamicallyAccessedMembers(Collate.Kept)] TBatch>
{
    private static Func<IReadOnlyList<T>, TBatch>? _function;

    /// <summary>Returns the function.</summary>
    /// <exception cref="ArgumentException">There is no default for these types.</exception>
    public static Func<IReadOnlyList<T>, TBatch> Get() => _function ??= Find();

    private static Func<IReadOnlyList<T>, TBatch> Find()
    {
        var collator = Collator.For(typeof(T), typeof(TBatch));
        return samples =>
        {
            if (samples.Count == 0) throw new ArgumentException("Collate: no sample; pass at least one", nameof(samples));
            var values = new object[samples.Count];
            for (var i = 0; i < values.Length; i++) values[i] = samples[i] ?? throw Collator.IsNull(i);
            return (TBatch)collator.Collate(values);
        };
    }
}

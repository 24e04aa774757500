using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Autograd.Data;

/// <summary>Makes an array or a list whose parts are the batches of the parts of arrays or lists of one length.</summary>
internal sealed class ListCollator : Collator
{
    private readonly Collator _part;
    private readonly Func<int, IList> _create;
    private readonly bool _isArray;

    private ListCollator(Collator part, Func<int, IList> create, bool isArray) => (_part, _create, _isArray) = (part, create, isArray);

    public static ListCollator? To(Type from, [DynamicallyAccessedMembers(Data.Collate.Kept)] Type to)
    {
        if (ElementOf(from) is not { } element || ElementOf(to) is not { } target) return null;
        var part = ForPart(element, target);
        return to.IsArray
            ? new ListCollator(part, length => Array.CreateInstanceFromArrayType(to, length), isArray: true)
            : new ListCollator(part, _ => (IList)Activator.CreateInstance(to)!, isArray: false);
    }

    public override object Collate(object[] samples)
    {
        var count = ((IList)samples[0]).Count;
        for (var i = 1; i < samples.Length; i++)
        {
            var other = ((IList)samples[i]).Count;
            if (other != count)
                throw new ArgumentException(
                    $"Collate: sample {i} has a list of {other} parts, and sample 0 one of {count}; make them of one length, or pass a collateFn");
        }

        var batch = _create(count);
        for (var k = 0; k < count; k++)
        {
            var part = _part.Collate(PartsOf(samples, k, static (sample, index) => ((IList)sample)[index]));
            if (_isArray) batch[k] = part;
            else batch.Add(part);
        }

        return batch;
    }

    private static Type? ElementOf(Type type) =>
        type.IsSZArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0]
        : null;
}

/// <summary>Makes a dictionary of the batches of the values of each key.</summary>
internal sealed class DictionaryCollator : Collator
{
    private readonly Collator _value;
    private readonly Func<IDictionary> _create;

    private DictionaryCollator(Collator value, Func<IDictionary> create) => (_value, _create) = (value, create);

    public static DictionaryCollator? To(Type from, [DynamicallyAccessedMembers(Data.Collate.Kept)] Type to)
    {
        if (!to.IsGenericType || to.IsAbstract || !typeof(IDictionary).IsAssignableFrom(to)) return null;
        var (types, targets) = (from.GetGenericArguments(), to.GetGenericArguments());
        return types.Length == 2 && targets.Length == 2 && types[0] == targets[0]
            ? new DictionaryCollator(ForPart(types[1], targets[1]), () => (IDictionary)Activator.CreateInstance(to)!)
            : null;
    }

    public override object Collate(object[] samples)
    {
        var first = (IDictionary)samples[0];
        for (var i = 1; i < samples.Length; i++)
        {
            var other = (IDictionary)samples[i];
            if (other.Count != first.Count) throw Differ(i, $"{other.Count} keys", $"{first.Count}");
            foreach (var key in first.Keys)
                if (!other.Contains(key)) throw Differ(i, $"no key {key}", "one");
        }

        var batch = _create();
        foreach (var key in first.Keys) batch.Add(key, _value.Collate(PartsOf(samples, key, static (sample, k) => ((IDictionary)sample)[k])));
        return batch;
    }

    private static ArgumentException Differ(int sample, string has, string first) =>
        new($"Collate: sample {sample} has a dictionary with {has}, and sample 0 with {first}; give all the same keys, or pass a collateFn");
}

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Autograd.Data;

/// <summary>Makes a tuple of the batches of the parts of tuples.</summary>
internal sealed class TupleCollator : Collator
{
    private readonly Collator[] _parts;
    private readonly ConstructorInfo _constructor;

    private TupleCollator(Collator[] parts, ConstructorInfo constructor) => (_parts, _constructor) = (parts, constructor);

    public static TupleCollator? To(Type from, [DynamicallyAccessedMembers(Data.Collate.Kept)] Type to)
    {
        if (!typeof(ITuple).IsAssignableFrom(to) || !from.IsGenericType || !to.IsGenericType) return null;
        var (types, targets) = (from.GetGenericArguments(), to.GetGenericArguments());
        if (types.Length != targets.Length || types.Length > 7) return null;
        var constructor = to.GetConstructors().FirstOrDefault(one => one.GetParameters().Length == targets.Length);
        if (constructor is null) return null;
        var parts = new Collator[types.Length];
        for (var k = 0; k < parts.Length; k++) parts[k] = ForPart(types[k], targets[k]);
        return new TupleCollator(parts, constructor);
    }

    public override object Collate(object[] samples)
    {
        var values = new object[_parts.Length];
        for (var k = 0; k < values.Length; k++)
            values[k] = _parts[k].Collate(PartsOf(samples, k, static (sample, index) => ((ITuple)sample)[index]));
        return _constructor.Invoke(values);
    }
}

/// <summary>
/// Makes an object by a constructor whose parameters are named as the samples' properties or fields.
/// </summary>
internal sealed class RecordCollator : Collator
{
    private readonly (Func<object, object?> Get, Collator Collator)[] _parts;
    private readonly ConstructorInfo _constructor;

    private RecordCollator((Func<object, object?>, Collator)[] parts, ConstructorInfo constructor) => (_parts, _constructor) = (parts, constructor);

    public static RecordCollator? To(
        [DynamicallyAccessedMembers(Data.Collate.Kept)] Type from, [DynamicallyAccessedMembers(Data.Collate.Kept)] Type to)
    {
        // A collection has constructors too, such as one of its capacity.
        if (from.IsPrimitive || from.IsEnum || to.IsAbstract || to.IsPrimitive || to.IsAssignableTo(typeof(IEnumerable))) return null;
        foreach (var constructor in to.GetConstructors().OrderByDescending(one => one.GetParameters().Length))
        {
            var parameters = constructor.GetParameters();
            var members = Array.ConvertAll(parameters, parameter => Find(from, parameter.Name!));
            if (parameters.Length == 0 || members.Any(member => member.Get is null)) continue;
            var parts = new (Func<object, object?>, Collator)[parameters.Length];
            for (var k = 0; k < parts.Length; k++)
                parts[k] = (members[k].Get!, ForPart(members[k].Type!, parameters[k].ParameterType));
            return new RecordCollator(parts, constructor);
        }

        return null;
    }

    public override object Collate(object[] samples)
    {
        var values = new object[_parts.Length];
        for (var k = 0; k < values.Length; k++)
            values[k] = _parts[k].Collator.Collate(PartsOf(samples, _parts[k].Get, static (sample, get) => get(sample)));
        return _constructor.Invoke(values);
    }

    private static (Func<object, object?>? Get, Type? Type) Find([DynamicallyAccessedMembers(Data.Collate.Kept)] Type type, string name)
    {
        foreach (var property in type.GetProperties())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase) && property.CanRead && property.GetIndexParameters().Length == 0)
                return (property.GetValue, property.PropertyType);
        }

        foreach (var field in type.GetFields())
            if (!field.IsStatic && string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)) return (field.GetValue, field.FieldType);
        return default;
    }
}

/// <summary>Decides by the objects what their batch is: for the values of a <c>Dictionary&lt;string, object&gt;</c>.</summary>
internal sealed class DynamicCollator : Collator
{
    public override object Collate(object[] samples)
    {
        var type = samples[0].GetType();
        for (var i = 1; i < samples.Length; i++)
        {
            if (samples[i].GetType() != type)
                throw new ArgumentException(
                    $"Collate: sample {i} has a {TypeText.Of(samples[i].GetType())} where sample 0 has a {TypeText.Of(type)}; make them of one type, "
                    + "or pass a collateFn");
        }

        return Of(type)?.Collate(samples)
            ?? throw new ArgumentException($"Collate: no default makes a batch of samples of {TypeText.Of(type)}; pass a collateFn");
    }

    private static Collator? Of(Type type)
    {
        if (type == typeof(Tensor)) return new TensorCollator();
        if (type == typeof(string)) return new StringCollator(isList: false);
        if (type.IsArray && NumberCollator.IsNumber(type.GetElementType()!)) return new NumberArrayCollator();
        if (type == typeof(Dictionary<string, object>) || type == typeof(Tensor[]) || type == typeof(object[])) return ForPart(type, type);
        return NumberCollator.Of(type);
    }
}

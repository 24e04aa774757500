using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Autograd.NN;

/// <summary>
/// The tensors in an argument or a result of a module: itself, or those in a value tuple, an array or a list, also
/// nested.
/// </summary>
internal static class TensorTree
{
    /// <summary>The tensors in a value, from left to right.</summary>
    public static Tensor[] Of(object? value)
    {
        if (value is Tensor tensor) return [tensor];
        var found = new List<Tensor>();
        Map(value, part =>
        {
            if (part is Tensor leaf) found.Add(leaf);
            return part;
        });
        return [.. found];
    }

    /// <summary>A copy of a value with other tensors, as many as it has.</summary>
    public static T Replace<T>(T value, IReadOnlyList<Tensor> tensors)
    {
        var next = 0;
        return (T)Map(value, part => part is Tensor ? tensors[next++] : part)!;
    }

    /// <summary>
    /// A copy of a value in which every part that is no tuple, array or list of tensors is what the function makes of
    /// it.
    /// </summary>
    public static object? Map(object? value, Func<object?, object?> function)
    {
        switch (value)
        {
            case null:
                return null;
            case Tensor[] array:
                return Array.ConvertAll(array, tensor => (Tensor)function(tensor)!);
            case List<Tensor> list:
                return list.ConvertAll(tensor => (Tensor)function(tensor)!);
            case IMappedTensors mapped:
                return mapped.Map(tensor => (Tensor)function(tensor)!);
            case ITuple when value.GetType().IsValueType:
                return MapTuple(value, part => Map(part, function));
            default:
                return function(value);
        }
    }

    /// <summary>Replaces each item of a boxed value tuple, and returns the box.</summary>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,,,,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicFields, typeof(ValueTuple<,,,,,,,>))]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The fields of value tuples are kept by the attributes above.")]
    public static object MapTuple(object tuple, Func<object?, object?> function)
    {
        foreach (var field in tuple.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public))
        {
            var before = field.GetValue(tuple);
            var after = function(before);
            if (after is ITuple || !ReferenceEquals(before, after)) field.SetValue(tuple, after);
        }

        return tuple;
    }
}

/// <summary>A value of the library's that holds tensors.</summary>
internal interface IMappedTensors
{
    /// <summary>A copy with other tensors.</summary>
    object Map(Func<Tensor, Tensor> function);
}

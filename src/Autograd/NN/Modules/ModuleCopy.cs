using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Autograd.NN;

/// <summary>
/// Makes a deep copy of a module. Each object is first copied with the members of the original, and its own members are
/// copied after it, so that nothing depends on the stack; one that occurs twice is one in the copy.
/// </summary>
internal sealed class ModuleCopy
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object Original, object Copy)> _open = new();

    public static Module Of(Module module)
    {
        var copy = new ModuleCopy();
        var result = (Module)copy.CopyOf(module)!;
        while (copy._open.TryDequeue(out var next)) copy.CopyMembers(next.Original, next.Copy);
        return result;
    }

    private object? CopyOf(object? value)
    {
        if (value is null) return null;
        if (value is ITuple && value.GetType().IsValueType) return TensorTree.MapTuple(value, CopyOf);
        if (_copies.TryGetValue(value, out var known)) return known;
        var copy = value switch
        {
            Tensor tensor => CopyOfTensor(tensor),
            Module module => module.ShallowCopy(part => CopyOf(part)!),
            IMappedTensors mapped => mapped.Map(part => (Tensor)CopyOf(part)!),
            Array array when HasMembers(array) => array.Clone(),
            IList or IDictionary when HasMembers(value) => EmptyLike(value),
            _ => value,
        };
        _copies[value] = copy;
        if (copy is not (Tensor or IMappedTensors) && !ReferenceEquals(copy, value)) _open.Enqueue((value, copy));
        return copy;
    }

    private static Tensor CopyOfTensor(Tensor tensor)
    {
        var copy = tensor.Detach().Clone();
        copy.IsParameter = tensor.IsParameter;
        if (tensor.IsLeaf) copy.RequiresGrad = tensor.RequiresGrad;
        return copy;
    }

    /// <summary>True if a collection holds, or will hold, something that is copied; one of numbers is shared.</summary>
    private static bool HasMembers(object collection)
    {
        if (collection is IList { Count: 0, IsFixedSize: false, IsReadOnly: false } or IDictionary { Count: 0, IsReadOnly: false }) return true;
        foreach (var element in collection is IDictionary dictionary ? dictionary.Values : (IEnumerable)collection)
            if (element is Tensor or Module or IList or IDictionary or ITuple or IMappedTensors) return true;
        return false;
    }

    private static object EmptyLike(object collection)
    {
        var isFixed = collection is IList { IsFixedSize: true } or IList { IsReadOnly: true } or IDictionary { IsReadOnly: true };
        return !isFixed && New(collection.GetType()) is { } empty ? empty : throw new InvalidOperationException(
            $"Clone: a module holds its parts in a {collection.GetType().Name}, which cannot be copied; use an array, a List or a Dictionary");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The collection was made by code that keeps its constructor.")]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The collection was made by code that keeps its constructor.")]
    private static object? New(Type type) => type.GetConstructor(Type.EmptyTypes) is null ? null : Activator.CreateInstance(type);

    private void CopyMembers(object original, object copy)
    {
        switch (original)
        {
            case Module module:
                CopyFields(module, (Module)copy);
                break;
            case Array array:
                for (var i = 0; i < array.Length; i++) ((Array)copy).SetValue(CopyOf(array.GetValue(i)), i);
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary) ((IDictionary)copy).Add(entry.Key, CopyOf(entry.Value));
                break;
            case IList list:
                foreach (var element in list) ((IList)copy).Add(CopyOf(element));
                break;
        }
    }

    private void CopyFields(Module original, Module copy)
    {
        foreach (var field in ModuleFields.All(original.GetType())) field.SetValue(copy, CopyOf(field.GetValue(original)));
    }
}

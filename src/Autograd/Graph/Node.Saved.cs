using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Autograd;

// A node's fields say what it saves; the attribute keeps them when a program is trimmed.
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.NonPublicFields)]
public abstract partial class Node
{
    /// <summary>
    /// The tensors that the node keeps for its backward pass, with the names of its fields: <c>input</c>, <c>output</c>,
    /// … Those that were released are not among them.
    /// </summary>
    internal IReadOnlyList<(string Name, Tensor Tensor)> SavedTensors()
    {
        var found = new List<(string, Tensor)>();
        foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            var name = field.Name.TrimStart('_');
            if (field.GetValue(this) is ISavedTensor { Tensor: { } tensor }) found.Add((name, tensor));
            else if (field.GetValue(this) is SavedTensor[] saved)
                for (var i = 0; i < saved.Length; i++)
                    if (saved[i].Parts.Tensor is { } one)
                        found.Add(($"{name}[{i}]", one));
        }

        return found;
    }
}

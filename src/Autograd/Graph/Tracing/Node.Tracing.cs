using System.Reflection;

namespace Autograd;

public abstract partial class Node
{
    /// <summary>
    /// The name of the class that says what the node computes: of an elementwise operation (<c>AddOp</c>), or of the
    /// node (<c>PermuteNode</c>).
    /// </summary>
    internal string Operation
    {
        get
        {
            if (this is TracedNode) return Name;
            var type = GetType();
            foreach (var argument in type.GenericTypeArguments)
                if (argument.IsAssignableTo(typeof(IElementwiseOp))) return NameOf(argument);
            return NameOf(type);
        }
    }

    /// <summary>
    /// The constants that the node keeps, by the names of its fields: <c>dim</c>, <c>eps</c>, <c>part</c>, …; those of
    /// an elementwise operation included. Saved tensors are in <see cref="SavedTensors"/>.
    /// </summary>
    internal IReadOnlyDictionary<string, object> SavedConstants()
    {
        var found = new Dictionary<string, object>();
        for (var type = GetType(); type != typeof(Node) && type is not null; type = type.BaseType)
        {
            foreach (var field in FieldsOf(type))
            {
                if (field.GetValue(this) is not { } value) continue;
                if (value is IElementwiseOp op) AddConstants(op, found);
                else if (value is ISavedTensor { Op: { } saved }) AddConstants(saved, found);
                else if (value is not (ISavedTensor or SavedTensor[])) found.TryAdd(NameOf(field), value);
            }
        }

        return found;
    }

    // RoundedDivOp<FloorDivision> is RoundedDivOp.FloorDivision.
    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsAssignableTo(typeof(Node)) || type.GenericTypeArguments is not [var argument] ? name : $"{name}.{argument.Name}";
    }

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "The attribute on Node keeps the fields of every class that derives from it.")]
    private static FieldInfo[] FieldsOf(Type node) =>
        node.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private static void AddConstants(IElementwiseOp op, Dictionary<string, object> found)
    {
        foreach (var field in op.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
            if (field.GetValue(op) is { } value) found.TryAdd(NameOf(field), value);
    }

    // A parameter of a primary constructor is the field <name>P, and an automatic property <Name>k__BackingField.
    private static string NameOf(FieldInfo field)
    {
        var name = field.Name.TrimStart('_');
        if (name.StartsWith('<')) name = name[1..name.IndexOf('>', StringComparison.Ordinal)];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

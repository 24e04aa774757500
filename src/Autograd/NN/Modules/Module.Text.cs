namespace Autograd.NN;

public abstract partial class Module
{
    /// <summary>
    /// The text that <see cref="ToString"/> prints between the parentheses, besides the children:
    /// <c>in_features=1, out_features=3</c>.
    /// </summary>
    protected virtual string ExtraRepr() => "";

    /// <summary>
    /// The depth at which modules and collections are printed as three dots. Every level indents all deeper ones, so
    /// the text would grow with the square of the depth.
    /// </summary>
    private const int MaxPrintedDepth = 100;

    /// <summary>Formats the module and its descendants as PyTorch prints them.</summary>
    public override string ToString() => Describe(this, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string Describe(object owner, HashSet<object> path)
    {
        if (path.Count == MaxPrintedDepth || !path.Add(owner)) return "...";
        var extra = owner is Module module ? module.ExtraRepr() : "";
        var lines = extra.Length == 0 ? [] : new List<string>(extra.Split('\n'));
        var extraLines = lines.Count;
        foreach (var (name, kind, value) in MemberFinder.MembersOf(owner))
        {
            if (kind == MemberKind.Module || (kind == MemberKind.Collection && HoldsModule(value)))
                lines.Add($"({name}): {Describe(value, path).Replace("\n", "\n  ", StringComparison.Ordinal)}");
        }

        path.Remove(owner);
        return lines switch
        {
            [] => $"{TypeName(owner)}()",
            [var line] when extraLines == 1 => $"{TypeName(owner)}({line})",
            _ => $"{TypeName(owner)}(\n  {string.Join("\n  ", lines)}\n)",
        };
    }

    /// <summary>
    /// True if a collection contains a module at any depth; a collection of parameters is not printed.
    /// </summary>
    private static bool HoldsModule(object collection)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { collection };
        var open = new Stack<object>(seen);
        while (open.TryPop(out var owner))
        {
            foreach (var (_, kind, value) in MemberFinder.MembersOf(owner))
            {
                if (kind == MemberKind.Module) return true;
                if (kind == MemberKind.Collection && seen.Add(value)) open.Push(value);
            }
        }

        return false;
    }

    /// <summary>
    /// The name of the class in the text, without the types of a generic one; of a lazy layer that has parameters, the name
    /// of the layer that it has become.
    /// </summary>
    private protected virtual string PrintedName
    {
        get
        {
            var name = GetType().Name;
            if (name.IndexOf('`') is > 0 and var arity) name = name[..arity];
            return this is ILazyModule { HasUninitializedParams: false } && name.StartsWith("Lazy", StringComparison.Ordinal) ? name[4..] : name;
        }
    }

    /// <summary>The name of the class; a collection has the name of PyTorch's module for such collections.</summary>
    internal static string TypeName(object owner)
    {
        if (owner is System.Collections.IDictionary) return "ModuleDict";
        if (owner is not Module module) return "ModuleList";
        return module.Replacements is { HasParametrizations: true } ? "Parametrized" + module.PrintedName : module.PrintedName;
    }
}

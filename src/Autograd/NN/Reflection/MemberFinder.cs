using System.Collections;
using System.Globalization;

namespace Autograd.NN;

/// <summary>Lists the current direct members of a module, or of a collection in one.</summary>
internal static class MemberFinder
{
    /// <summary>
    /// Lists the members of a module, named by the module; of a list, named by index; or of a dictionary, named by key.
    /// </summary>
    public static List<Member> MembersOf(object owner)
    {
        var members = new List<Member>();
        if (owner is Module module) module.ListMembers(members);
        else if (owner is IDictionary dictionary) ListElements(dictionary, members);
        else ListElements((IList)owner, members);
        return members;
    }

    /// <summary>Lists the members that the fields of a module hold.</summary>
    /// <exception cref="InvalidOperationException">Two different members have the same name.</exception>
    public static void ListFields(Module module, List<Member> members)
    {
        var start = members.Count;
        foreach (var (field, name, isBuffer) in ModuleFields.Of(module.GetType()))
        {
            var value = field.GetValue(module);
            if (KindOf(value, isBuffer) is not { } kind) continue;
            CheckUnique(module, members, start, name, value!);
            members.Add(new Member(name, kind, value!));
        }
    }

    /// <summary>Puts a tensor into the field of a name.</summary>
    public static void SetField(Module module, string name, Tensor value)
    {
        foreach (var (field, candidate, _) in ModuleFields.Of(module.GetType()))
            if (candidate == name) field.SetValue(module, value);
    }

    /// <summary>Puts a tensor into the place of a name in a module or a collection.</summary>
    public static void Set(object owner, string name, Tensor value)
    {
        switch (owner)
        {
            case Module module:
                module.SetTensor(name, value);
                break;
            case IDictionary dictionary:
                foreach (var key in dictionary.Keys.Cast<object>().ToArray())
                    if (Convert.ToString(key, CultureInfo.InvariantCulture) == name) dictionary[key] = value;
                break;
            case IList list:
                list[int.Parse(name, CultureInfo.InvariantCulture)] = value;
                break;
        }
    }

    private static MemberKind? KindOf(object? value, bool isBuffer = false) => value switch
    {
        Tensor { IsParameter: true } => MemberKind.Parameter,
        Tensor when isBuffer => MemberKind.Buffer,
        Tensor => null,
        Module => MemberKind.Module,
        IDictionary or IList => MemberKind.Collection,
        _ => null,
    };

    private static void ListElements(IList list, List<Member> members)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var value = list[i];
            if (KindOf(value) is { } kind) members.Add(new Member(i.ToString(CultureInfo.InvariantCulture), kind, value!));
        }
    }

    private static void ListElements(IDictionary dictionary, List<Member> members)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            if (KindOf(entry.Value) is { } kind)
                members.Add(new Member(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, kind, entry.Value!));
        }
    }

    private static void CheckUnique(Module module, List<Member> members, int start, string name, object value)
    {
        for (var i = start; i < members.Count; i++)
        {
            if (members[i].Name == name && !ReferenceEquals(members[i].Value, value))
                throw new InvalidOperationException(
                    $"Module: two fields of {module.GetType().Name} and its base classes are both named \"{name}\" in the state; rename one");
        }
    }
}

namespace Autograd.NN;

/// <summary>The replacements of one module.</summary>
internal sealed class ReplacementList
{
    private readonly OrderedDictionary<string, Replacement> _items = [];

    public int Count => _items.Count;

    public bool HasPruned => _items.Values.Any(item => item is Pruned);

    public bool HasParametrizations => _items.Values.Any(item => item is Parametrized);

    public Replacement? this[string name] => _items.GetValueOrDefault(name);

    /// <summary>Adds a replacement, and puts into the field what it computed.</summary>
    public void Set(Module module, string name, Replacement replacement, Tensor value)
    {
        _items[name] = replacement;
        module.SetTensor(name, value);
        replacement.Current = value;
    }

    public void Remove(string name) => _items.Remove(name);

    /// <summary>Computes all tensors anew.</summary>
    public void Refresh(Module module)
    {
        foreach (var (name, replacement) in _items) Refresh(module, name, replacement);
    }

    /// <summary>What a property reads: a parametrized tensor, computed anew if it was read before; null if it is none.</summary>
    public Tensor? Read(Module module, string name)
    {
        if (this[name] is not Parametrized item) return null;
        if (!item.IsUnread) Refresh(module, name, item);
        item.IsUnread = false;
        return item.Current;
    }

    /// <summary>Replaces what a pruned tensor is computed from; false if the name is of none.</summary>
    public bool SetOriginal(string name, Tensor value)
    {
        foreach (var (pruned, item) in _items)
        {
            if (item is not Pruned computed) continue;
            if (name == pruned + "_orig") computed.Original = value;
            else if (name == pruned + "_mask") computed.Mask = value;
            else continue;
            return true;
        }

        return false;
    }

    public void ListMembers(List<Member> members)
    {
        foreach (var (name, item) in _items)
        {
            if (item is not Pruned pruned) continue;
            members.Add(new Member(name + "_orig", MemberKind.Parameter, pruned.Original));
            members.Add(new Member(name + "_mask", MemberKind.Buffer, pruned.Mask));
        }

        var lists = new OrderedDictionary<string, ParametrizationList>();
        foreach (var (name, item) in _items)
            if (item is Parametrized parametrized) lists[name] = parametrized.List;
        if (lists.Count > 0) members.Add(new Member("parametrizations", MemberKind.Collection, lists));
    }

    public ReplacementList Copy(Func<object, object> copyOf)
    {
        var copy = new ReplacementList();
        foreach (var (name, item) in _items)
        {
            var other = item.Copy(copyOf);
            other.Current = item.Current is null ? null : (Tensor)copyOf(item.Current);
            copy._items[name] = other;
        }

        return copy;
    }

    private static void Refresh(Module module, string name, Replacement replacement)
    {
        var value = replacement.Compute();
        if (replacement is Parametrized parametrized) parametrized.IsUnread = true;
        if (ReferenceEquals(value, replacement.Current)) return;
        module.SetTensor(name, value);
        replacement.Current = value;
    }
}

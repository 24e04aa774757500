using System.Collections;
using System.Globalization;

namespace Autograd.NN;

/// <summary>
/// A list of modules. A field that is a plain list or array of modules serves as well; this one is a module itself, so
/// that it can be an element of another, and be moved and printed by itself.
/// </summary>
/// <typeparam name="T">The class of the modules, whose <c>Forward</c> a loop over them can call.</typeparam>
/// <example><code>readonly ModuleList&lt;Linear&gt; _layers = [new(2, 3), new(3, 4)];</code></example>
public sealed class ModuleList<T> : Module, IReadOnlyList<T> where T : Module
{
    private readonly List<T> _modules = [];

    /// <summary>Makes a list of these modules, named <c>0</c>, <c>1</c>, … in the state.</summary>
    public ModuleList(params ReadOnlySpan<T> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a position; setting it replaces the module.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is out of range.</exception>
    public T this[int index]
    {
        get => _modules[Check(index)];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _modules[Check(index)] = value;
        }
    }

    /// <summary>Appends a module.</summary>
    public void Add(T module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _modules.Add(module);
    }

    /// <summary>Inserts a module before a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is out of range.</exception>
    public void Insert(int index, T module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _modules.Insert(index == Count ? index : Check(index), module);
    }

    /// <summary>Appends several modules.</summary>
    public void Extend(IEnumerable<T> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (var module in modules) Add(module);
    }

    /// <summary>Enumerates the modules in order.</summary>
    public IEnumerator<T> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected override bool HasHookedForward => false;

    private protected override void ListOwnMembers(List<Member> members)
    {
        for (var i = 0; i < Count; i++) members.Add(new Member(i.ToString(CultureInfo.InvariantCulture), MemberKind.Module, _modules[i]));
    }

    private int Check(int index) => (uint)index < (uint)Count ? index : throw new ArgumentOutOfRangeException(
        nameof(index), $"ModuleList: index {index} is out of range for {Count} modules; {ValidNumbers.Use(0, Count - 1, ", or ^1 for the last")}");
}

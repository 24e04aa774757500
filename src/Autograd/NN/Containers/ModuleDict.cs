using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Autograd.NN;

/// <summary>
/// Modules by name, in the order in which they were added. A field that is a plain dictionary serves as well; this one
/// is a module itself.
/// </summary>
/// <typeparam name="T">The class of the modules.</typeparam>
/// <example><code>readonly ModuleDict&lt;UnaryModule&gt; _choices = new() { ["relu"] = new ReLU(), ["tanh"] = new Tanh() };</code></example>
public sealed class ModuleDict<T> : Module, IReadOnlyDictionary<string, T> where T : Module
{
    private readonly OrderedDictionary<string, T> _modules = [];

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The names.</summary>
    public IEnumerable<string> Keys => _modules.Keys;

    /// <summary>The modules.</summary>
    public IEnumerable<T> Values => _modules.Values;

    /// <summary>The module of a name; setting it adds or replaces the module.</summary>
    /// <exception cref="KeyNotFoundException">There is no module of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
    public T this[string key]
    {
        get => _modules.TryGetValue(NotNull(key), out var module) ? module : throw new KeyNotFoundException(
            $"ModuleDict: there is no module \"{key}\"; there are: {string.Join(", ", Keys)}");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _modules[Containers.CheckedName("ModuleDict", key)] = value;
        }
    }

    /// <summary>Adds a module.</summary>
    /// <exception cref="ArgumentException">The name is empty, contains a dot, or is there already.</exception>
    public void Add(string key, T module)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(module);
        if (!_modules.TryAdd(Containers.CheckedName("ModuleDict", key), module))
            throw new ArgumentException($"ModuleDict: \"{key}\" is there already; set it with [\"{key}\"] = …", nameof(key));
    }

    /// <summary>Removes the module of a name; false if there is none.</summary>
    public bool Remove(string key) => _modules.Remove(NotNull(key));

    /// <summary>True if there is a module of that name.</summary>
    public bool ContainsKey(string key) => _modules.ContainsKey(NotNull(key));

    /// <summary>Gets the module of a name; false if there is none.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _modules.TryGetValue(NotNull(key), out value);

    /// <summary>Enumerates the names and modules in order.</summary>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected override bool HasHookedForward => false;

    private protected override void ListOwnMembers(List<Member> members)
    {
        foreach (var (name, module) in _modules) members.Add(new Member(name, MemberKind.Module, module));
    }
}

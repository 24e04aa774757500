using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Autograd.NN;

/// <summary>Modules applied one after the other: <c>y = m[n−1](… m[1](m[0](x)))</c>.</summary>
/// <remarks>
/// Each takes one tensor and returns one. A recurrent layer returns its states too, so wrap it in a module whose
/// <c>Forward</c> selects the result to pass on:
/// <c>var (output, hidden) = _rnn.Forward(x); return _linear.Forward(output);</c>
/// </remarks>
/// <example><code>
/// var net = new Sequential(new Embedding(3, 1), new Tanh(), new Linear(1, 3));
/// var hidden = net[..^1].Forward(x);
/// </code></example>
public class Sequential : UnaryModule, IReadOnlyList<UnaryModule>
{
    private readonly List<(string Name, UnaryModule Module)> _modules = [];

    /// <summary>Makes a chain of these modules, named <c>0</c>, <c>1</c>, … in the state.</summary>
    public Sequential(params ReadOnlySpan<UnaryModule> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <summary>Does not compile: a chain cannot know which of several results to pass on.</summary>
    [OverloadResolutionPriority(-1)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete(
        "a Sequential chains modules of one tensor in and one out (UnaryModule), and one of these has another Forward: write a Module whose "
        + "Forward takes the results apart, such as var (output, hidden) = rnn.Forward(x); return linear.Forward(output);", error: true)]
    public Sequential(params ReadOnlySpan<Module> modules)
        : this(ReadOnlySpan<UnaryModule>.Empty) =>
        throw new NotSupportedException($"Sequential: {modules.Length} modules, not all of which take and return one tensor");

    /// <summary>The number of modules in the chain.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a position; setting it replaces the module under the same name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is out of range.</exception>
    public UnaryModule this[int index]
    {
        get => _modules[Check(index)].Module;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _modules[Check(index)] = (_modules[index].Name, value);
        }
    }

    /// <summary>The module at a position; <c>^1</c> is the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is out of range.</exception>
    public UnaryModule this[Index index]
    {
        get => this[index.GetOffset(Count)];
        set => this[index.GetOffset(Count)] = value;
    }

    /// <summary>
    /// The module at a position in its own type: <c>net.Get&lt;Linear&gt;(0).Weight</c>; <c>^1</c> is the last.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is out of range.</exception>
    /// <exception cref="ArgumentException">The module there is of another type.</exception>
    public T Get<T>(Index index) where T : UnaryModule => this[index] is T module
        ? module
        : throw new ArgumentException(
            $"Get: module {index} is {this[index].GetType().Name}, not {typeof(T).Name}; ask for its own type", nameof(index));

    /// <summary>
    /// A chain of a part of the modules, which are shared and keep their names, as in PyTorch: the state of
    /// <c>net[2..]</c> begins with <c>2.weight</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches outside of the chain.</exception>
    public Sequential this[Range range]
    {
        get
        {
            var (start, length) = range.GetOffsetAndLength(Count);
            var part = new Sequential();
            part._modules.AddRange(_modules[start..(start + length)]);
            return part;
        }
    }

    /// <summary>Appends a module, named by one more than the largest number in use.</summary>
    public void Add(UnaryModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var number = Count == 0 ? 0 : int.Parse(_modules[^1].Name, CultureInfo.InvariantCulture) + 1;
        _modules.Add((number.ToString(CultureInfo.InvariantCulture), module));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">
    /// A module returned null, or modules are nested deeper than the stack allows.
    /// </exception>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (IsHooked) return Hooked(x);
        CallDepth.Check("Sequential.Forward", "modules");
        foreach (var (name, module) in _modules)
            x = module.Forward(x) ?? throw new InvalidOperationException(
                $"Sequential.Forward: module {name}, a {module.GetType().Name}, returned null; "
                + "return the tensor that it computed");
        return x;
    }

    /// <summary>Enumerates the modules in order.</summary>
    public IEnumerator<UnaryModule> GetEnumerator()
    {
        foreach (var (_, module) in _modules) yield return module;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lists the chain's modules under their numbers, and the members that a derived class declares.</summary>
    private protected override void ListOwnMembers(List<Member> members)
    {
        foreach (var (name, module) in _modules) members.Add(new Member(name, MemberKind.Module, module));
        base.ListOwnMembers(members);
    }

    private int Check(int index)
    {
        if ((uint)index < (uint)Count) return index;
        throw new ArgumentOutOfRangeException(
            nameof(index),
            $"Sequential: index {index} is out of range for {Count} modules; {ValidNumbers.Use(0, Count - 1, ", or ^1 for the last")}");
    }
}

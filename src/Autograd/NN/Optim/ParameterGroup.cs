using System.Runtime.CompilerServices;

namespace Autograd.NN;

/// <summary>
/// Parameters that an <see cref="Optimizer"/> updates with their own options. An option that is not set is that of the
/// optimizer.
/// </summary>
/// <remarks>
/// <para>
/// Options may be changed between steps: <c>optimizer.ParamGroups[0].Lr *= 0.5</c>. Before a group belongs to an
/// optimizer, an option that is not set reads as 0 or false.
/// </para>
/// <para>
/// A derived class passes the table of its options to the constructor and has a property for each, which reads and
/// writes it by name: <c>get => Number("beta"); set => Set("beta", value);</c>
/// </para>
/// </remarks>
public abstract class ParameterGroup
{
    private readonly string _optimizer;
    private readonly GroupOption[] _options;
    private OptionValue[] _values;
    private Dictionary<string, double>? _extras;

    /// <summary>Makes a group of parameters whose options are not set.</summary>
    /// <param name="optimizer">The name of the optimizer's class, with which messages begin.</param>
    /// <param name="parameters">The parameters; the sequence is enumerated once.</param>
    /// <param name="options">The table of options, besides the learning rate, which every group has.</param>
    protected ParameterGroup(string optimizer, IEnumerable<Tensor> parameters, params GroupOption[] options)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        _optimizer = optimizer;
        _options = options;
        _values = new OptionValue[options.Length + 1];
        Params = [.. parameters];
    }

    /// <summary>The parameters that were listed when the group was made.</summary>
    public IReadOnlyList<Tensor> Params { get; }

    /// <summary>The learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number.</exception>
    public double Lr
    {
        get => _values[0].First;
        set
        {
            GroupOption.Lr.Check(_optimizer, value);
            _values[0] = new(value);
        }
    }

    /// <summary>
    /// The learning rate with which a schedule began; null before the first <see cref="LRScheduler"/> is made.
    /// </summary>
    public double? InitialLr
    {
        get => Extra("initial_lr");
        set => SetExtra("initial_lr", value);
    }

    /// <summary>True if the group belongs to an optimizer; it cannot belong to two.</summary>
    internal bool HasOptimizer { get; set; }

    /// <summary>Returns a number, or 0 if it is not set.</summary>
    protected internal double Number(string name) => _values[IndexOf(name)].First;

    /// <summary>Returns a flag, or false if it is not set.</summary>
    protected internal bool Flag(string name) => _values[IndexOf(name)].First != 0;

    /// <summary>Sets a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The option may not have this value.</exception>
    protected internal void Set(string name, double value) => Set(name, value, 0);

    /// <summary>Sets a flag.</summary>
    protected internal void Set(string name, bool value) => Set(name, value ? 1 : 0, 0);

    /// <summary>
    /// Checks options together, when the group is added to an optimizer and when a state is loaded. The base class
    /// checks nothing.
    /// </summary>
    /// <exception cref="ArgumentException">Options exclude each other.</exception>
    protected virtual void Check()
    {
    }

    internal (double First, double Second) Pair(string name)
    {
        var value = _values[IndexOf(name)];
        return (value.First, value.Second);
    }

    internal void Set(string name, double first, double second)
    {
        var index = IndexOf(name);
        _options[index - 1].Check(_optimizer, first, second);
        _values[index] = new(first, second);
    }

    /// <summary>True if the groups of this class have an option of that name.</summary>
    internal bool Has(string name) => Find(name) > 0;

    /// <summary>A number that a schedule keeps with the group; null if it is not set.</summary>
    internal double? Extra(string name) => _extras is { } extras && extras.TryGetValue(name, out var value) ? value : null;

    internal void SetExtra(string name, double? value)
    {
        if (value is { } number) (_extras ??= [])[name] = number;
        else _extras?.Remove(name);
    }

    /// <summary>Takes over the options that this group does not set, and then checks all options together.</summary>
    internal void FillFrom(ParameterGroup defaults)
    {
        var filled = (OptionValue[])_values.Clone();
        for (var i = 0; i < filled.Length; i++)
            if (!filled[i].IsSet) filled[i] = defaults._values[i];
        Replace(filled);
    }

    /// <summary>Writes the options under PyTorch's names.</summary>
    internal void Save(string prefix, OrderedDictionary<string, Tensor> state)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            var value = _values[i];
            var option = OptionAt(i);
            state[prefix + option.Name] = option.Kind switch
            {
                OptionKind.Flag => Tensor.From(value.First != 0),
                OptionKind.Integer => Tensor.From((long)value.First),
                OptionKind.Pair => Tensor.From((ReadOnlySpan<double>)[value.First, value.Second]),
                _ => Tensor.From(value.First, DType.Float64),
            };
        }

        if (_extras is null) return;
        foreach (var (name, value) in _extras) state[prefix + name] = Tensor.From(value, DType.Float64);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, and checks it without changing the group.</summary>
    internal SavedOptions Read(string prefix, IReadOnlyDictionary<string, Tensor> state)
    {
        var values = new OptionValue[_values.Length];
        var known = new HashSet<string> { prefix + "params" };
        for (var i = 0; i < values.Length; i++)
        {
            var option = OptionAt(i);
            known.Add(prefix + option.Name);
            values[i] = ReadOption(option, prefix, state);
            option.Check(_optimizer, values[i].First, values[i].Second);
        }

        var before = _values;
        Replace(values);
        _values = before;

        Dictionary<string, double>? extras = null;
        foreach (var (name, tensor) in state)
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || known.Contains(name) || tensor.Numel != 1) continue;
            (extras ??= [])[name[prefix.Length..]] = tensor.Item();
        }

        return new SavedOptions(values, extras);
    }

    internal void Load(SavedOptions saved) => (_values, _extras) = (saved.Values, saved.Extras);

    private static OptionValue ReadOption(GroupOption option, string prefix, IReadOnlyDictionary<string, Tensor> state)
    {
        if (!state.TryGetValue(prefix + option.Name, out var saved))
        {
            // Older versions of PyTorch have fewer flags.
            if (option.Kind == OptionKind.Flag) return new(0);
            throw new ArgumentException(
                $"LoadStateDict: the state has no \"{prefix}{option.Name}\"; it is not the state of such an optimizer");
        }

        if (option.Kind != OptionKind.Pair) return new(saved.Item());
        return saved.To(DType.Float64).ToArray<double>() is [var first, var second]
            ? new(first, second)
            : throw new ArgumentException(
                $"LoadStateDict: \"{option.Name}\" are not two numbers; it is not the state of such an optimizer");
    }

    private void Replace(OptionValue[] values)
    {
        var before = _values;
        _values = values;
        try
        {
            Check();
        }
        catch
        {
            _values = before;
            throw;
        }
    }

    private GroupOption OptionAt(int index) => index == 0 ? GroupOption.Lr : _options[index - 1];

    private int IndexOf(string name)
    {
        var index = Find(name);
        return index > 0 ? index : throw new ArgumentException(
            $"{_optimizer}: its groups have no option \"{name}\"; add it to the table that the group's constructor passes on", nameof(name));
    }

    /// <summary>Returns the index of an option's value, or 0 if there is none of that name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(string name)
    {
        // Names are literals as a rule, so that the same name is the same object.
        var options = _options;
        for (var i = 0; i < options.Length; i++)
            if (ReferenceEquals(options[i].Name, name)) return i + 1;
        return FindEqual(name);
    }

    private int FindEqual(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.FindIndex(_options, option => option.Name == name) + 1;
    }

    /// <summary>The value of an option: a number, a flag as 0 or 1, or two numbers.</summary>
    internal readonly struct OptionValue(double first, double second = 0)
    {
        public double First { get; } = first;

        public double Second { get; } = second;

        public bool IsSet { get; } = true;
    }

    /// <summary>The options of a group as a state has them.</summary>
    internal sealed record SavedOptions(OptionValue[] Values, Dictionary<string, double>? Extras);
}

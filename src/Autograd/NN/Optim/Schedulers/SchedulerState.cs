namespace Autograd.NN;

/// <summary>
/// Visits the fields of a schedule, by PyTorch's names, to save them as tensors, to check a saved state or to load it.
/// </summary>
public sealed class SchedulerState
{
    private readonly string _prefix;
    private readonly OrderedDictionary<string, Tensor>? _target;
    private readonly IReadOnlyDictionary<string, Tensor>? _source;
    private readonly bool _isLoading;

    private SchedulerState(
        string prefix, OrderedDictionary<string, Tensor>? target, IReadOnlyDictionary<string, Tensor>? source, bool isLoading) =>
        (_prefix, _target, _source, _isLoading) = (prefix, target, source, isLoading);

    /// <summary>Visits a number.</summary>
    public void Visit(string name, ref double value)
    {
        if (_target is not null) _target[Key(name)] = Tensor.From(value, DType.Float64);
        else if (Find(name).Item() is var loaded && _isLoading) value = loaded;
    }

    /// <summary>Visits an integer.</summary>
    public void Visit(string name, ref int value)
    {
        if (_target is not null) _target[Key(name)] = Tensor.From((long)value);
        else if (Find(name).Item<int>() is var loaded && _isLoading) value = loaded;
    }

    /// <summary>Visits several numbers, of which a state may have more or fewer.</summary>
    public void Visit(string name, ref double[] values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        if (_target is not null)
        {
            _target[Key(name)] = Tensor.From(values);
            return;
        }

        var loaded = Find(name).To(DType.Float64).Reshape(-1).ToArray<double>();
        if (_isLoading) values = loaded;
    }

    /// <summary>Visits one number for each group, or each of something else that a state cannot change.</summary>
    internal void VisitEach(string name, ref double[] values)
    {
        var before = values.Length;
        var loaded = values;
        Visit(name, ref loaded);
        if (_source is not null && Find(name).Numel != before)
            throw new ArgumentException(
                $"LoadStateDict: \"{Key(name)}\" has {Find(name).Numel} numbers in the state and {before} here; make the groups as they were saved");
        values = loaded;
    }

    internal static SchedulerState ToSave(string prefix, OrderedDictionary<string, Tensor> state) => new(prefix, state, null, false);

    internal static SchedulerState ToCheck(string prefix, IReadOnlyDictionary<string, Tensor> state) => new(prefix, null, state, false);

    internal static SchedulerState ToLoad(string prefix, IReadOnlyDictionary<string, Tensor> state) => new(prefix, null, state, true);

    /// <summary>The state of a schedule inside of this one.</summary>
    internal SchedulerState Inside(string name) => new(_prefix + name + ".", _target, _source, _isLoading);

    private Tensor Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _source!.TryGetValue(Key(name), out var value) && value is not null
            ? value
            : throw new ArgumentException($"LoadStateDict: the state has no \"{Key(name)}\"; it is not the state of such a schedule");
    }

    private string Key(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _prefix + name;
    }
}

namespace Autograd.NN;

/// <summary>
/// The base class of optimizers whose groups are of type <typeparamref name="TGroup"/>: holds the groups and the state,
/// and updates each parameter in a step.
/// </summary>
/// <typeparam name="TGroup">The type of a group with its options.</typeparam>
public abstract class GroupedOptimizer<TGroup> : Optimizer where TGroup : ParameterGroup
{
    private readonly string _name;
    private readonly string[] _stateNames;
    private readonly TGroup _defaults;
    private readonly List<TGroup> _groups = [];
    private readonly List<ParameterState[]> _states = [];
    private readonly HashSet<Tensor> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes an optimizer of these groups.</summary>
    private protected GroupedOptimizer(string name, string[] stateNames, TGroup defaults, IEnumerable<TGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _name = name;
        _stateNames = stateNames;
        _defaults = defaults;
        foreach (var group in groups) AddParamGroup(group);
        if (_groups.Count == 0) throw NoParameters();
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<TGroup> ParamGroups => _groups;

    /// <summary>Adds a group of parameters with its own options, for example layers that were frozen before.</summary>
    /// <exception cref="ArgumentException">
    /// The group is empty or belongs to another optimizer, a parameter is listed already or is not a leaf, or options
    /// exclude each other.
    /// </exception>
    public void AddParamGroup(TGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group.HasOptimizer) throw new ArgumentException(
            $"{_name}: the group belongs to an optimizer already; make another group of its Params");
        if (group.Params.Count == 0) throw NoParameters();
        var added = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < group.Params.Count; i++)
        {
            var parameter = group.Params[i] ?? throw new ArgumentException(
                $"{_name}: parameter {i} of {group.Params.Count} is null; pass tensors alone", nameof(group));
            if (!parameter.IsLeaf)
                throw new ArgumentException(
                    $"{_name}: a parameter of shape {parameter.Shape} is the result of {parameter.GradFn!.Name}; only leaves can be "
                    + "optimized: pass the tensor that it was computed from, or Parameter.From(tensor)");
            if (_known.Contains(parameter) || !added.Add(parameter))
                throw new ArgumentException(
                    $"{_name}: a parameter of shape {parameter.Shape} is listed twice and would be changed twice a step; list it once");
        }

        group.FillFrom(_defaults);
        group.HasOptimizer = true;
        _known.UnionWith(added);
        _groups.Add(group);
        var states = new ParameterState[group.Params.Count];
        for (var i = 0; i < states.Length; i++) states[i] = new ParameterState(_stateNames.Length);
        _states.Add(states);
    }

    /// <inheritdoc/>
    public sealed override void Step()
    {
        for (var g = 0; g < _groups.Count; g++)
        {
            var group = _groups[g];
            var states = _states[g];
            for (var i = 0; i < states.Length; i++)
            {
                var parameter = group.Params[i];
                if (parameter.GetGradAddRef() is not { } grad) continue;
                if (parameter.IsContiguous && grad.IsContiguous) Update(group, parameter, parameter.CopyIfOverlapping(grad), states[i]);
                else UpdateStrided(group, parameter, grad, states[i]);
                parameter.MarkWritten();
                grad.ReleaseGradientRef();
            }
        }
    }

    /// <summary>Updates one parameter; parameter and gradient are contiguous and of the same floating type.</summary>
    private protected abstract void Update(TGroup group, Tensor parameter, Tensor grad, ParameterState state);

    /// <summary>Makes a group without parameters and without options set.</summary>
    private protected abstract TGroup EmptyGroup();

    private void UpdateStrided(TGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        using var _ = GradMode.NoGrad();
        var packed = parameter.Clone();
        Update(group, packed, grad.Contiguous(), state);
        parameter.CopyInPlace(packed);
    }

    /// <inheritdoc/>
    public sealed override OrderedDictionary<string, Tensor> StateDict()
    {
        var result = new OrderedDictionary<string, Tensor>();
        var index = 0;
        foreach (var states in _states)
        {
            foreach (var state in states)
            {
                var prefix = $"state.{index++}.";
                if (state.Step > 0) result[prefix + "step"] = Tensor.From(state.Step);
                for (var i = 0; i < _stateNames.Length; i++)
                    if (state.Tensors[i] is { } tensor) result[prefix + _stateNames[i]] = tensor.Clone();
            }
        }

        index = 0;
        for (var g = 0; g < _groups.Count; g++)
        {
            _groups[g].Save(new OptionWriter($"param_groups.{g}.", result));
            var indices = new long[_states[g].Length];
            for (var i = 0; i < indices.Length; i++) indices[i] = index++;
            result[$"param_groups.{g}.params"] = Tensor.From(indices);
        }

        return result;
    }

    /// <inheritdoc/>
    public sealed override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (var (name, tensor) in state)
            if (tensor is null)
                throw new ArgumentException($"LoadStateDict: \"{name}\" is null in the state; leave it out", nameof(state));
        var loaded = ReadStates(state);
        for (var g = 0; g < _groups.Count; g++) EmptyGroup().Load(new OptionReader($"param_groups.{g}.", state));

        for (var g = 0; g < _groups.Count; g++)
        {
            _groups[g].Load(new OptionReader($"param_groups.{g}.", state));
            _states[g] = loaded[g];
        }
    }

    private List<ParameterState[]> ReadStates(IReadOnlyDictionary<string, Tensor> state)
    {
        var loaded = new List<ParameterState[]>();
        var index = 0;
        for (var g = 0; g < _groups.Count; g++)
        {
            var parameters = _groups[g].Params;
            if (!state.TryGetValue($"param_groups.{g}.params", out var indices) || indices.Numel != parameters.Count)
                throw new ArgumentException(
                    $"LoadStateDict: group {g} has {parameters.Count} parameters here and {indices?.Numel ?? 0} in the state; make the groups as "
                    + "they were saved");
            var states = new ParameterState[parameters.Count];
            for (var i = 0; i < states.Length; i++) states[i] = ReadState($"state.{index++}.", state, parameters[i]);
            loaded.Add(states);
        }

        if (state.ContainsKey($"param_groups.{_groups.Count}.params"))
            throw new ArgumentException($"LoadStateDict: the state has more groups than the {_groups.Count} here; add the missing ones first");
        return loaded;
    }

    private ParameterState ReadState(string prefix, IReadOnlyDictionary<string, Tensor> state, Tensor parameter)
    {
        var result = new ParameterState(_stateNames.Length);
        if (state.TryGetValue(prefix + "step", out var step)) result.Step = step.Item<long>();
        for (var i = 0; i < _stateNames.Length; i++)
        {
            if (!state.TryGetValue(prefix + _stateNames[i], out var tensor)) continue;
            if (!tensor.Shape.Equals(parameter.Shape))
                throw new ArgumentException(
                    $"LoadStateDict: \"{prefix}{_stateNames[i]}\" has shape {tensor.Shape}, and its parameter {parameter.Shape}; they must be the "
                    + "same");
            result.Tensors[i] = tensor.Detach().To(parameter.DType).Clone();
        }

        return result;
    }

    private ArgumentException NoParameters() => new(
        $"{_name}: optimizer got an empty parameter list; pass the parameters to train, such as net.Parameters()");
}

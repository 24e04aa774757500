namespace Autograd.NN;

/// <summary>
/// The base class of optimizers whose groups are of type <typeparamref name="TGroup"/>: holds the groups and the state,
/// and updates each parameter in a step.
/// </summary>
/// <typeparam name="TGroup">The type of a group with its options.</typeparam>
/// <example>
/// Sign descent with momentum:
/// <code>
/// sealed class SignGroup(IEnumerable&lt;Tensor&gt; parameters) : ParameterGroup("Sign", parameters, _options)
/// {
///     private static readonly GroupOption[] _options = [GroupOption.Proportion("beta")];
///
///     public double Beta { get => Number("beta"); set => Set("beta", value); }
/// }
///
/// sealed class Sign(IEnumerable&lt;Tensor&gt; parameters, double lr = 1e-3, double beta = 0.9)
///     : GroupedOptimizer&lt;SignGroup&gt;("Sign", new SignGroup([]) { Lr = lr, Beta = beta }, [new SignGroup(parameters)])
/// {
///     protected override void Update(SignGroup group, Tensor parameter, Tensor grad, ParameterState state)
///     {
///         var mean = state.Get("exp_avg", parameter);
///         mean.LerpInPlace(grad, 1 - group.Beta);
///         parameter.SubInPlace(group.Lr * mean.Sign());
///     }
/// }
/// </code>
/// </example>
public abstract class GroupedOptimizer<TGroup> : Optimizer where TGroup : ParameterGroup
{
    private readonly string _name;
    private readonly TGroup _defaults;
    private readonly List<TGroup> _groups = [];
    private readonly List<ParameterState[]> _states = [];
    private readonly HashSet<Tensor> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes an optimizer of these groups.</summary>
    /// <param name="name">The name of the class, with which messages begin.</param>
    /// <param name="defaults">A group with all options set, which the others take over where they set none.</param>
    /// <param name="groups">The groups.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or options exclude each other.
    /// </exception>
    protected GroupedOptimizer(string name, TGroup defaults, IEnumerable<TGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(groups);
        _name = name;
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

        CheckGroup(group);
        group.FillFrom(_defaults);
        group.HasOptimizer = true;
        _known.UnionWith(added);
        _groups.Add(group);
        var states = new ParameterState[group.Params.Count];
        for (var i = 0; i < states.Length; i++) states[i] = new ParameterState();
        _states.Add(states);
    }

    /// <summary>True if the optimizer works by kernels, which record nothing and keep no gradient.</summary>
    private protected virtual bool UsesKernels => false;

    /// <summary>The state of a parameter.</summary>
    private protected ParameterState StateOf(int group, int index) => _states[group][index];

    /// <summary>Reads the options of a group, once in a step and before its parameters are updated.</summary>
    private protected virtual void BeginGroup(TGroup group)
    {
    }

    /// <summary>Checks a further group.</summary>
    private protected virtual void CheckGroup(TGroup group)
    {
    }

    /// <inheritdoc/>
    protected override void UpdateParameters()
    {
        if (UsesKernels)
        {
            UpdateAll(usesKernels: true);
            return;
        }

        using var _ = GradMode.NoGrad();
        UpdateAll(usesKernels: false);
    }

    private void UpdateAll(bool usesKernels)
    {
        var updated = 0;
        for (var g = 0; g < _groups.Count; g++)
        {
            var group = _groups[g];
            var states = _states[g];
            BeginGroup(group);
            for (var i = 0; i < states.Length; i++)
            {
                var parameter = group.Params[i];
                if ((usesKernels ? parameter.GetGradAddRef() : parameter.Grad) is not { } grad) continue;
                if (parameter.DType.IsReducedFloatingPoint()) UpdateReduced(group, parameter, grad, states[i]);
                else if (parameter.IsContiguous && grad.IsContiguous) Update(group, parameter, parameter.CopyIfOverlapping(grad), states[i]);
                else UpdateStrided(group, parameter, grad, states[i]);
                parameter.MarkWritten();
                if (usesKernels) grad.ReleaseGradientRef();
                updated++;
            }
        }

        if (updated == 0) throw NoGradients();
    }

    /// <summary>
    /// Updates one parameter in place; parameter and gradient are contiguous, of the same shape and floating type, and
    /// nothing is recorded.
    /// </summary>
    /// <param name="group">The parameter's group, with the options.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="grad">The gradient, which is only read.</param>
    /// <param name="state">What the optimizer keeps for the parameter from step to step.</param>
    protected abstract void Update(TGroup group, Tensor parameter, Tensor grad, ParameterState state);

    /// <summary>
    /// True if a tensor of a saved state may be the state of that name of a parameter. In the base class its shape must
    /// be the parameter's.
    /// </summary>
    protected virtual bool Fits(string name, Tensor value, Tensor parameter) =>
        NotNull(value).Shape.Equals(NotNull(parameter).Shape);

    /// <summary>
    /// Updates a parameter of 16 bits in Float32; it and its state are rounded once. PyTorch rounds after each of its
    /// operations.
    /// </summary>
    private void UpdateReduced(TGroup group, Tensor parameter, Tensor grad, ParameterState state)
    {
        using var _ = GradMode.NoGrad();
        var wide = parameter.Detach().To(DType.Float32).Contiguous();
        state.ConvertTo(DType.Float32);
        Update(group, wide, grad.To(DType.Float32).Contiguous(), state);
        state.ConvertTo(parameter.DType);
        parameter.CopyInPlace(wide);
    }

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
                foreach (var (name, tensor) in state.Tensors) result[prefix + name] = tensor.Clone();
                foreach (var (name, number) in state.Numbers) result[prefix + name] = Tensor.From(number, DType.Float64);
            }
        }

        index = 0;
        for (var g = 0; g < _groups.Count; g++)
        {
            _groups[g].Save($"param_groups.{g}.", result);
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
        var states = ReadStates(state);
        var options = new List<ParameterGroup.SavedOptions>();
        for (var g = 0; g < _groups.Count; g++) options.Add(_groups[g].Read($"param_groups.{g}.", state));

        for (var g = 0; g < _groups.Count; g++)
        {
            _groups[g].Load(options[g]);
            _states[g] = states[g];
        }
    }

    private List<ParameterState[]> ReadStates(IReadOnlyDictionary<string, Tensor> state)
    {
        var loaded = new List<ParameterState[]>();
        var entries = SavedStates.ByParameter(state);
        var index = 0;
        for (var g = 0; g < _groups.Count; g++)
        {
            var parameters = _groups[g].Params;
            if (!state.TryGetValue($"param_groups.{g}.params", out var indices) || indices.Numel != parameters.Count)
                throw new ArgumentException(
                    $"LoadStateDict: group {g} has {parameters.Count} parameters here and {indices?.Numel ?? 0} in the state; make the groups as "
                    + "they were saved");
            var states = new ParameterState[parameters.Count];
            for (var i = 0; i < states.Length; i++) states[i] = ReadState(index, entries.GetValueOrDefault(index++, []), parameters[i]);
            loaded.Add(states);
        }

        if (state.ContainsKey($"param_groups.{_groups.Count}.params"))
            throw new ArgumentException($"LoadStateDict: the state has more groups than the {_groups.Count} here; add the missing ones first");
        return loaded;
    }

    private ParameterState ReadState(int index, List<(string Name, Tensor Value)> entries, Tensor parameter)
    {
        var result = new ParameterState();
        foreach (var (name, value) in entries)
        {
            if (name == "step") result.Step = value.Item<long>();
            else if (value.NDim == 0 && parameter.NDim > 0) result.SetNumber(name, value.Item());
            else if (!Fits(name, value, parameter))
                throw new ArgumentException(
                    $"LoadStateDict: \"state.{index}.{name}\" has shape {value.Shape}, and its parameter {parameter.Shape}; they must be the "
                    + "same");
            else if (value.NDim == 0) result.SetEither(name, value.Detach().To(parameter.DType).Clone(), value.Item());
            else result.Set(string.Intern(name), value.Detach().To(parameter.DType).Clone());
        }

        return result;
    }

    private protected InvalidOperationException NoGradients()
    {
        var count = 0;
        foreach (var group in _groups) count += group.Params.Count;
        return new InvalidOperationException(
            $"Step: none of the {count} parameters of {_name} has a gradient, and nothing was changed; call Backward() on a loss that depends on "
            + "them after ZeroGrad(), and make the optimizer of the parameters of the module that computes it");
    }

    private ArgumentException NoParameters() => new(
        $"{_name}: optimizer got an empty parameter list; pass the parameters to train, such as net.Parameters()");
}

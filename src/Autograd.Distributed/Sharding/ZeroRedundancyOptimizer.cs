using System.Globalization;
using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// Splits the state of an optimizer over the ranks: each rank keeps the state of its share of the parameters, updates
/// these, and sends them to the others. PyTorch's <c>ZeroRedundancyOptimizer</c>; stage 1 of S. Rajbhandari et al.,
/// "ZeRO: memory optimizations toward training trillion parameter models" (2020).
/// </summary>
/// <remarks>
/// <para>
/// A parameter belongs as a whole to one rank, so any optimizer that treats parameters one by one can be sharded, and
/// each update is bit for bit that of the optimizer alone. With n ranks a rank holds about 1/n of the state, as far as
/// the parameters can be dealt out evenly. Gradients must be equal in all ranks: those of
/// <see cref="DistributedDataParallel"/> are. If this optimizer is passed to it, each rank keeps only the gradients of
/// its own parameters (stage 2).
/// </para>
/// <para>
/// <see cref="ParamGroups"/> are the groups of the wrapped optimizer, with all parameters, so schedules work as usual.
/// </para>
/// </remarks>
/// <example><code>
/// var optimizer = new ZeroRedundancyOptimizer(new AdamW(net.Parameters(), lr: 1e-3));
/// var model = new DistributedDataParallel(net, shardedOptimizer: optimizer);
/// // …
/// optimizer.ConsolidateStateDict(to: 0);
/// if (Distributed.Rank == 0) TorchFile.Save(optimizer.TorchStateDict(), "optimizer.pt");
/// </code></example>
public sealed class ZeroRedundancyOptimizer : Optimizer
{
    private readonly Optimizer _optimizer;
    private readonly Replicas _replicas;
    private readonly List<Tensor> _parameters;
    private readonly int[] _owners;
    private readonly Dictionary<Tensor, int> _ownerOf = new(ReferenceEqualityComparer.Instance);
    private OrderedDictionary<string, Tensor>? _consolidated;

    /// <summary>Shards an optimizer. All ranks must do so in the same order, with optimizers of the same parameters.</summary>
    /// <param name="optimizer">The optimizer of all parameters, which has not made a step.</param>
    /// <param name="processGroup">The ranks that share the state; null for all.</param>
    /// <exception cref="ArgumentException">
    /// The optimizer is <see cref="LBFGS"/>, whose state belongs to all parameters together, or is sharded already.
    /// </exception>
    public ZeroRedundancyOptimizer(Optimizer optimizer, ProcessGroup? processGroup = null)
        : this(optimizer, new GroupReplicas(processGroup, isDeterministic: false))
    {
    }

    internal ZeroRedundancyOptimizer(Optimizer optimizer, Replicas replicas)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (optimizer is LBFGS or ZeroRedundancyOptimizer)
            throw new ArgumentException(
                $"ZeroRedundancyOptimizer: a {optimizer.GetType().Name} cannot be sharded; pass an optimizer that updates parameters one by one, "
                + "such as Adam",
                nameof(optimizer));
        _optimizer = optimizer;
        _replicas = replicas;
        _parameters = [.. optimizer.ParamGroups.SelectMany(group => group.Params)];
        _owners = ParameterPartition.Make(_parameters, _replicas.Size);
        for (var i = 0; i < _owners.Length; i++) _ownerOf.Add(_parameters[i], _owners[i]);
    }

    /// <summary>The optimizer that was wrapped; it holds the state of this rank's parameters alone.</summary>
    public Optimizer Optimizer => _optimizer;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterGroup> ParamGroups => _optimizer.ParamGroups;

    /// <summary>The parameters whose state this rank keeps.</summary>
    public IReadOnlyList<Tensor> LocalParameters => _parameters.FindAll(parameter => _ownerOf[parameter] == _replicas.Rank);

    internal bool Owns(Tensor parameter) => _ownerOf.ContainsKey(parameter);

    internal int OwnerOf(Tensor parameter) => _ownerOf[parameter];

    /// <inheritdoc/>
    protected override void UpdateParameters()
    {
        // The optimizer passes over parameters without a gradient, and so makes no state for them.
        var hidden = new Tensor?[_parameters.Count];
        var isAnyOurs = false;
        for (var i = 0; i < hidden.Length; i++)
        {
            if (_owners[i] == _replicas.Rank) isAnyOurs |= _parameters[i].HasGrad;
            else hidden[i] = _parameters[i].TakeGrad();
        }

        try
        {
            // A rank may own no parameter that was used. Without ranks to share with, the optimizer reports what is wrong.
            if (isAnyOurs || _replicas.Size == 1) _optimizer.Step();
        }
        finally
        {
            for (var i = 0; i < hidden.Length; i++)
                if (hidden[i] is { } grad) _parameters[i].RestoreGrad(grad);
        }

        _consolidated = null;
        SendParameters();
    }

    private void SendParameters()
    {
        if (_replicas.Size == 1) return;
        using var _ = GradMode.NoGrad();
        _replicas.Broadcast(_parameters.Where(parameter => parameter.RequiresGrad).Select(parameter => (parameter, _ownerOf[parameter])));
    }

    /// <summary>
    /// Collects the state of all ranks at one rank, where <see cref="StateDict"/> then returns it. All ranks must call it.
    /// </summary>
    /// <param name="to">The rank that gets the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    public void ConsolidateStateDict(int to = 0)
    {
        if (to < 0 || to >= _replicas.Size)
            throw new ArgumentOutOfRangeException(nameof(to), $"ConsolidateStateDict: rank {to} of {_replicas.Size}; it must be 0 or more, and less");
        var ours = _optimizer.StateDict();
        _consolidated = null;
        var parts = _replicas.GatherTensors(
            [.. ours.Where(entry => IndexIn(entry.Key) is not null).Select(entry => (entry.Key, entry.Value))], to);
        if (_replicas.Rank != to) return;
        var all = new OrderedDictionary<string, Tensor>();
        foreach (var (name, tensor) in parts.OrderBy(entry => IndexIn(entry.Name))) all[name] = tensor;
        foreach (var (name, tensor) in ours) all.TryAdd(name, tensor);
        _consolidated = all;
    }

    /// <summary>
    /// Returns the whole state, as the wrapped optimizer alone would have it, at the rank that
    /// <see cref="ConsolidateStateDict"/> collected it at.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was not collected here since the last step.</exception>
    public override OrderedDictionary<string, Tensor> StateDict()
    {
        if (_replicas.Size == 1) return _optimizer.StateDict();
        return _consolidated ?? throw new InvalidOperationException(
            $"StateDict: the state is spread over {_replicas.Size} ranks and was not collected at rank {_replicas.Rank} since the last step; call "
            + "ConsolidateStateDict(to) on all ranks, and StateDict() on rank \"to\" alone");
    }

    /// <summary>
    /// Restores a whole state; each rank keeps its share. The state may come from another number of ranks, or from the
    /// wrapped optimizer's class without shards.
    /// </summary>
    /// <inheritdoc/>
    public override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var share = new OrderedDictionary<string, Tensor>();
        foreach (var (name, tensor) in state)
            if (IndexIn(name) is not { } index || index >= _owners.Length || _owners[index] == _replicas.Rank) share[name] = tensor;
        _optimizer.LoadStateDict(share);
        _consolidated = null;
    }

    /// <summary>The index of the parameter in a name such as <c>state.3.exp_avg</c>; null in other names.</summary>
    private static int? IndexIn(string name)
    {
        const string Prefix = "state.";
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var end = name.IndexOf('.', Prefix.Length);
        return end > 0 && int.TryParse(name.AsSpan(Prefix.Length, end - Prefix.Length), CultureInfo.InvariantCulture, out var index) ? index : null;
    }
}

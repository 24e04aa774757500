using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// As <see cref="DistributedDataParallel"/>, for a module of any <c>Forward</c>, which is called by a function.
/// </summary>
/// <typeparam name="TModule">The class of the module.</typeparam>
/// <example><code>
/// var net = new DistributedDataParallel&lt;Translator&gt;(new Translator());
/// var (logits, attention) = net.Forward(m => m.Forward(source, target));
/// </code></example>
public sealed class DistributedDataParallel<TModule> : Module, IDisposable where TModule : Module
{
    private readonly TModule _module;
    private readonly ReplicatedModule _replicas;

    /// <summary>Wraps a module; see <see cref="DistributedDataParallel"/>.</summary>
    /// <inheritdoc cref="DistributedDataParallel(UnaryModule, double, bool, bool, ProcessGroup, bool, ZeroRedundancyOptimizer)"/>
    public DistributedDataParallel(
        TModule module, double bucketCapMb = 25, bool findUnusedParameters = false, bool broadcastBuffers = true,
        ProcessGroup? processGroup = null, bool deterministic = false, ZeroRedundancyOptimizer? shardedOptimizer = null)
        : this(
            module, bucketCapMb, findUnusedParameters, broadcastBuffers, new GroupReplicas(processGroup, deterministic), shardedOptimizer)
    {
    }

    internal DistributedDataParallel(
        TModule module, double bucketCapMb, bool findUnusedParameters, bool broadcastBuffers, Replicas replicas,
        ZeroRedundancyOptimizer? shardedOptimizer)
    {
        ArgumentNullException.ThrowIfNull(module);
        _module = module;
        _replicas = new ReplicatedModule(module, bucketCapMb, findUnusedParameters, broadcastBuffers, replicas, shardedOptimizer);
    }

    /// <summary>The module that was wrapped.</summary>
    public TModule Module => _module;

    /// <summary>Calls the module.</summary>
    /// <param name="forward">Calls its <c>Forward</c>, and returns what it returns.</param>
    public TResult Forward<TResult>(Func<TModule, TResult> forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        _replicas.BeforeForward();
        return forward(_module);
    }

    /// <inheritdoc cref="DistributedDataParallel.NoSync"/>
    public IDisposable NoSync() => _replicas.NoSync();

    /// <inheritdoc cref="DistributedDataParallel.Dispose"/>
    public void Dispose() => _replicas.Dispose();
}

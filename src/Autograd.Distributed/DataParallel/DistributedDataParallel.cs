using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// Trains one module on several processes, each with its part of the batch: after <see cref="Tensor.Backward"/> every
/// gradient is the mean over all ranks. PyTorch's <c>DistributedDataParallel</c>, for a module of one tensor in and out;
/// <see cref="DistributedDataParallel{TModule}"/> is for others.
/// </summary>
/// <remarks>
/// <para>
/// When it is made, all ranks take over the parameters and buffers of rank 0, and it is checked that their shapes agree.
/// Gradients are reduced in buckets while the backward pass still computes the rest. They lie in the buckets: each
/// <see cref="Tensor.Grad"/> is a view of one, as PyTorch has it with <c>gradient_as_bucket_view=True</c>. Since all
/// ranks have the same gradients, clipping them by their norm and the optimizer's step are those of one process.
/// </para>
/// <para>
/// Every pass of <see cref="Tensor.Backward"/> that reaches the parameters is reduced, unless it runs within
/// <see cref="NoSync"/>. All ranks must run as many. With one rank it does nothing but pass on.
/// </para>
/// <para>
/// Names in the state begin with <c>module.</c>, as in PyTorch; <c>Module.StateDict()</c> has those of the module alone.
/// </para>
/// </remarks>
/// <example><code>
/// Distributed.Init();
/// var net = new DistributedDataParallel(new Sequential(new Linear(784, 100), new Tanh(), new Linear(100, 10)));
/// var optimizer = new Adam(net.Parameters());
/// foreach (var (x, y) in batchesOfThisRank)
/// {
///     optimizer.ZeroGrad();
///     lossFn.Forward(net.Forward(x), y).Backward();
///     optimizer.Step();
/// }
/// </code></example>
public sealed class DistributedDataParallel : UnaryModule, IDisposable
{
    private readonly UnaryModule _module;
    private readonly ReplicatedModule _replicas;

    /// <summary>Wraps a module. All ranks must do so in the same order.</summary>
    /// <param name="module">The module, converted to its final types.</param>
    /// <param name="bucketCapMb">The size of a bucket in MB; the first has at most 1 MB.</param>
    /// <param name="findUnusedParameters">
    /// True if a pass may leave parameters out: they then count as zeros, and one that no rank used keeps no gradient.
    /// </param>
    /// <param name="broadcastBuffers">
    /// True if all ranks take over the buffers of rank 0 before each <see cref="Forward"/> that is recorded while
    /// training.
    /// </param>
    /// <param name="processGroup">The ranks that train together; null for all.</param>
    /// <param name="deterministic">
    /// True to sum in the order of ranks, so that the bits are those of one process that accumulates the gradients of
    /// all parts in this order and divides by their number.
    /// </param>
    /// <param name="shardedOptimizer">
    /// An optimizer of these parameters: each gradient is then reduced to the rank alone that updates its parameter, and
    /// dropped elsewhere (stage 2 of S. Rajbhandari et al., "ZeRO: memory optimizations toward training trillion
    /// parameter models", 2020).
    /// </param>
    /// <exception cref="ArgumentException">
    /// No parameter requires a gradient, a rank has other parameters, or the size of buckets is not positive.
    /// </exception>
    public DistributedDataParallel(
        UnaryModule module, double bucketCapMb = 25, bool findUnusedParameters = false, bool broadcastBuffers = true,
        ProcessGroup? processGroup = null, bool deterministic = false, ZeroRedundancyOptimizer? shardedOptimizer = null)
        : this(
            module, bucketCapMb, findUnusedParameters, broadcastBuffers, new GroupReplicas(processGroup, deterministic), shardedOptimizer)
    {
    }

    internal DistributedDataParallel(
        UnaryModule module, double bucketCapMb, bool findUnusedParameters, bool broadcastBuffers, Replicas replicas,
        ZeroRedundancyOptimizer? shardedOptimizer)
    {
        ArgumentNullException.ThrowIfNull(module);
        _module = module;
        _replicas = new ReplicatedModule(module, bucketCapMb, findUnusedParameters, broadcastBuffers, replicas, shardedOptimizer);
    }

    /// <summary>The module that was wrapped.</summary>
    public UnaryModule Module => _module;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        _replicas.BeforeForward();
        return _module.Forward(x);
    }

    /// <summary>
    /// Lets gradients accumulate in this process alone until the scope ends; the next pass outside of it reduces their
    /// sum. To be used by all ranks for the same passes.
    /// </summary>
    /// <example><code>
    /// using (net.NoSync()) Loss(firstHalf).Backward();
    /// Loss(secondHalf).Backward();
    /// optimizer.Step();
    /// </code></example>
    public IDisposable NoSync() => _replicas.NoSync();

    /// <summary>Ends the reduction of gradients; the module can then be used alone or be wrapped again.</summary>
    public void Dispose() => _replicas.Dispose();
}

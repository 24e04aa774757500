using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// Batch normalization with the statistics of the whole batch, of which each rank has a part: PyTorch's
/// <c>SyncBatchNorm</c>. Results and gradients are those of one process with the whole batch.
/// </summary>
/// <remarks>
/// <para>Shapes: (N, C), (N, C, L), (N, C, H, W) or (N, C, D, H, W) → the same; N may differ from rank to rank.</para>
/// <para>
/// The means, the sums of squared deviations and the counts of all ranks are combined in the order of ranks, so all
/// ranks normalize with the same numbers. In evaluation nothing is exchanged.
/// </para>
/// </remarks>
public sealed class SyncBatchNorm : BatchNormNd
{
    /// <summary>Makes a layer of C channels.</summary>
    /// <param name="numFeatures">C, the number of channels.</param>
    /// <param name="eps">ε, the term added to the variance.</param>
    /// <param name="momentum">The weight of the newest statistics in the running ones; null for the mean of all.</param>
    /// <param name="affine">True if the layer has a weight and a bias.</param>
    /// <param name="trackRunningStats">False to normalize with the statistics of this rank's batch in evaluation too.</param>
    /// <param name="processGroup">The ranks whose batches are one; null for all.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentOutOfRangeException">numFeatures is negative.</exception>
    public SyncBatchNorm(
        int numFeatures, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true,
        ProcessGroup? processGroup = null, DType dtype = DType.Float32)
        : base(
            "SyncBatchNorm", (2, 5), "(N, C), or (N, C, …) of up to 5 dimensions", numFeatures, eps, momentum, affine, trackRunningStats,
            dtype) =>
        Synchronize(this, new GroupReplicas(processGroup, isDeterministic: true));

    /// <summary>
    /// Makes every <see cref="BatchNorm1d"/>, <see cref="BatchNorm2d"/> and <see cref="BatchNorm3d"/> of a module compute
    /// as this class does. The layers stay the same objects, so fields of their types and optimizers keep them.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="processGroup">The ranks whose batches are one; null for all.</param>
    /// <returns>The module.</returns>
    /// <example><code>var net = new DistributedDataParallel(SyncBatchNorm.ConvertSyncBatchNorm(new ConvNet()));</code></example>
    public static TModule ConvertSyncBatchNorm<TModule>(TModule module, ProcessGroup? processGroup = null) where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        Synchronize(module, new GroupReplicas(processGroup, isDeterministic: true));
        return module;
    }

    internal static void Synchronize(Module module, Replicas replicas)
    {
        foreach (var part in module.Modules())
            if (part is BatchNormNd norm) Synchronize(norm, replicas);
    }

    private static void Synchronize(BatchNormNd norm, Replicas replicas)
    {
        if (replicas.Size > 1) norm.TrainingForward = (layer, x, momentum) => SyncBatchNormFunction.Run(layer, x, momentum, replicas);
    }
}

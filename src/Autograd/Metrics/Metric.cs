namespace Autograd.Metrics;

/// <summary>
/// A figure over many batches: update it with each, compute it at the end, reset it for the next pass. After
/// torchmetrics.
/// </summary>
public abstract class Metric
{
    /// <summary>The figure of all batches since the last reset, Float64 unless it counts.</summary>
    /// <exception cref="InvalidOperationException">There was no batch.</exception>
    public abstract Tensor Compute();

    /// <summary>Forgets all batches.</summary>
    public abstract void Reset();

    private protected InvalidOperationException NothingSeen() =>
        new($"Compute: {GetType().Name} has seen no batch; call Update first");
}

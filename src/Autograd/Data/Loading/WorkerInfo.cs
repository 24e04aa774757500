namespace Autograd.Data;

/// <summary>What a worker of a loader is; <c>torch.utils.data.get_worker_info()</c>.</summary>
/// <param name="Id">The number of the worker, from 0.</param>
/// <param name="NumWorkers">The number of workers.</param>
/// <param name="Seed">The seed of the worker's default generator.</param>
public sealed record WorkerInfo(int Id, int NumWorkers, long Seed)
{
    [ThreadStatic]
    private static WorkerInfo? _current;

    /// <summary>The worker that this code runs on; null if this thread is no worker.</summary>
    public static WorkerInfo? Current
    {
        get => _current;
        internal set => _current = value;
    }
}

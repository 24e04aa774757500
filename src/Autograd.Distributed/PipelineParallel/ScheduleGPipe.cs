namespace Autograd.Distributed;

/// <summary>
/// All micro-batches forward, then all backward: <c>torch.distributed.pipelining.ScheduleGPipe</c>. After Y. Huang et al.,
/// "GPipe: efficient training of giant neural networks using pipeline parallelism" (2019).
/// </summary>
/// <remarks>A stage keeps the activations of all micro-batches; of n stages and m micro-batches (n − 1)/(m + n − 1) of the time is idle.</remarks>
public sealed class ScheduleGPipe : PipelineSchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="stage">The stage of this rank.</param>
    /// <param name="nMicrobatches">The number of micro-batches.</param>
    /// <param name="lossFn">The loss of results and targets; the last stage needs it.</param>
    /// <param name="scaleGrads">True for gradients of the mean of the losses, false for those of their sum.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of micro-batches is not positive.</exception>
    public ScheduleGPipe(PipelineStage stage, int nMicrobatches, Func<Tensor, Tensor, Tensor>? lossFn = null, bool scaleGrads = true)
        : base("ScheduleGPipe", stage, nMicrobatches, lossFn, scaleGrads)
    {
    }

    private protected override int Warmup => NMicrobatches;
}

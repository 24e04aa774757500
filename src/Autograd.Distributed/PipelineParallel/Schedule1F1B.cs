namespace Autograd.Distributed;

/// <summary>
/// One micro-batch forward, one backward, as soon as the last stage has the first:
/// <c>torch.distributed.pipelining.Schedule1F1B</c>. After D. Narayanan et al., "PipeDream: generalized pipeline parallelism
/// for DNN training" (2019).
/// </summary>
/// <remarks>
/// Stage i of n keeps the activations of n − i micro-batches at most, however many there are. The idle time and the
/// gradients are those of <see cref="ScheduleGPipe"/>.
/// </remarks>
public sealed class Schedule1F1B : PipelineSchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="stage">The stage of this rank.</param>
    /// <param name="nMicrobatches">The number of micro-batches.</param>
    /// <param name="lossFn">The loss of results and targets; the last stage needs it.</param>
    /// <param name="scaleGrads">True for gradients of the mean of the losses, false for those of their sum.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of micro-batches is not positive.</exception>
    public Schedule1F1B(PipelineStage stage, int nMicrobatches, Func<Tensor, Tensor, Tensor>? lossFn = null, bool scaleGrads = true)
        : base("Schedule1F1B", stage, nMicrobatches, lossFn, scaleGrads)
    {
    }

    private protected override int Warmup => Math.Min(NMicrobatches, Stage.NumStages - Stage.StageIndex - 1);
}

namespace Autograd.Distributed;

/// <summary>The order in which a stage runs its micro-batches.</summary>
/// <remarks>
/// A batch is cut into micro-batches, which follow each other through the stages. Gradients accumulate in the order of the
/// micro-batches, as in one process that computes one after the other, and with <c>scaleGrads</c> are those of the mean of
/// their losses. The optimizer's step is the caller's, on each rank with its stage's parameters.
/// </remarks>
public abstract class PipelineSchedule
{
    private readonly Func<Tensor, Tensor, Tensor>? _lossFn;
    private readonly bool _scaleGrads;

    private protected PipelineSchedule(
        string op, PipelineStage stage, int nMicrobatches, Func<Tensor, Tensor, Tensor>? lossFn, bool scaleGrads)
    {
        ArgumentNullException.ThrowIfNull(stage);
        if (nMicrobatches < 1)
            throw new ArgumentOutOfRangeException(nameof(nMicrobatches), $"{op}: nMicrobatches is {nMicrobatches}; use 1 or more");
        (Name, Stage, NMicrobatches, _lossFn, _scaleGrads) = (op, stage, nMicrobatches, lossFn, scaleGrads);
    }

    /// <summary>The stage of this rank.</summary>
    public PipelineStage Stage { get; }

    /// <summary>The number of micro-batches.</summary>
    public int NMicrobatches { get; }

    private string Name { get; }

    /// <summary>Computes a batch and its gradients. Every rank calls it.</summary>
    /// <param name="input">The batch, which the first stage takes; others may leave it out.</param>
    /// <param name="target">What the last stage's loss compares with; others may leave it out.</param>
    /// <param name="losses">Gets the loss of each micro-batch on the last stage.</param>
    /// <returns>The last stage's results, joined; null on other ranks.</returns>
    /// <exception cref="ArgumentException">The batch cannot be cut into equal micro-batches, or is missing where it is needed.</exception>
    /// <exception cref="InvalidOperationException">The last stage has no loss.</exception>
    public Tensor? Step(Tensor? input = null, Tensor? target = null, ICollection<Tensor>? losses = null)
    {
        if (_lossFn is null && Stage.IsLast) throw new InvalidOperationException($"{Name}: Step without a lossFn; pass one, or call Eval");
        var batches = Batches(input, target, losses, isTraining: true);
        Run(batches);
        return batches.Result(Stage);
    }

    /// <summary>Computes a batch, and its loss if there are targets, without gradients. Every rank calls it.</summary>
    /// <param name="input">As for <see cref="Step"/>.</param>
    /// <param name="target">As for <see cref="Step"/>; null for no loss.</param>
    /// <param name="losses">As for <see cref="Step"/>.</param>
    /// <returns>The last stage's results, joined; null on other ranks.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Step"/>.</exception>
    public Tensor? Eval(Tensor? input = null, Tensor? target = null, ICollection<Tensor>? losses = null)
    {
        using var _ = GradMode.NoGrad();
        var batches = Batches(input, target, losses, isTraining: false);
        Stage.Begin();
        for (var i = 0; i < NMicrobatches; i++) batches.Forward(i);
        Stage.End();
        return batches.Result(Stage);
    }

    /// <summary>The number of micro-batches that are computed forward before the first is computed backward.</summary>
    private protected abstract int Warmup { get; }

    private void Run(MicroBatches batches)
    {
        Stage.Begin();
        var forwarded = 0;
        for (; forwarded < Warmup; forwarded++) batches.Forward(forwarded);
        for (var i = 0; i < NMicrobatches; i++)
        {
            if (forwarded < NMicrobatches) batches.Forward(forwarded++);
            Stage.BackwardOne();
        }

        Stage.End();
    }

    private MicroBatches Batches(Tensor? input, Tensor? target, ICollection<Tensor>? losses, bool isTraining) => new(
        Stage, Stage.IsFirst ? Cut("input", input) : null, Stage.IsLast && (isTraining || target is not null) ? Cut("target", target) : null,
        _lossFn, _scaleGrads && isTraining ? NMicrobatches : 1, losses);

    private Tensor[] Cut(string what, Tensor? batch)
    {
        if (batch is null) throw new ArgumentException($"{Name}: no {what} on stage {Stage.StageIndex} of {Stage.NumStages}; pass it there", what);
        if (batch.NDim == 0 || batch.Size(0) % NMicrobatches != 0 || batch.Size(0) == 0)
            throw new ArgumentException(
                $"{Name}: {what} of shape {batch.Shape} in {NMicrobatches} micro-batches; their number must divide the first size", what);
        return batch.Chunk(NMicrobatches);
    }
}

using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// This rank's part of a net that is cut into stages, one a rank; <c>torch.distributed.pipelining.PipelineStage</c>.
/// </summary>
/// <remarks>
/// Rank i of the group has stage i, and receives activations from stage i − 1 and gradients from stage i + 1. A schedule
/// runs the stages: <see cref="ScheduleGPipe"/> or <see cref="Schedule1F1B"/>.
/// </remarks>
/// <example><code>
/// Generator.ManualSeed(0);                                 // every rank makes the whole net, and keeps its stage
/// var net = new Sequential(new Linear(64, 256), new Tanh(), new Linear(256, 256), new Tanh(), new Linear(256, 10));
/// var stage = PipelineStage.FromSequential(net);
/// </code></example>
public sealed class PipelineStage
{
    private readonly StageLink _link;
    private readonly Queue<(Tensor? Input, Tensor Output)> _waiting = new();

    /// <summary>Makes the stage of this rank.</summary>
    /// <param name="submodule">The stage's layers.</param>
    /// <param name="group">The ranks that have the stages, in order; null for all.</param>
    public PipelineStage(UnaryModule submodule, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(submodule);
        Submodule = submodule;
        _link = new StageLink(group);
        (StageIndex, NumStages) = (Distributed.GetRank(group), Distributed.GetWorldSize(group));
    }

    /// <summary>The stage's layers.</summary>
    public UnaryModule Submodule { get; }

    /// <summary>The number of this stage, from 0.</summary>
    public int StageIndex { get; }

    /// <summary>The number of stages.</summary>
    public int NumStages { get; }

    /// <summary>True if this stage takes the input.</summary>
    public bool IsFirst => StageIndex == 0;

    /// <summary>True if this stage computes the loss.</summary>
    public bool IsLast => StageIndex == NumStages - 1;

    /// <summary>The largest number of micro-batches of the last step whose activations were kept at one time.</summary>
    public int MaxWaiting { get; private set; }

    /// <summary>Cuts a net into stages of nearly as many layers, and makes that of this rank.</summary>
    /// <param name="net">The whole net, the same on every rank.</param>
    /// <param name="starts">The index of the first layer of each stage after the first; null for equal numbers.</param>
    /// <param name="group">The ranks that have the stages, in order; null for all.</param>
    /// <exception cref="ArgumentException">There are too few layers, or the starts do not fit the stages.</exception>
    public static PipelineStage FromSequential(Sequential net, IReadOnlyList<int>? starts = null, ProcessGroup? group = null)
    {
        ArgumentNullException.ThrowIfNull(net);
        var (rank, stages) = (Distributed.GetRank(group), Distributed.GetWorldSize(group));
        if (starts is null)
        {
            var layers = Partition.Of("FromSequential", "layers:", net.Count, stages);
            starts = [.. Enumerable.Range(1, stages - 1).Select(layers.Start)];
        }

        int[] bounds = [0, .. starts, net.Count];
        if (starts.Count != stages - 1 || bounds.Zip(bounds.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException(
                $"FromSequential: starts [{string.Join(", ", starts)}] for {stages} stages of {net.Count} layers; there must be {stages - 1}, "
                + $"which rise from 1 to {net.Count - 1} at most");
        return new PipelineStage(net[bounds[rank]..bounds[rank + 1]], group);
    }

    /// <summary>Forgets what was kept in a step that failed.</summary>
    internal void Begin()
    {
        _waiting.Clear();
        MaxWaiting = 0;
    }

    /// <summary>Computes the next micro-batch and passes the result on.</summary>
    /// <param name="input">The first stage's micro-batch; null elsewhere.</param>
    /// <param name="loss">The last stage's loss of its result, if it trains.</param>
    /// <returns>The result.</returns>
    internal Tensor ForwardOne(Tensor? input, Func<Tensor, Tensor>? loss)
    {
        if (!IsFirst)
        {
            input = _link.Receive(StageIndex - 1);
            if (input.DType.IsFloatingPoint()) input.RequiresGrad = GradMode.IsEnabled;
        }

        var output = Submodule.Forward(input!);
        if (!IsLast) _link.Send(output, StageIndex + 1);
        if (GradMode.IsEnabled)
        {
            _waiting.Enqueue((IsFirst ? null : input, loss is null ? output : loss(output)));
            MaxWaiting = Math.Max(MaxWaiting, _waiting.Count);
        }
        else
        {
            loss?.Invoke(output);
        }

        return output.Detach();
    }

    /// <summary>Computes the gradients of the micro-batch that has waited longest, and passes its input's on.</summary>
    internal void BackwardOne()
    {
        var (input, output) = _waiting.Dequeue();
        var grad = IsLast ? null : _link.Receive(StageIndex + 1);
        if (output.RequiresGrad) output.Backward(grad);
        if (input is not null) _link.Send(input.Grad ?? Tensor.Zeros(input.Shape, input.DType), StageIndex - 1);
    }

    /// <summary>Waits until everything that was sent has left.</summary>
    internal void End() => _link.Flush();
}

using Autograd.NN;

namespace Autograd.Distributed;

/// <summary>
/// The cross entropy of classes, log Σ exp(x) − x[target], where each rank has the scores of some classes only: the whole
/// scores are never in one process.
/// </summary>
/// <remarks>
/// Communication: the maximum of each row, then the sum of its exponentials together with the score of its target; none
/// backward. Gradient: g·(softmax(x) − onehot(target)), this rank's part. Scores come from a
/// <see cref="ColumnParallelLinear"/> with <c>gatherOutput: false</c>.
/// </remarks>
/// <example><code>
/// var head = new ColumnParallelLinear(width, characters, bias: false, gatherOutput: false);
/// var loss = new VocabParallelCrossEntropy(characters).Forward(head.Forward(hidden), target);
/// </code></example>
public sealed class VocabParallelCrossEntropy : Module
{
    private readonly RegionGroup _group;
    private readonly Partition _classes;

    /// <summary>Makes the loss.</summary>
    /// <param name="numClasses">The number of classes of all ranks together.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <param name="ignoreIndex">A class whose elements do not count.</param>
    /// <param name="group">The ranks that share the scores; null for all.</param>
    /// <exception cref="ArgumentException">There are fewer classes than ranks.</exception>
    public VocabParallelCrossEntropy(
        int numClasses, Reduction reduction = Reduction.Mean, int ignoreIndex = -100, ProcessGroup? group = null)
    {
        _group = new RegionGroup(group);
        _classes = Partition.Of("VocabParallelCrossEntropy", "numClasses", numClasses, _group.Size);
        (NumClasses, Reduction, IgnoreIndex) = (numClasses, reduction, ignoreIndex);
    }

    /// <summary>The number of classes of all ranks together.</summary>
    public int NumClasses { get; }

    /// <summary>The reduction of the losses.</summary>
    public Reduction Reduction { get; }

    /// <summary>A class whose elements do not count.</summary>
    public int IgnoreIndex { get; }

    /// <summary>Computes the loss, which is the same on all ranks.</summary>
    /// <param name="input">This rank's scores: (…, classes of this rank).</param>
    /// <param name="target">The classes, counted in the whole vocabulary: (…) of integers.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is out of range.</exception>
    public Tensor Forward(Tensor input, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        var own = _classes.Length(_group.Rank);
        if (input.NDim == 0 || input.Size(-1) != own || !input.Shape.Sizes[..^1].SequenceEqual(target.Shape.Sizes))
            throw new ArgumentException(
                $"VocabParallelCrossEntropy: scores of shape {input.Shape} and targets of shape {target.Shape} on rank {_group.Rank} of "
                + $"{_group.Size}; the scores must have the targets' shape and then {own} classes");
        var (scores, classes) = (input.Flatten(0, -2), target.Flatten());
        if (input.NDim == 1) (scores, classes) = (input.Unsqueeze(0), target.Reshape(1));
        if (_group.Size == 1) return F.CrossEntropy(scores, classes, reduction: Reduction, ignoreIndex: IgnoreIndex);
        var isIgnored = classes.Eq(IgnoreIndex);
        classes = classes.MaskedFill(isIgnored, 0);
        VocabParts.CheckRange("VocabParallelCrossEntropy", classes, NumClasses);
        var losses = new CrossEntropyFunction(_group, _classes, classes, isIgnored).Apply(scores);
        return Reduction switch
        {
            Reduction.None => losses.Reshape(target.Shape.Sizes),
            Reduction.Sum => losses.Sum(),
            _ => losses.Sum() / isIgnored.Eq(false).Sum().To(losses.DType),
        };
    }

    private sealed class CrossEntropyFunction(RegionGroup group, Partition classes, Tensor target, Tensor isIgnored) : Function
    {
        public override string Name => "VocabParallelCrossEntropy";

        // The softmax is saved, not what it was computed from.
        protected internal override bool IsOnceDifferentiable => true;

        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            var x = inputs[0];
            var (local, isElsewhere) = VocabParts.Local(target, classes, group.Rank);
            var greatest = group.Max(x.AMax(-1, keepDim: true));
            var shifted = x - greatest;
            var exponentials = shifted.Exp();
            var picked = shifted.Gather(-1, local.Unsqueeze(-1)).MaskedFill(isElsewhere.Unsqueeze(-1), 0);
            var sums = group.Sum(Tensor.Cat([exponentials.Sum(-1, keepDim: true), picked], 1));
            context.SaveForBackward(exponentials / sums[.., ..1], local, isElsewhere);
            return (sums[.., 0].Log() - sums[.., 1]).MaskedFill(isIgnored, 0);
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad)
        {
            var (softmax, local, isElsewhere) = (context.SavedTensors[0], context.SavedTensors[1], context.SavedTensors[2]);
            var g = grad.MaskedFill(isIgnored, 0).Unsqueeze(-1);
            var ofTarget = g.MaskedFill(isElsewhere.Unsqueeze(-1), 0);
            return [(softmax * g).ScatterAdd(-1, local.Unsqueeze(-1), -ofTarget)];
        }
    }
}

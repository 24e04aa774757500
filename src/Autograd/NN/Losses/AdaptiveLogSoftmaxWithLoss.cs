namespace Autograd.NN;

/// <summary>
/// A softmax over very many classes, sorted by how frequent they are: the frequent ones have scores of their own, the rare
/// ones share clusters, whose scores come from ever smaller projections and are computed only for their targets.
/// </summary>
/// <remarks>
/// The head scores the classes below the first cutoff, and each cluster. E. Grave et al., "Efficient softmax approximation
/// for GPUs" (2017); <c>torch.nn.AdaptiveLogSoftmaxWithLoss</c>.
/// </remarks>
public sealed class AdaptiveLogSoftmaxWithLoss : Module
{
    private readonly Linear _head;
    private readonly Sequential[] _tail;
    private readonly int[] _cutoffs;

    /// <summary>Makes the layers and initializes their parameters.</summary>
    /// <param name="inFeatures">The size of the input's rows.</param>
    /// <param name="nClasses">The number of classes; class 0 is the most frequent.</param>
    /// <param name="cutoffs">The first class of each cluster: increasing, from 1 to nClasses − 1.</param>
    /// <param name="divValue">The factor by which each cluster's projection is smaller than the one before.</param>
    /// <param name="headBias">True if the head has a bias.</param>
    /// <param name="dtype">The parameters' floating type.</param>
    /// <exception cref="ArgumentException">
    /// The cutoffs are missing, do not increase or are out of range, or the type is not floating.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public AdaptiveLogSoftmaxWithLoss(
        int inFeatures, int nClasses, ReadOnlySpan<int> cutoffs, double divValue = 4, bool headBias = false, DType dtype = DType.Float32)
    {
        var isOrdered = cutoffs.Length > 0 && cutoffs[0] > 0 && cutoffs[^1] < nClasses;
        for (var i = 1; i < cutoffs.Length; i++) isOrdered &= cutoffs[i] > cutoffs[i - 1];
        if (!isOrdered)
            throw new ArgumentException(
                $"AdaptiveLogSoftmaxWithLoss: cutoffs {Shape.Format(cutoffs)}; "
                + (nClasses < 2 ? $"nClasses is {nClasses}, and there must be two or more" : $"pass increasing classes from 1 to {nClasses - 1}"));
        if (!(divValue > 0))
            throw new ArgumentException($"AdaptiveLogSoftmaxWithLoss: divValue is {divValue}; pass a number above 0");
        (InFeatures, NClasses, DivValue) = (inFeatures, nClasses, divValue);
        _cutoffs = [.. cutoffs, nClasses];
        _head = new Linear(inFeatures, cutoffs[0] + cutoffs.Length, headBias, dtype);
        _tail = new Sequential[cutoffs.Length];
        for (var i = 0; i < _tail.Length; i++)
        {
            var hidden = (int)Math.Floor(inFeatures / Math.Pow(divValue, i + 1));
            _tail[i] = new Sequential(
                new Linear(inFeatures, hidden, bias: false, dtype), new Linear(hidden, _cutoffs[i + 1] - _cutoffs[i], bias: false, dtype));
        }
    }

    /// <summary>The size of the input's rows.</summary>
    public int InFeatures { get; }

    /// <summary>The number of classes.</summary>
    public int NClasses { get; }

    /// <summary>The factor by which each cluster's projection is smaller than the one before.</summary>
    public double DivValue { get; }

    /// <summary>The first class of each cluster, and the number of classes.</summary>
    public IReadOnlyList<int> Cutoffs => _cutoffs;

    /// <summary>Computes the log-probabilities of the target classes, and their negative mean, the loss.</summary>
    /// <param name="input">(N, inFeatures), or (inFeatures) for one row.</param>
    /// <param name="target">Classes, of any integer type: (N), or ().</param>
    /// <returns>The log-probabilities, of the target's shape, and the loss, a single number.</returns>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is out of range.</exception>
    public (Tensor Output, Tensor Loss) Forward(Tensor input, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (IsHooked) return RunHooks((input, target), args => Forward(args.input, args.target));
        CheckInput(input);
        if (!target.DType.IsInteger() || !target.Shape.Equals(Shape.Create(input.Shape.ToArray()[..^1])))
            throw new ArgumentException(
                $"AdaptiveLogSoftmaxWithLoss: target of {target.DType} and shape {target.Shape} for input of shape {input.Shape}; it must have one "
                + "integer for each row");
        var rows = input.NDim == 1 ? input.Unsqueeze(0) : input;
        var classes = target.Detach().To(DType.Int64).ToArray<long>();
        for (var i = 0; i < classes.Length; i++)
            if (classes[i] < 0 || classes[i] >= NClasses)
                throw new ArgumentOutOfRangeException(nameof(target),
                    $"AdaptiveLogSoftmaxWithLoss: class {classes[i]} at position {i} is out of range: {ValidNumbers.Classes(NClasses)}");

        var ofHead = (long[])classes.Clone();
        var output = Tensor.Zeros([classes.Length], input.DType);
        for (var cluster = 0; cluster < _tail.Length; cluster++)
        {
            var (low, high) = (_cutoffs[cluster], _cutoffs[cluster + 1]);
            var members = Enumerable.Range(0, classes.Length).Where(n => classes[n] >= low && classes[n] < high).Select(n => (long)n).ToArray();
            if (members.Length == 0) continue;
            foreach (var n in members) ofHead[n] = _cutoffs[0] + cluster;
            var index = Tensor.From(members);
            var own = Tensor.From(Array.ConvertAll(members, n => classes[n] - low), Shape.Create(members.Length, 1));
            var logP = _tail[cluster].Forward(rows.IndexSelect(0, index)).LogSoftmax(1);
            output = output.IndexAdd(0, index, logP.Gather(1, own).Squeeze(1));
        }

        output = output + _head.Forward(rows).LogSoftmax(1).Gather(1, Tensor.From(ofHead, Shape.Create(ofHead.Length, 1))).Squeeze(1);
        return (input.NDim == 1 ? output.Squeeze(0) : output, (-output).Mean());
    }

    /// <summary>Computes the log-probabilities of all classes.</summary>
    /// <param name="input">(N, inFeatures), or (inFeatures) for one row.</param>
    /// <returns>(N, nClasses), or (nClasses).</returns>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public Tensor LogProb(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckInput(input);
        var rows = input.NDim == 1 ? input.Unsqueeze(0) : input;
        var head = _head.Forward(rows).LogSoftmax(1);
        var parts = new List<Tensor> { head.Narrow(1, 0, _cutoffs[0]) };
        for (var cluster = 0; cluster < _tail.Length; cluster++)
            parts.Add(_tail[cluster].Forward(rows).LogSoftmax(1) + head.Narrow(1, _cutoffs[0] + cluster, 1));
        var result = Tensor.Cat(parts, 1);
        return input.NDim == 1 ? result.Squeeze(0) : result;
    }

    /// <summary>Returns the class of the greatest probability for each row.</summary>
    /// <param name="input">(N, inFeatures), or (inFeatures) for one row.</param>
    /// <returns>(N) of Int64, or ().</returns>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public Tensor Predict(Tensor input) => LogProb(NotNull(input)).ArgMax(-1);

    private void CheckInput(Tensor input)
    {
        if (input.NDim is not (1 or 2) || input.Shape[^1] != InFeatures)
            throw new ArgumentException(
                $"AdaptiveLogSoftmaxWithLoss: input of shape {input.Shape}; it must be (N, {InFeatures}) or ({InFeatures},)");
    }
}

namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// Σ w·max(0, margin − x_y + x_i)ᵖ / C over the classes i other than the target y, reduced: the hinge loss of several
    /// classes.
    /// </summary>
    /// <param name="input">x: scores, of shape (N, C) or (C).</param>
    /// <param name="target">y: classes, of any integer type and of shape (N) or ().</param>
    /// <param name="p">1 or 2.</param>
    /// <param name="margin">By how much the target's score is to be greater than the others.</param>
    /// <param name="weight">w: a weight for each target class, of shape (C).</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks><c>torch.nn.functional.multi_margin_loss</c>.</remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A class is not in [0, C), p is neither 1 nor 2, or the reduction is none of the three.
    /// </exception>
    public static Tensor MultiMarginLoss(
        Tensor input, Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        input = Autocast.ToFloat32(input);
        const string op = "MultiMarginLoss";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (p is not (1 or 2)) throw new ArgumentOutOfRangeException(nameof(p), $"{op}: p is {p}; pass 1 or 2");
        CheckClassRows(op, input, weight);
        var y = ClassColumn(op, input, target);
        Checked(op, reduction);
        var rows = input.NDim == 1 ? input.Unsqueeze(0) : input;
        var hinges = OtherClassHinges(rows, y, margin);
        if (p == 2) hinges = hinges.Square();
        if (weight is not null) hinges = hinges * weight.IndexSelect(0, y.Flatten()).Unsqueeze(1);
        var losses = hinges.Sum(1) / (double)rows.Shape[1];
        return Reduce(op, input.NDim == 1 ? losses.Squeeze(0) : losses, reduction);
    }

    /// <summary>
    /// The mean over N of Σ max(0, x_i − x_y + hinge) over the classes i other than the target y: MyGrad's
    /// <c>multiclass_hinge</c>. <see cref="MultiMarginLoss"/> divides by the number of classes, too.
    /// </summary>
    /// <param name="input">x: scores, of shape (N, C).</param>
    /// <param name="target">y: classes, of any integer type and of shape (N).</param>
    /// <param name="hinge">By how much the target's score is to be greater than the others.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in [0, C).</exception>
    public static Tensor MulticlassHinge(Tensor input, Tensor target, double hinge = 1)
    {
        input = Autocast.ToFloat32(input);
        const string op = "MulticlassHinge";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckClassRows(op, input, null);
        var y = ClassColumn(op, input, target);
        return OtherClassHinges(input.NDim == 1 ? input.Unsqueeze(0) : input, y, hinge).Sum(1).Mean();
    }

    /// <summary>
    /// Σ max(0, 1 − x_y + x_i) / C over the target classes y and the other classes i, reduced: the hinge loss of elements
    /// that have several classes.
    /// </summary>
    /// <param name="input">x: scores, of shape (N, C) or (C).</param>
    /// <param name="target">
    /// Of the same shape and any integer type: the classes of each row, and −1 behind the last; what follows does not
    /// count.
    /// </param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks><c>torch.nn.functional.multilabel_margin_loss</c>.</remarks>
    /// <exception cref="ArgumentException">The shapes differ, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A class is not in [0, C), or the reduction is none of the three.
    /// </exception>
    public static Tensor MultilabelMarginLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
    {
        input = Autocast.ToFloat32(input);
        const string op = "MultilabelMarginLoss";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckClassRows(op, input, null);
        CheckSameShape(op, input, target);
        if (!target.DType.IsInteger())
            throw new ArgumentException($"{op}: targets are {target.DType}; classes are integers: use target.To(DType.Int64)");
        Checked(op, reduction);
        var rows = input.NDim == 1 ? input.Unsqueeze(0) : input;
        var (count, classes) = (rows.Shape[0], rows.Shape[1]);
        var labels = target.Detach().To(DType.Int64).ToArray<long>();
        var isTarget = new bool[labels.Length];
        var counts = new int[count];
        for (var n = 0; n < count; n++)
        {
            for (var k = n * classes; k < (n + 1) * classes && labels[k] != -1; k++)
            {
                if (labels[k] < 0 || labels[k] >= classes)
                    throw new ArgumentOutOfRangeException(nameof(target),
                        $"{op}: class {labels[k]} at position {k} is out of range: {ValidNumbers.Classes(classes, ", and -1 for no more")}");
                isTarget[n * classes + (int)labels[k]] = true;
                counts[n]++;
            }
        }

        // As many columns as the row with the most classes has: all C would take memory for N·C·C hinges.
        var most = counts.DefaultIfEmpty().Max();
        var (own, isLabel) = (new long[count * most], new bool[count * most]);
        for (var n = 0; n < count; n++)
            for (var k = 0; k < counts[n]; k++) (own[n * most + k], isLabel[n * most + k]) = (labels[n * classes + k], true);
        var shape = Shape.Create(count, most);
        var scores = rows.Gather(1, Tensor.From(own, shape)).Unsqueeze(2);
        var isIdle = ~Tensor.From(isLabel, shape).Unsqueeze(2) | Tensor.From(isTarget, rows.Shape).Unsqueeze(1);
        var losses = (rows.Unsqueeze(1) - scores + 1).Relu().MaskedFill(isIdle, 0).Sum([1, 2]) / (double)classes;
        return Reduce(op, input.NDim == 1 ? losses.Squeeze(0) : losses, reduction);
    }

    /// <summary>
    /// −Σ w·(y·ln σ(x) + (1 − y)·ln σ(−x)) / C over the last dimension, reduced: the binary cross entropies of C
    /// independent classes.
    /// </summary>
    /// <param name="input">x: scores, of shape (…, C).</param>
    /// <param name="target">y: 0 or 1, of the same shape.</param>
    /// <param name="weight">w: factors of the losses, of a shape that broadcasts to the input's, such as (C).</param>
    /// <param name="reduction">The reduction of the losses of the rows: mean, sum or none.</param>
    /// <remarks><c>torch.nn.functional.multilabel_soft_margin_loss</c>.</remarks>
    /// <exception cref="ArgumentException">
    /// The shapes differ, the weight does not broadcast, or the input is not floating or a single number.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor MultilabelSoftMarginLoss(
        Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        const string op = "MultilabelSoftMarginLoss";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input);
        CheckSameShape(op, input, target);
        if (input.NDim == 0) throw new ArgumentException($"{op}: the input is a single number; its shape must be (..., C)");
        CheckBroadcasts(op, "weight", weight, input);
        Checked(op, reduction);
        var losses = Tensor.BinaryCrossEntropyWithLogits(input, target, Reduction.None);
        if (weight is not null) losses = losses * weight;
        return Reduce(op, losses.Sum(-1) / (double)input.Shape[^1], reduction);
    }

    private static void CheckClassRows(string op, Tensor input, Tensor? weight)
    {
        if (input.NDim is not (1 or 2)) throw new ArgumentException($"{op}: input of shape {input.Shape}; it must be (N, C) or (C)");
        Tensor.CheckScores(op, input, weight);
    }

    /// <summary>Checks the target classes and returns them as a column.</summary>
    private static Tensor ClassColumn(string op, Tensor input, Tensor target)
    {
        var classes = Tensor.ClassesOf(op, input, target, ignoreIndex: int.MinValue);
        return Tensor.From(Array.ConvertAll(classes, c => (long)c), Shape.Create(classes.Length, 1));
    }

    /// <summary>max(0, margin − x_y + x_i) of each class i, 0 for the target y.</summary>
    private static Tensor OtherClassHinges(Tensor rows, Tensor classes, double margin)
    {
        var isTarget = Tensor.Arange(rows.Shape[1], DType.Int64).Unsqueeze(0).Eq(classes);
        return (rows - rows.Gather(1, classes) + margin).Relu().MaskedFill(isTarget, 0);
    }
}

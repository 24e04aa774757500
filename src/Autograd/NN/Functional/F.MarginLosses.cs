namespace Autograd.NN;

public static partial class F
{
    /// <summary>x where the target is 1, max(0, margin − x) where it is −1; reduced.</summary>
    /// <param name="input">x: distances, say.</param>
    /// <param name="target">1 or −1, of the same shape.</param>
    /// <param name="margin">The distance from which on unlike pairs have no loss.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks>
    /// As in PyTorch, an element whose target is another number has both losses.
    /// <c>torch.nn.functional.hinge_embedding_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes differ, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor HingeEmbeddingLoss(
        Tensor input, Tensor target, double margin = 1, Reduction reduction = Reduction.Mean)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        const string op = "HingeEmbeddingLoss";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input);
        CheckSameShape(op, input, target);
        Checked(op, reduction);
        var near = input.MaskedFill(target.Eq(-1), 0);
        var far = (margin - input).Clamp(min: 0).MaskedFill(target.Eq(1), 0);
        return Reduce(op, near + far, reduction);
    }

    /// <summary>max(0, −y·(x₁ − x₂) + margin), reduced: x₁ is to be the greater where y is 1, the lesser where y is −1.</summary>
    /// <param name="input1">x₁</param>
    /// <param name="input2">x₂, of the same shape.</param>
    /// <param name="target">y: 1 or −1, of the same shape.</param>
    /// <param name="margin">By how much the greater is to be greater.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks><c>torch.nn.functional.margin_ranking_loss</c>.</remarks>
    /// <exception cref="ArgumentException">The shapes differ, or the inputs are not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor MarginRankingLoss(
        Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        (input1, input2, target) = (Autocast.ToFloat32(input1), Autocast.ToFloat32(input2), Autocast.ToFloat32(target));
        const string op = "MarginRankingLoss";
        ArgumentNullException.ThrowIfNull(input1);
        ArgumentNullException.ThrowIfNull(input2);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input1);
        CheckSameShape(op, input1, "input1", input2, "input2");
        CheckSameShape(op, input1, "input1", target, "target");
        Checked(op, reduction);
        return Reduce(op, (-target * (input1 - input2) + margin).Clamp(min: 0), reduction);
    }

    /// <summary>ln(1 + e^(−y·x)), reduced: the logistic loss of two classes.</summary>
    /// <param name="input">x: scores.</param>
    /// <param name="target">y: 1 or −1, of the same shape.</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks>
    /// It does not overflow. Gradient: −g·y·σ(−y·x) to the input, −g·x·σ(−y·x) to the target.
    /// <c>torch.nn.functional.soft_margin_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes differ, or the input is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor SoftMarginLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
    {
        (input, target) = (Autocast.ToFloat32(input), Autocast.ToFloat32(target));
        const string op = "SoftMarginLoss";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input);
        CheckSameShape(op, input, target);
        return Tensor.SoftMargin(input, target, Checked(op, reduction));
    }

    /// <summary>
    /// 1 − cos(x₁, x₂) where the target is 1, max(0, cos(x₁, x₂) − margin) where it is −1; reduced. The cosines are those
    /// of the last dimension.
    /// </summary>
    /// <param name="input1">x₁: (N, D) or (D).</param>
    /// <param name="input2">x₂, of the same shape.</param>
    /// <param name="target">1 or −1: (N), or () for one pair of vectors.</param>
    /// <param name="margin">The cosine up to which unlike pairs have no loss, in [−1, 1].</param>
    /// <param name="reduction">The reduction of the losses: mean, sum or none.</param>
    /// <remarks>
    /// The squared lengths are increased by 10⁻¹², as in PyTorch. <c>torch.nn.functional.cosine_embedding_loss</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not fit, or the inputs are not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is none of the three.</exception>
    public static Tensor CosineEmbeddingLoss(
        Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        (input1, input2, target) = (Autocast.ToFloat32(input1), Autocast.ToFloat32(input2), Autocast.ToFloat32(target));
        const string op = "CosineEmbeddingLoss";

        // PyTorch keeps it in single precision for both types.
        const double eps = 1e-12f;
        ArgumentNullException.ThrowIfNull(input1);
        ArgumentNullException.ThrowIfNull(input2);
        ArgumentNullException.ThrowIfNull(target);
        CheckFloating(op, input1);
        CheckFloating(op, input2);
        CheckSameShape(op, input1, "input1", input2, "input2");
        if (input1.NDim is not (1 or 2))
            throw new ArgumentException($"{op}: inputs of shape {input1.Shape}; they must be (N, D) or (D)");
        if (!target.Shape.Equals(Shape.Create(input1.Shape.ToArray()[..^1])))
            throw new ArgumentException(
                $"{op}: target of shape {target.Shape} for inputs of shape {input1.Shape}; it must have one element for each row");
        Checked(op, reduction);
        var lengths = (input1.Square().Sum(-1) + eps) * (input2.Square().Sum(-1) + eps);
        var cosine = (input1 * input2).Sum(-1) / lengths.Sqrt();
        var near = (1 - cosine).MaskedFill(target.Ne(1), 0);
        var far = (cosine - margin).Clamp(min: 0).MaskedFill(target.Ne(-1), 0);
        return Reduce(op, near + far, reduction);
    }
}

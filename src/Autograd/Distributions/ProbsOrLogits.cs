namespace Autograd.Distributions;

/// <summary>
/// Probabilities that were given as such, or as logits: of one event ln(p / (1 − p)), of several categories ln p. The
/// other is computed when it is first read.
/// </summary>
internal sealed class ProbsOrLogits
{
    private readonly bool _isBinary;
    private Tensor? _probs;
    private Tensor? _logits;

    private ProbsOrLogits(Tensor? probs, Tensor? logits, bool isBinary) =>
        (_probs, _logits, _isBinary, IsProbs) = (probs, logits, isBinary, probs is not null);

    /// <summary>True if probabilities were given.</summary>
    public bool IsProbs { get; }

    /// <summary>What was given.</summary>
    public Tensor Given => IsProbs ? _probs! : _logits!;

    /// <summary>The argument of the distribution's constructor that was given.</summary>
    public DistributionArgument Argument =>
        (IsProbs, _isBinary) switch
        {
            (true, true) => new("probs", Given, Constraints.UnitInterval),
            (false, true) => new("logits", Given, Constraints.Real),
            (true, false) => new("probs", Given, Constraints.Simplex),
            (false, false) => new("logits", Given, Constraints.RealVector),
        };

    public Tensor Probs => _probs ??= Recorded(_logits!, _isBinary ? static x => x.Sigmoid() : static x => x.Softmax(-1));

    public Tensor Logits => _logits ??= Recorded(
        _probs!, _isBinary ? static p => BinaryLogits(p) : static p => FloatLimits.ClampProbs(p).Log());

    /// <summary>The probability of one event.</summary>
    /// <exception cref="ArgumentException">Both or neither are given.</exception>
    public static ProbsOrLogits OfEvent(string distribution, Tensor? probs, Tensor? logits)
    {
        CheckOne(distribution, probs, logits);
        return new ProbsOrLogits(
            probs is null ? null : Parameters.Floating(probs), logits is null ? null : Parameters.Floating(logits), isBinary: true);
    }

    /// <summary>The probability of one event, broadcast with another parameter, which is returned in its type.</summary>
    /// <exception cref="ArgumentException">Both or neither are given, or the shapes do not broadcast.</exception>
    public static (Tensor Other, ProbsOrLogits Probability) OfEvent(string distribution, Tensor other, Tensor? probs, Tensor? logits)
    {
        CheckOne(distribution, probs, logits);
        var (parameter, given) = Parameters.Broadcast(distribution, other, probs ?? logits!);
        return (parameter, new ProbsOrLogits(probs is null ? null : given, probs is null ? given : null, isBinary: true));
    }

    /// <summary>The probabilities of categories, along the last dimension, made to sum to 1.</summary>
    /// <exception cref="ArgumentException">Both or neither are given, or they have no dimension.</exception>
    public static ProbsOrLogits OfCategories(string distribution, Tensor? probs, Tensor? logits)
    {
        CheckOne(distribution, probs, logits);
        var given = Parameters.Floating(probs ?? logits!);
        if (given.NDim < 1)
        {
            throw new ArgumentException(
                $"{distribution}: {(probs is null ? "logits" : "probs")} is a number; pass a tensor whose last dimension is the categories");
        }

        return probs is null
            ? new ProbsOrLogits(null, given - given.LogSumExp(-1, keepDim: true), isBinary: false)
            : new ProbsOrLogits(given / given.Sum(-1, keepDim: true), null, isBinary: false);
    }

    /// <summary>Expands to a batch shape, behind which categories keep their dimension.</summary>
    public ProbsOrLogits Expand(Shape batchShape)
    {
        var given = Given.ExpandTo(_isBinary ? batchShape : Shapes.Join(batchShape, Shapes.Last(Given.Shape, 1)));
        return new ProbsOrLogits(IsProbs ? given : null, IsProbs ? null : given, _isBinary);
    }

    /// <summary>ln(p / (1 − p)) of probabilities that are kept away from 0 and 1 by ε.</summary>
    private static Tensor BinaryLogits(Tensor probs)
    {
        var clamped = FloatLimits.ClampProbs(probs);
        return clamped.Log() - (-clamped).Log1p();
    }

    // What is kept for later must be part of the graph, even if it is first read while recording is off.
    private static Tensor Recorded(Tensor x, Func<Tensor, Tensor> function)
    {
        using var _ = GradMode.EnableGrad();
        return function(x);
    }

    private static void CheckOne(string distribution, Tensor? probs, Tensor? logits)
    {
        if (probs is null == logits is null)
        {
            throw new ArgumentException(
                $"{distribution}: {(probs is null ? "neither probs nor logits is" : "both probs and logits are")} given; pass one of them");
        }
    }
}

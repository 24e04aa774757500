namespace Autograd.Distributions;

/// <summary>Several transforms, one after the other.</summary>
public sealed class ComposeTransform : Transform
{
    /// <summary>Makes the transform.</summary>
    /// <param name="parts">The transforms, the first of which is applied first; none for the identity.</param>
    /// <param name="cacheSize">1 to remember the last results of the parts.</param>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public ComposeTransform(IEnumerable<Transform> parts, int cacheSize = 0)
        : base(cacheSize)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Transform[] list = [.. parts];
        if (Array.IndexOf(list, null) is >= 0 and var at)
            throw new ArgumentException($"ComposeTransform: part {at} of {list.Length} is null; pass transforms alone", nameof(parts));
        Parts = cacheSize == 0 ? list : Array.ConvertAll(list, part => part.WithCache(cacheSize));
    }

    /// <summary>The transforms.</summary>
    public IReadOnlyList<Transform> Parts { get; }

    /// <inheritdoc/>
    public override Constraint Domain
    {
        get
        {
            if (Parts.Count == 0) return Constraints.Real;
            var events = Parts[^1].Codomain.EventDim;
            for (var i = Parts.Count - 1; i >= 0; i--)
                events = Math.Max(events + Parts[i].Domain.EventDim - Parts[i].Codomain.EventDim, Parts[i].Domain.EventDim);
            return Widened(Parts[0].Domain, events);
        }
    }

    /// <inheritdoc/>
    public override Constraint Codomain
    {
        get
        {
            if (Parts.Count == 0) return Constraints.Real;
            var events = Parts[0].Domain.EventDim;
            foreach (var part in Parts) events = Math.Max(events + part.Codomain.EventDim - part.Domain.EventDim, part.Codomain.EventDim);
            return Widened(Parts[^1].Codomain, events);
        }
    }

    /// <inheritdoc/>
    public override bool IsBijective => Parts.All(part => part.IsBijective);

    /// <inheritdoc/>
    public override Tensor Sign => Parts.Aggregate((Tensor)1, (sign, part) => sign * part.Sign);

    /// <inheritdoc/>
    public override Transform Inv => new ComposeTransform(Parts.Reverse().Select(part => part.Inv));

    /// <inheritdoc/>
    public override Transform WithCache(int cacheSize = 1) => new ComposeTransform(Parts, cacheSize);

    /// <inheritdoc/>
    public override string ToString() => $"ComposeTransform(\n    {string.Join(",\n    ", Parts)}\n)";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        foreach (var part in Parts) x = part.Forward(x);
        return x;
    }

    /// <inheritdoc/>
    protected override Tensor InverseCore(Tensor y)
    {
        for (var i = Parts.Count - 1; i >= 0; i--) y = Parts[i].Inverse(y);
        return y;
    }

    /// <inheritdoc/>
    protected override Tensor LogAbsDetJacobianCore(Tensor x, Tensor y)
    {
        if (Parts.Count == 0) return Tensor.ZerosLike(x);
        var events = Domain.EventDim;
        Tensor? sum = null;
        for (var i = 0; i < Parts.Count; i++)
        {
            var part = Parts[i];
            var next = i == Parts.Count - 1 ? y : part.Forward(x);
            var term = Shapes.SumRightmost(part.LogAbsDetJacobian(x, next), events - part.Domain.EventDim);
            sum = sum is null ? term : sum + term;
            events += part.Codomain.EventDim - part.Domain.EventDim;
            x = next;
        }

        return sum!;
    }

    /// <inheritdoc/>
    protected override Shape ForwardShapeCore(Shape shape) => Parts.Aggregate(shape, (current, part) => part.ForwardShape(current));

    /// <inheritdoc/>
    protected override Shape InverseShapeCore(Shape shape) => Parts.Reverse().Aggregate(shape, (current, part) => part.InverseShape(current));

    internal override bool IsSameAs(Transform other) => other is ComposeTransform compose && AreSame(Parts, compose.Parts);

    /// <summary>True if two lists are of the same functions.</summary>
    internal static bool AreSame(IReadOnlyList<Transform> a, IReadOnlyList<Transform> b) =>
        a.Count == b.Count && a.Zip(b).All(pair => pair.First.IsSameAs(pair.Second));

    private static Constraint Widened(Constraint constraint, int events) =>
        events > constraint.EventDim ? Constraints.Independent(constraint, events - constraint.EventDim) : constraint;
}

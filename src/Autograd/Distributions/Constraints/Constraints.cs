namespace Autograd.Distributions;

/// <summary>The sets of values that distributions and transforms are defined on; <c>torch.distributions.constraints</c>.</summary>
public static class Constraints
{
    /// <summary>0 and 1.</summary>
    public static Constraint Boolean { get; } = new Rule("Boolean()", x => x.Eq(0) | x.Eq(1), isDiscrete: true);

    /// <summary>Vectors of zeros and one 1.</summary>
    public static Constraint OneHot { get; } =
        new Rule("OneHot()", x => (x.Eq(0) | x.Eq(1)).All(-1) & x.Sum(-1).Eq(1), isDiscrete: true, eventDim: 1);

    /// <summary>0, 1, 2, …</summary>
    public static Constraint NonnegativeInteger { get; } =
        new Rule("IntegerGreaterThan(lower_bound=0)", x => IsInteger(x) & (x >= 0), isDiscrete: true);

    /// <summary>1, 2, 3, …</summary>
    public static Constraint PositiveInteger { get; } =
        new Rule("IntegerGreaterThan(lower_bound=1)", x => IsInteger(x) & (x >= 1), isDiscrete: true);

    /// <summary>All numbers and infinities, but not NaN.</summary>
    public static Constraint Real { get; } = new Rule("Real()", x => x.Eq(x));

    /// <summary>Vectors of <see cref="Real"/> numbers.</summary>
    public static Constraint RealVector { get; } = Independent(Real, 1);

    /// <summary>Numbers above 0.</summary>
    public static Constraint Positive { get; } = GreaterThan(0.0);

    /// <summary>Numbers of at least 0.</summary>
    public static Constraint Nonnegative { get; } = GreaterThanEq(0.0);

    /// <summary>[0, 1]</summary>
    public static Constraint UnitInterval { get; } = Interval(0.0, 1.0);

    /// <summary>Vectors of numbers of at least 0 that sum to 1, to 10⁻⁶.</summary>
    public static Constraint Simplex { get; } =
        new Rule("Simplex()", x => (x >= 0).All(-1) & ((x.Sum(-1) - 1).Abs() < 1e-6), eventDim: 1);

    /// <summary>Lower triangular square matrices.</summary>
    public static Constraint LowerTriangular { get; } = new Rule("LowerTriangular()", IsLowerTriangular, eventDim: 2);

    /// <summary>Lower triangular square matrices with a diagonal above 0.</summary>
    public static Constraint LowerCholesky { get; } = new Rule(
        "LowerCholesky()", x => IsLowerTriangular(x) & (x.Diagonal(0, -2, -1) > 0).All(-1), eventDim: 2);

    /// <summary>Factors of <see cref="LowerCholesky"/> of correlation matrices: each row has length 1, to 10·n·ε.</summary>
    public static Constraint CorrCholesky { get; } = new Rule(
        "CorrCholesky()",
        x => ((x.Norm(2, -1) - 1).Abs() <= FloatLimits.Eps(x.DType) * 10 * x.Size(-1)).All(-1) & LowerCholesky.Check(x),
        eventDim: 2);

    /// <summary>Square matrices.</summary>
    public static Constraint Square { get; } = new Rule("Square()", IsSquare, eventDim: 2);

    /// <summary>Symmetric matrices, to 10⁻⁶.</summary>
    public static Constraint Symmetric { get; } = new Rule("Symmetric()", IsSymmetric, eventDim: 2);

    /// <summary>Symmetric matrices without an eigenvalue below 0.</summary>
    public static Constraint PositiveSemidefinite { get; } = new Rule(
        "PositiveSemidefinite()", x => AllOf(IsSymmetric(x)) ? (Linalg.EigValsH(x) >= 0).All(-1) : IsSymmetric(x), eventDim: 2);

    /// <summary>Symmetric matrices whose eigenvalues are above 0.</summary>
    public static Constraint PositiveDefinite { get; } = new Rule(
        "PositiveDefinite()", x => AllOf(IsSymmetric(x)) ? (Linalg.EigValsH(x) > 0).All(-1) : IsSymmetric(x), eventDim: 2);

    /// <summary>Numbers above a bound.</summary>
    public static Constraint GreaterThan(Tensor lowerBound)
    {
        ArgumentNullException.ThrowIfNull(lowerBound);
        return new Rule($"GreaterThan(lower_bound={Text(lowerBound)})", x => lowerBound < x);
    }

    /// <summary>Numbers of at least a bound.</summary>
    public static Constraint GreaterThanEq(Tensor lowerBound)
    {
        ArgumentNullException.ThrowIfNull(lowerBound);
        return new Rule($"GreaterThanEq(lower_bound={Text(lowerBound)})", x => lowerBound <= x);
    }

    /// <summary>Numbers below a bound.</summary>
    public static Constraint LessThan(Tensor upperBound)
    {
        ArgumentNullException.ThrowIfNull(upperBound);
        return new Rule($"LessThan(upper_bound={Text(upperBound)})", x => x < upperBound);
    }

    /// <summary>Numbers from one bound to another.</summary>
    public static Constraint Interval(Tensor lowerBound, Tensor upperBound)
    {
        ArgumentNullException.ThrowIfNull(lowerBound);
        ArgumentNullException.ThrowIfNull(upperBound);
        return new Rule($"Interval({Bounds(lowerBound, upperBound)})", x => (lowerBound <= x) & (x <= upperBound));
    }

    /// <summary>Numbers from one bound to another, which is not in the set.</summary>
    public static Constraint HalfOpenInterval(Tensor lowerBound, Tensor upperBound)
    {
        ArgumentNullException.ThrowIfNull(lowerBound);
        ArgumentNullException.ThrowIfNull(upperBound);
        return new Rule($"HalfOpenInterval({Bounds(lowerBound, upperBound)})", x => (lowerBound <= x) & (x < upperBound));
    }

    /// <summary>Integers from one bound to another.</summary>
    public static Constraint IntegerInterval(Tensor lowerBound, Tensor upperBound)
    {
        ArgumentNullException.ThrowIfNull(lowerBound);
        ArgumentNullException.ThrowIfNull(upperBound);
        return new Rule(
            $"IntegerInterval({Bounds(lowerBound, upperBound)})",
            x => IsInteger(x) & (lowerBound <= x) & (x <= upperBound),
            isDiscrete: true);
    }

    /// <summary>Vectors of integers of at least 0 whose sum is at most a bound.</summary>
    public static Constraint Multinomial(Tensor upperBound)
    {
        ArgumentNullException.ThrowIfNull(upperBound);
        return new Rule(
            $"Multinomial(upper_bound={Text(upperBound)})", x => (x >= 0).All(-1) & (x.Sum(-1) <= upperBound), isDiscrete: true, eventDim: 1);
    }

    /// <summary>Tensors all of whose parts are in a set.</summary>
    /// <param name="baseConstraint">The set.</param>
    /// <param name="reinterpretedBatchNDims">The number of dimensions that make up a tensor of parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Constraint Independent(Constraint baseConstraint, int reinterpretedBatchNDims)
    {
        ArgumentNullException.ThrowIfNull(baseConstraint);
        if (reinterpretedBatchNDims < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(reinterpretedBatchNDims), $"Independent: {reinterpretedBatchNDims} dimensions; it must be 0 or more");
        }

        return new Rule(
            $"IndependentConstraint({baseConstraint}, {reinterpretedBatchNDims})",
            x => AllOfLast(baseConstraint.Check(x), reinterpretedBatchNDims),
            baseConstraint.IsDiscrete,
            baseConstraint.EventDim + reinterpretedBatchNDims);
    }

    private static Tensor AllOfLast(Tensor mask, int count)
    {
        for (; count > 0; count--) mask = mask.All(-1);
        return mask;
    }

    private static bool AllOf(Tensor mask) => (bool)mask.All();

    private static Tensor IsInteger(Tensor x) => x.DType.IsFloatingPoint() ? x.Frac().Eq(0) : x.Eq(x);

    private static Tensor IsLowerTriangular(Tensor x) => AllOfLast(x.Tril().Eq(x), 2);

    private static Tensor IsSquare(Tensor x) => Tensor.Full(Shapes.WithoutLast(x.Shape, 2), x.Size(-2) == x.Size(-1));

    private static Tensor IsSymmetric(Tensor x) =>
        x.Size(-2) == x.Size(-1) ? AllOfLast(x.IsClose(x.Transpose(-2, -1), atol: 1e-6), 2) : IsSquare(x);

    private static string Bounds(Tensor lowerBound, Tensor upperBound) => $"lower_bound={Text(lowerBound)}, upper_bound={Text(upperBound)}";

    private static string Text(Tensor bound) =>
        bound.NDim > 0 ? $"torch.Size([{string.Join(", ", bound.Shape)}])"
        : bound.DType.IsFloatingPoint() ? PythonNumber.Repr(bound.Item())
        : $"{bound.Item<long>()}";

    private sealed class Rule(string text, Func<Tensor, Tensor> check, bool isDiscrete = false, int eventDim = 0) : Constraint
    {
        public override bool IsDiscrete => isDiscrete;

        public override int EventDim => eventDim;

        public override string ToString() => text;

        protected override Tensor CheckCore(Tensor value) => check(value);
    }
}

namespace Autograd.Distributions;

/// <summary>
/// A differentiable function with the logarithm of its derivative's determinant, for
/// <see cref="TransformedDistribution"/>; <c>torch.distributions.transforms.Transform</c>.
/// </summary>
public abstract class Transform
{
    private int _cacheSize;
    private CachedPair? _cached;

    /// <summary>Makes a transform.</summary>
    /// <param name="cacheSize">
    /// 1 to remember the last argument and result, so that the inverse of the result is the argument itself and not
    /// computed, which rounding may make impossible: tanh x is 1 from x = 20 on.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not 0 or 1.</exception>
    protected Transform(int cacheSize = 0) => _cacheSize = CheckedSize(cacheSize);

    /// <summary>The arguments.</summary>
    public abstract Constraint Domain { get; }

    /// <summary>The results.</summary>
    public abstract Constraint Codomain { get; }

    /// <summary>True if different arguments have different results; only then is there a determinant.</summary>
    public virtual bool IsBijective => true;

    /// <summary>The sign of the derivative of a monotonic function of numbers.</summary>
    /// <exception cref="NotSupportedException">The function is not monotonic.</exception>
    public virtual Tensor Sign => throw new NotSupportedException($"Sign: {this} is not a monotonic function of numbers");

    /// <summary>The inverse function.</summary>
    public virtual Transform Inv => new InverseTransform(this);

    /// <summary>Computes the results of arguments.</summary>
    public Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (_cacheSize == 0) return ForwardCore(x);
        if (_cached is { } pair && ReferenceEquals(pair.X, x)) return pair.Y;
        var y = ForwardCore(x);
        _cached = new CachedPair(x, y);
        return y;
    }

    /// <summary>Computes ln |det ∂y/∂x|, one number for each event.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="y">Their results.</param>
    /// <exception cref="NotSupportedException">The transform is not bijective.</exception>
    public Tensor LogAbsDetJacobian(Tensor x, Tensor y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return LogAbsDetJacobianCore(x, y);
    }

    /// <summary>The shape of the results of arguments of a shape.</summary>
    /// <exception cref="ArgumentException">The transform takes no arguments of that shape.</exception>
    public Shape ForwardShape(Shape shape) => ForwardShapeCore(NotNull(shape));

    /// <summary>The shape of the arguments of results of a shape.</summary>
    /// <exception cref="ArgumentException">The transform has no results of that shape.</exception>
    public Shape InverseShape(Shape shape) => InverseShapeCore(NotNull(shape));

    /// <summary>Returns the transform with another size of the cache.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not 0 or 1.</exception>
    public virtual Transform WithCache(int cacheSize = 1)
    {
        if (CheckedSize(cacheSize) == _cacheSize) return this;
        var copy = (Transform)MemberwiseClone();
        (copy._cacheSize, copy._cached) = (cacheSize, null);
        return copy;
    }

    /// <summary>The name of the class and its parts.</summary>
    public override string ToString() => $"{GetType().Name}()";

    /// <summary>What <see cref="Forward"/> returns.</summary>
    protected abstract Tensor ForwardCore(Tensor x);

    /// <summary>What <see cref="Forward"/> of <see cref="Inv"/> returns.</summary>
    protected abstract Tensor InverseCore(Tensor y);

    /// <summary>What <see cref="LogAbsDetJacobian"/> returns.</summary>
    protected virtual Tensor LogAbsDetJacobianCore(Tensor x, Tensor y) => throw new NotSupportedException(
        $"LogAbsDetJacobian: {this} is not bijective, so that a density cannot be transformed by it; use a bijective transform");

    /// <summary>What <see cref="ForwardShape"/> returns; by default the same shape.</summary>
    protected virtual Shape ForwardShapeCore(Shape shape) => shape;

    /// <summary>What <see cref="InverseShape"/> returns; by default the same shape.</summary>
    protected virtual Shape InverseShapeCore(Shape shape) => shape;

    /// <summary>The arguments of results.</summary>
    internal Tensor Inverse(Tensor y)
    {
        if (_cacheSize == 0) return InverseCore(y);
        if (_cached is { } pair && ReferenceEquals(pair.Y, y)) return pair.X;
        var x = InverseCore(y);
        _cached = new CachedPair(x, y);
        return x;
    }

    /// <summary>True if the other is the same function.</summary>
    internal virtual bool IsSameAs(Transform other) => ReferenceEquals(this, other);

    private static int CheckedSize(int cacheSize) => cacheSize is 0 or 1
        ? cacheSize
        : throw new ArgumentOutOfRangeException(nameof(cacheSize), $"Transform: a cache of {cacheSize} results; pass 0 or 1");

    private sealed record CachedPair(Tensor X, Tensor Y);
}

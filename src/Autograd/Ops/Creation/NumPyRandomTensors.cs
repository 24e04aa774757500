namespace Autograd;

/// <summary>
/// The arrays of <c>np.random</c> as tensors: Float64 where NumPy gives doubles, Int64 where it gives integers.
/// </summary>
public static class NumPyRandomTensors
{
    /// <summary>Numbers drawn evenly from [0, 1): <c>np.random.rand(d0, d1, …)</c>.</summary>
    public static Tensor Rand(this NumPyRandom random, Shape shape) => NotNull(random).Uniform(0, 1, NotNull(shape));

    /// <summary>Numbers drawn evenly from [low, high): <c>np.random.uniform(low, high, size)</c>.</summary>
    public static Tensor Uniform(this NumPyRandom random, double low, double high, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(shape);
        var values = Tensor.Uninitialized<double>(shape);
        using var valuesData = values.Write();
        random.FillUniform(valuesData.Span<double>(), low, high);
        return values;
    }

    /// <summary>Numbers drawn from the standard normal distribution: <c>np.random.randn(d0, d1, …)</c>.</summary>
    public static Tensor RandN(this NumPyRandom random, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(shape);
        var values = Tensor.Uninitialized<double>(shape);
        using var valuesData = values.Write();
        random.FillRandN(valuesData.Span<double>());
        return values;
    }

    /// <summary>Numbers drawn from a normal distribution: <c>np.random.normal(loc, scale, size)</c>.</summary>
    public static Tensor Normal(this NumPyRandom random, double loc, double scale, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(shape);
        var values = Tensor.Uninitialized<double>(shape);
        using var valuesData = values.Write();
        random.FillNormal(valuesData.Span<double>(), loc, scale);
        return values;
    }

    /// <summary>Integers drawn evenly from [low, high): <c>np.random.randint(low, high, size)</c>.</summary>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    public static Tensor RandInt(this NumPyRandom random, long low, long high, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(shape);
        var values = Tensor.Uninitialized<long>(shape);
        using var valuesData = values.Write();
        random.FillRandInt(valuesData.Span<long>(), low, high);
        return values;
    }

    /// <summary>Integers drawn from 0 to n − 1: <c>np.random.choice(n, size, replace)</c>.</summary>
    /// <exception cref="ArgumentException">More numbers are drawn without replacement than there are.</exception>
    public static Tensor Choice(this NumPyRandom random, int n, Shape shape, bool replace = true)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(shape);
        var values = Tensor.Uninitialized<long>(shape);
        using var valuesData = values.Write();
        random.FillChoice(valuesData.Span<long>(), n, replace);
        return values;
    }

    /// <summary>
    /// Integers drawn from 0 to n − 1, i with probability p[i]: <c>np.random.choice(len(p), size, replace, p)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The probabilities are negative or do not sum to 1, or too few are above 0.
    /// </exception>
    public static Tensor Choice(this NumPyRandom random, ReadOnlySpan<double> p, Shape shape, bool replace = true)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(shape);
        var values = Tensor.Uninitialized<long>(shape);
        using var valuesData = values.Write();
        random.FillChoice(valuesData.Span<long>(), p, replace);
        return values;
    }

    /// <summary>
    /// A copy of a tensor with its rows, the indices of dimension 0, in random order: <c>np.random.permutation(x)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has no dimension.</exception>
    public static Tensor Permutation(this NumPyRandom random, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(x);
        if (x.NDim == 0) throw new ArgumentException("Permutation: a 0-dimensional tensor has no rows; pass one dimension or more");
        return x[random.PermutationTensor(x.Size(0))];
    }

    /// <summary>
    /// Puts the rows of a tensor, the indices of dimension 0, into random order, in place: <c>np.random.shuffle(x)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has no dimension.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public static void Shuffle(this NumPyRandom random, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(x);
        if (x.NDim == 0) throw new ArgumentException("Shuffle: a 0-dimensional tensor has no rows; pass one dimension or more");
        x.CopyInPlace(random.Permutation(x));
    }

    /// <summary>The integers 0 to n − 1 in random order, as an index: <c>np.random.permutation(n)</c>.</summary>
    public static Tensor PermutationTensor(this NumPyRandom random, int n)
    {
        ArgumentNullException.ThrowIfNull(random);
        var values = Tensor.Uninitialized<long>(Shape.Create(n));
        using var valuesData = values.Write();
        random.FillPermutation(valuesData.Span<long>());
        return values;
    }
}

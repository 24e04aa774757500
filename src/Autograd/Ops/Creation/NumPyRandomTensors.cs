namespace Autograd;

/// <summary>What <c>np.random</c> gives as arrays, as tensors: Float64 where NumPy gives doubles, Int64 where it gives integers.</summary>
public static class NumPyRandomTensors
{
    /// <summary>Numbers drawn evenly from [0, 1): <c>np.random.rand(d0, d1, …)</c>.</summary>
    public static Tensor Rand(this NumPyRandom random, Shape shape) => random.Uniform(0, 1, shape);

    /// <summary>Numbers drawn evenly from [low, high): <c>np.random.uniform(low, high, size)</c>.</summary>
    public static Tensor Uniform(this NumPyRandom random, double low, double high, Shape shape)
    {
        var values = new double[shape.Numel];
        random.FillUniform(values, low, high);
        return new Tensor(values, shape, DType.Float64);
    }

    /// <summary>Numbers drawn from the standard normal distribution: <c>np.random.randn(d0, d1, …)</c>.</summary>
    public static Tensor RandN(this NumPyRandom random, Shape shape)
    {
        var values = new double[shape.Numel];
        random.FillRandN(values);
        return new Tensor(values, shape, DType.Float64);
    }

    /// <summary>Numbers drawn from a normal distribution: <c>np.random.normal(loc, scale, size)</c>.</summary>
    public static Tensor Normal(this NumPyRandom random, double loc, double scale, Shape shape)
    {
        var values = new double[shape.Numel];
        random.FillNormal(values, loc, scale);
        return new Tensor(values, shape, DType.Float64);
    }

    /// <summary>Integers drawn evenly from [low, high): <c>np.random.randint(low, high, size)</c>.</summary>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    public static Tensor RandInt(this NumPyRandom random, long low, long high, Shape shape)
    {
        var values = new long[shape.Numel];
        random.FillRandInt(values.AsSpan(), low, high);
        return new Tensor(values, shape, DType.Int64);
    }

    /// <summary>Integers drawn from 0 to n − 1: <c>np.random.choice(n, size, replace)</c>.</summary>
    /// <exception cref="ArgumentException">More are drawn without replacement than there are.</exception>
    public static Tensor Choice(this NumPyRandom random, int n, Shape shape, bool replace = true)
    {
        var values = new long[shape.Numel];
        random.FillChoice(values, n, replace);
        return new Tensor(values, shape, DType.Int64);
    }

    /// <summary>The integers 0 to n − 1 in random order, as an index: <c>np.random.permutation(n)</c>.</summary>
    public static Tensor PermutationTensor(this NumPyRandom random, int n)
    {
        var values = new long[n];
        random.FillPermutation(values.AsSpan());
        return new Tensor(values, Shape.Create(n), DType.Int64);
    }
}

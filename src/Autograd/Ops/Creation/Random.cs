namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Numbers drawn evenly from [0, 1), Float32, from the default generator; <c>torch.rand</c>, word for word.</summary>
    public static Tensor Rand(params ReadOnlySpan<int> shape) => Rand(Shape.Create(shape));

    /// <summary>Numbers drawn evenly from [0, 1).</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Float32 or Float64, which draw differently, as in PyTorch.</param>
    /// <param name="generator">The stream; the default one if null.</param>
    /// <param name="requiresGrad">Whether gradients are wanted.</param>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor Rand(Shape shape, DType dtype = DType.Float32, Generator? generator = null, bool requiresGrad = false)
    {
        var result = NewFloating("rand", shape, dtype);
        result.FillUniform(0, 1, generator);
        return Leaf(result, requiresGrad);
    }

    /// <summary>Numbers drawn from the standard normal distribution, Float32, from the default generator; <c>torch.randn</c>, word for word.</summary>
    public static Tensor RandN(params ReadOnlySpan<int> shape) => RandN(Shape.Create(shape));

    /// <summary>Numbers drawn from the standard normal distribution.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Float32 or Float64, which draw differently, as in PyTorch.</param>
    /// <param name="generator">The stream; the default one if null.</param>
    /// <param name="requiresGrad">Whether gradients are wanted.</param>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor RandN(Shape shape, DType dtype = DType.Float32, Generator? generator = null, bool requiresGrad = false)
    {
        var result = NewFloating("randN", shape, dtype);
        result.FillNormal(0, 1, generator);
        return Leaf(result, requiresGrad);
    }

    /// <summary>Numbers drawn from a normal distribution; <c>torch.normal(mean, std, size)</c>.</summary>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor Normal(double mean, double std, Shape shape, DType dtype = DType.Float32, Generator? generator = null)
    {
        var result = NewFloating("normal", shape, dtype);
        result.FillNormal(mean, std, generator);
        return result;
    }

    /// <summary>Integers drawn evenly from [low, high); <c>torch.randint</c>, word for word.</summary>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    public static Tensor RandInt(long low, long high, Shape shape, DType dtype = DType.Int64, Generator? generator = null)
    {
        var result = Uninitialized(shape, dtype);
        var stream = generator ?? Generator.Default;
        switch (dtype)
        {
            case DType.UInt8: stream.FillRandInt(result.Span<byte>(), low, high); break;
            case DType.Int8: stream.FillRandInt(result.Span<sbyte>(), low, high); break;
            case DType.Int16: stream.FillRandInt(result.Span<short>(), low, high); break;
            case DType.Int32: stream.FillRandInt(result.Span<int>(), low, high); break;
            case DType.Int64: stream.FillRandInt(result.Span<long>(), low, high); break;
            case DType.Float32: stream.FillRandInt(result.Span<float>(), low, high); break;
            case DType.Float64: stream.FillRandInt(result.Span<double>(), low, high); break;
            default: throw new ArgumentException("randInt: a Bool tensor holds no integers; use Bernoulli");
        }

        return result;
    }

    /// <summary>The integers 0 to n − 1 in random order, Int64; <c>torch.randperm</c>, word for word.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public static Tensor RandPerm(int n, Generator? generator = null)
    {
        var result = Uninitialized(Shape.Create(n), DType.Int64);
        (generator ?? Generator.Default).RandPerm(result.Span<long>());
        return result;
    }

    /// <summary>For each probability p, 1 with that probability and 0 otherwise, of the same type; <c>torch.bernoulli</c>, word for word.</summary>
    /// <param name="probabilities">Numbers in [0, 1], Float32 or Float64.</param>
    /// <param name="generator">The stream; the default one if null.</param>
    /// <exception cref="ArgumentException">The type is not floating, or a number is no probability.</exception>
    public static Tensor Bernoulli(Tensor probabilities, Generator? generator = null)
    {
        var result = NewFloating("bernoulli", probabilities._shape, probabilities._dtype);
        var p = probabilities.Contiguous();
        var stream = generator ?? Generator.Default;
        if (result._dtype == DType.Float32) stream.FillBernoulli(result.Span<float>(), p.Span<float>());
        else stream.FillBernoulli(result.Span<double>(), p.Span<double>());
        return result;
    }

    /// <summary>Overwrites a contiguous floating tensor, outside of any graph.</summary>
    internal void FillUniform(double from, double to, Generator? generator)
    {
        if (_dtype == DType.Float32) (generator ?? Generator.Default).FillUniform(Span<float>(), from, to);
        else (generator ?? Generator.Default).FillUniform(Span<double>(), from, to);
    }

    /// <summary>Overwrites a contiguous floating tensor, outside of any graph.</summary>
    internal void FillNormal(double mean, double std, Generator? generator)
    {
        if (_dtype == DType.Float32) (generator ?? Generator.Default).FillNormal(Span<float>(), mean, std);
        else (generator ?? Generator.Default).FillNormal(Span<double>(), mean, std);
    }

    private static Tensor NewFloating(string op, Shape shape, DType dtype)
    {
        if (!dtype.IsFloatingPoint()) throw new ArgumentException($"{op}: numbers of type {dtype}; use Float32 or Float64");
        return Uninitialized(shape, dtype);
    }
}

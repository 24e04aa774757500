namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Numbers drawn evenly from [0, 1), Float32, from the default generator; <c>torch.rand</c>, number for number.
    /// </summary>
    public static Tensor Rand(params ReadOnlySpan<int> shape) => Rand(Shape.Create(shape));

    /// <summary>Numbers drawn evenly from [0, 1).</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">A floating type. As in PyTorch, each type draws different numbers.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor Rand(Shape shape, DType dtype = DType.Float32, Generator? generator = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var result = NewFloating("Rand", shape, dtype);
        result.FillUniform(0, 1, generator);
        return Leaf(result, requiresGrad);
    }

    /// <summary>
    /// Numbers drawn from the standard normal distribution, Float32, from the default generator; <c>torch.randn</c>,
    /// number for number.
    /// </summary>
    public static Tensor RandN(params ReadOnlySpan<int> shape) => RandN(Shape.Create(shape));

    /// <summary>Numbers drawn from the standard normal distribution.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">A floating type. As in PyTorch, each type draws different numbers.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <param name="requiresGrad">True if gradients are wanted.</param>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor RandN(Shape shape, DType dtype = DType.Float32, Generator? generator = null, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var result = NewFloating("RandN", shape, dtype);
        result.FillNormal(0, 1, generator);
        return Leaf(result, requiresGrad);
    }

    /// <summary>Numbers drawn from a normal distribution; <c>torch.normal(mean, std, size)</c>.</summary>
    /// <exception cref="ArgumentException">The type is not floating.</exception>
    public static Tensor Normal(double mean, double std, Shape shape, DType dtype = DType.Float32, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var result = NewFloating("Normal", shape, dtype);
        result.FillNormal(mean, std, generator);
        return result;
    }

    /// <summary>
    /// For each probability p, 1 with that probability and 0 otherwise, of the same type; <c>torch.bernoulli</c>,
    /// number for number.
    /// </summary>
    /// <param name="probabilities">Numbers in [0, 1], of a floating type.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <exception cref="ArgumentException">The type is not floating, or a number is not in [0, 1].</exception>
    public static Tensor Bernoulli(Tensor probabilities, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities._dtype.IsReducedFloatingPoint())
            return Bernoulli(probabilities.Detached(DType.Float32), generator).To(probabilities._dtype);
        var result = NewFloating("Bernoulli", probabilities._shape, probabilities._dtype);
        var p = probabilities.Contiguous();
        var stream = generator ?? Generator.Default;
        using var resultData = result.Write();
        using var pData = p.Read();
        if (result._dtype == DType.Float32) stream.FillBernoulli(resultData.Span<float>(), pData.Span<float>());
        else stream.FillBernoulli(resultData.Span<double>(), pData.Span<double>());
        return result;
    }

    /// <summary>Overwrites a contiguous floating tensor, unrecorded.</summary>
    internal void FillUniform(double from, double to, Generator? generator)
    {
        if (_dtype.IsReducedFloatingPoint())
        {
            FillReduced(new ReducedUniformDraw(from, to, _dtype), generator);
            return;
        }

        using var data = Write();
        if (_dtype == DType.Float32) (generator ?? Generator.Default).FillUniform(data.Span<float>(), from, to);
        else (generator ?? Generator.Default).FillUniform(data.Span<double>(), from, to);
    }

    /// <summary>Overwrites a contiguous floating tensor, unrecorded.</summary>
    internal void FillNormal(double mean, double std, Generator? generator)
    {
        if (_dtype.IsReducedFloatingPoint())
        {
            FillReduced(new ReducedNormalDraw(mean, std, _dtype), generator);
            return;
        }

        using var data = Write();
        if (_dtype == DType.Float32) (generator ?? Generator.Default).FillNormal(data.Span<float>(), mean, std);
        else (generator ?? Generator.Default).FillNormal(data.Span<double>(), mean, std);
    }

    private static Tensor NewFloating(string op, Shape shape, DType dtype)
    {
        if (!dtype.IsFloatingPoint()) throw new ArgumentException($"{op}: numbers of type {dtype}; use Float32 or Float64");
        return Uninitialized(shape, dtype);
    }
}

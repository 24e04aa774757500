namespace Autograd;

// PyTorch draws the elements in memory order, which for a transposed tensor is not row-major order.
public sealed partial class Tensor
{
    /// <summary>
    /// Overwrites every element with a number drawn evenly from [from, to); <c>uniform_</c>, number for number.
    /// </summary>
    /// <param name="from">The lower bound.</param>
    /// <param name="to">The upper bound.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <remarks>Gradient: 0 to the old values, as for every method that draws in place.</remarks>
    /// <exception cref="ArgumentException">The tensor is not floating, or the bounds are out of order.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor UniformInPlace(double from = 0, double to = 1, Generator? generator = null)
    {
        var target = FloatingTarget("UniformInPlace");
        target.FillUniform(from, to, generator);
        return CompleteDraw(target);
    }

    /// <summary>
    /// Overwrites every element with a number drawn from a normal distribution; <c>normal_</c>, number for number.
    /// </summary>
    /// <param name="mean">The mean.</param>
    /// <param name="std">The standard deviation.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor NormalInPlace(double mean = 0, double std = 1, Generator? generator = null)
    {
        var target = FloatingTarget("NormalInPlace");
        if (IsContiguous)
        {
            target.FillNormal(mean, std, generator);
            return CompleteDraw(target);
        }

        if (_dtype.IsReducedFloatingPoint())
        {
            target.FillReduced(new OneByOneNormalDraw(mean, std), generator);
            return CompleteDraw(target);
        }

        using var targetData = target.Write();
        if (_dtype == DType.Float32) (generator ?? Generator.Default).FillNormalOneByOne(targetData.Span<float>(), mean, std);
        else (generator ?? Generator.Default).FillNormalOneByOne(targetData.Span<double>(), mean, std);
        return CompleteDraw(target);
    }

    /// <summary>
    /// Overwrites every element with a number drawn from λ·e^(−λx); <c>exponential_</c>, number for number.
    /// </summary>
    /// <param name="lambda">The rate λ, the inverse of the mean.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor ExponentialInPlace(double lambda = 1, Generator? generator = null) =>
        DrawFloating("ExponentialInPlace", new ExponentialDraw(lambda), generator);

    /// <summary>
    /// Overwrites every element with a number drawn from the Cauchy distribution σ / (π·((x − median)² + σ²));
    /// <c>cauchy_</c>, number for number.
    /// </summary>
    /// <param name="median">The median.</param>
    /// <param name="sigma">σ, half the distance between the quartiles.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor CauchyInPlace(double median = 0, double sigma = 1, Generator? generator = null) =>
        DrawFloating("CauchyInPlace", new CauchyDraw(median, sigma), generator);

    /// <summary>
    /// Overwrites every element with e to the power of a normal deviate; <c>log_normal_</c>, number for number.
    /// </summary>
    /// <param name="mean">The mean of the logarithm.</param>
    /// <param name="std">The standard deviation of the logarithm.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not above 0.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor LogNormalInPlace(double mean = 1, double std = 2, Generator? generator = null) =>
        DrawFloating("LogNormalInPlace", new LogNormalDraw(mean, std), generator);

    /// <summary>
    /// Overwrites every element with the number of trials up to the first success, (1 − p)^(k − 1)·p;
    /// <c>geometric_</c>, number for number.
    /// </summary>
    /// <param name="p">The probability of success.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor GeometricInPlace(double p, Generator? generator = null)
    {
        if (_dtype == DType.Bool)
            throw new ArgumentException("GeometricInPlace: a Bool tensor holds no counts; use BernoulliInPlace, or another type");
        return Draw("GeometricInPlace", new GeometricDraw(p), generator);
    }

    /// <summary>
    /// Overwrites every element with 1, with probability p, or 0; <c>bernoulli_</c>, number for number.
    /// </summary>
    /// <param name="p">The probability of a 1.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor BernoulliInPlace(double p = 0.5, Generator? generator = null) =>
        Draw("BernoulliInPlace", new BernoulliDraw(p), generator);

    /// <summary>
    /// Overwrites every element with 1, with a probability of its own, or 0; <c>bernoulli_</c>, number for number.
    /// </summary>
    /// <param name="p">The probabilities, of a floating type; they are broadcast to the tensor.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">
    /// The probabilities are not floating, do not broadcast to the tensor, or are not in [0, 1].
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor BernoulliInPlace(Tensor p, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(p);
        CheckExpandable("BernoulliInPlace", p);
        if (!p._dtype.IsFloatingPoint())
            throw new ArgumentException($"BernoulliInPlace: probabilities of type {p._dtype}; use Float32 or Float64");
        var each = CopyIfOverlapping(p.Detach().ExpandTo(_shape));
        return Draw("BernoulliInPlace", new BernoulliEachDraw(IsContiguous ? each : each.PermuteTo(MemoryOrder())), generator);
    }

    /// <summary>
    /// Overwrites every element with an integer drawn evenly from [from, to); <c>random_(from, to)</c>, number for
    /// number.
    /// </summary>
    /// <param name="from">The smallest value.</param>
    /// <param name="to">The upper bound, itself never drawn.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit into the tensor's type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor RandomInPlace(long from, long to, Generator? generator = null) => DrawIntegers("RandomInPlace", from, to, generator);

    /// <summary>
    /// Overwrites every element with an integer drawn evenly from 0 to the largest that its type holds, for floating
    /// types to 2 to the power of their significant bits; <c>random_()</c>, number for number.
    /// </summary>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor RandomInPlace(Generator? generator = null) =>
        _dtype switch
        {
            DType.Bool => DrawIntegers("RandomInPlace", 0, 2, generator),
            DType.Float16 => DrawIntegers("RandomInPlace", 0, (1 << 11) + 1, generator),
            DType.BFloat16 => DrawIntegers("RandomInPlace", 0, (1 << 8) + 1, generator),
            _ => Draw("RandomInPlace", new RandomDraw(), generator),
        };
}

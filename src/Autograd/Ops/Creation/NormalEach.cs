namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// For each pair of elements, a number drawn from the normal distribution with that mean and standard deviation;
    /// <c>torch.normal(mean, std)</c>, number for number if both have the same type.
    /// </summary>
    /// <param name="mean">The means, floating; they broadcast with the deviations.</param>
    /// <param name="std">The standard deviations, not negative.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>
    /// A tensor of the means' type. It is not part of the graph; for a gradient, write
    /// <c>mean + std * Tensor.RandNLike(mean)</c>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A tensor is not floating, the shapes do not broadcast, or a deviation is negative.
    /// </exception>
    public static Tensor Normal(Tensor mean, Tensor std, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(std);
        CheckDeviations(std);
        using var _ = GradMode.NoGrad();
        var result = NewFloating("Normal", Broadcasting.ResultShape("Normal", mean._shape, std._shape), mean._dtype);
        result.FillNormal(0, 1, generator);
        result.MulInPlace(std.To(mean._dtype));
        result.AddInPlace(mean);
        return result;
    }

    /// <summary>
    /// For each element, a number drawn from the normal distribution with that mean; <c>torch.normal(mean, std)</c>,
    /// number for number.
    /// </summary>
    /// <param name="mean">The means, floating.</param>
    /// <param name="std">The standard deviation, the same for all.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>A tensor of the means' shape and type. It is not part of the graph.</returns>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative.</exception>
    public static Tensor Normal(Tensor mean, double std, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(mean);
        using var _ = GradMode.NoGrad();
        var result = NewFloating("Normal", mean._shape, mean._dtype);
        result.FillNormal(0, std, generator);
        result.AddInPlace(mean);
        return result;
    }

    /// <summary>
    /// For each element, a number drawn from the normal distribution with that standard deviation;
    /// <c>torch.normal(mean, std)</c>, number for number.
    /// </summary>
    /// <param name="mean">The mean, the same for all.</param>
    /// <param name="std">The standard deviations, floating and not negative.</param>
    /// <param name="generator">The generator; null for the default one.</param>
    /// <returns>A tensor of the deviations' shape and type. It is not part of the graph.</returns>
    /// <exception cref="ArgumentException">The tensor is not floating, or a deviation is negative.</exception>
    public static Tensor Normal(double mean, Tensor std, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(std);
        CheckDeviations(std);
        using var _ = GradMode.NoGrad();
        var result = NewFloating("Normal", std._shape, std._dtype);
        result.FillNormal(0, 1, generator);
        result.MulInPlace(std);
        result.AddInPlace(From(mean, std._dtype));
        return result;
    }

    private static void CheckDeviations(Tensor std)
    {
        if (!std._dtype.IsFloatingPoint())
            throw new ArgumentException($"Normal: standard deviations of type {std._dtype}; use Float32 or Float64");
        if (std.Numel > 0 && std.Detach().Min() is var least && !(least.Item() >= 0))
            throw new ArgumentException($"Normal: a standard deviation is {least.Item()}; each must be at least 0");
    }
}

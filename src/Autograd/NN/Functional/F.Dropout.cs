namespace Autograd.NN;

public static partial class F
{
    /// <summary>Sets each element to 0 with probability p and divides the others by 1 − p.</summary>
    /// <param name="input">A floating tensor.</param>
    /// <param name="p">The probability of a zero.</param>
    /// <param name="training">False to return the input unchanged.</param>
    /// <remarks>
    /// The zeros are drawn from <see cref="Generator.Default"/>. Gradient: g times the same factors, 0 or 1/(1 − p). A
    /// dropped element is 0 even if it was infinite or NaN, and so is its gradient; PyTorch gives NaN for these.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <exception cref="ArgumentException">The tensor is not floating.</exception>
    public static Tensor Dropout(Tensor input, double p = 0.5, bool training = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckProbability("Dropout", p);
        if (!training || p == 0) return input;
        if (!input.DType.IsFloatingPoint())
            throw new ArgumentException($"Dropout: the input is {input.DType}; it must be floating: convert with Float()");
        return Tensor.Dropped(input, DropoutFactors(input.Shape, input.DType, p));
    }

    private static Tensor DropoutFactors(Shape shape, DType dtype, double p)
    {
        if (dtype.IsReducedFloatingPoint()) return DropoutFactors(shape, DType.Float32, p).To(dtype);
        var factors = Tensor.Zeros(shape, dtype);
        using var factorsData = factors.Write();
        if (dtype == DType.Float32) Generator.Default.FillDropoutMask(factorsData.Span<float>(), p);
        else Generator.Default.FillDropoutMask(factorsData.Span<double>(), p);
        return factors;
    }

    internal static void CheckProbability(string op, double p)
    {
        if (p is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), $"{op}: dropout probability has to be between 0 and 1, but got {p}");
    }
}

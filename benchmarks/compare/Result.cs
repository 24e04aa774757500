namespace Autograd.Compare;

/// <summary>What of a step's result is compared between the sides.</summary>
internal static class Result
{
    /// <summary>The mean absolute value of a result.</summary>
    public static double Magnitude(object result) => result switch
    {
        Tensor tensor => tensor.Detach().Double().Abs().Mean().Item(),
        float[] array => array.Average(x => Math.Abs((double)x)),
        double number => Math.Abs(number),
        float number => Math.Abs(number),
        _ => throw new ArgumentException($"no rule for {result.GetType()}", nameof(result)),
    };
}

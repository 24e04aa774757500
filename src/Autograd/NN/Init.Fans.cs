namespace Autograd.NN;

public static partial class Init
{
    /// <summary>
    /// The factor by which a nonlinearity is made up for in the deviation of the weights before it: 1 for none and for
    /// the logistic function, 5/3 for tanh, √2 for the rectifier, √(2 / (1 + slope²)) for one with a slope below 0, 3/4
    /// for SELU.
    /// </summary>
    /// <param name="nonlinearity">The function.</param>
    /// <param name="param">The slope of <see cref="Nonlinearity.LeakyRelu"/>; 0.01 if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The nonlinearity is none of the enumeration.</exception>
    public static double CalculateGain(Nonlinearity nonlinearity, double? param = null) => nonlinearity switch
    {
        Nonlinearity.Linear or Nonlinearity.Sigmoid => 1,
        Nonlinearity.Tanh => 5.0 / 3,
        Nonlinearity.Relu => Math.Sqrt(2),
        Nonlinearity.LeakyRelu => Math.Sqrt(2 / (1 + ((param ?? 0.01) * (param ?? 0.01)))),
        Nonlinearity.Selu => 3.0 / 4,
        _ => throw new ArgumentOutOfRangeException(
            nameof(nonlinearity), $"CalculateGain: unsupported nonlinearity {nonlinearity}; use one of the enumeration"),
    };

    /// <summary>
    /// Computes the numbers of inputs and outputs of a unit from the shape of a weight: (outputs, inputs, …), where the
    /// further dimensions are a receptive field.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
    public static (int FanIn, int FanOut) CalculateFanInAndFanOut(Tensor tensor) =>
        Fans("CalculateFanInAndFanOut", NotNull(tensor));

    private static (int FanIn, int FanOut) Fans(string op, Tensor tensor)
    {
        if (tensor.NDim < 2)
            throw new ArgumentException(
                $"{op}: a weight of shape {tensor.Shape} has no fan-in and fan-out; it needs two dimensions or more; use Uniform or Normal");
        var field = 1;
        foreach (var size in tensor.Shape.Sizes[2..]) field *= size;
        return (tensor.Size(1) * field, tensor.Size(0) * field);
    }
}

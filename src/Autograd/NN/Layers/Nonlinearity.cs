namespace Autograd.NN;

/// <summary>
/// The function that follows a layer: in a recurrent layer, which takes <see cref="Tanh"/> or <see cref="Relu"/>, and
/// as the one that <see cref="Init.CalculateGain"/> knows a gain for.
/// </summary>
public enum Nonlinearity
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The larger of each element and 0.</summary>
    Relu,

    /// <summary>None, also behind a convolution.</summary>
    Linear,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>The rectifier with a slope below 0.</summary>
    LeakyRelu,

    /// <summary>The scaled exponential linear unit.</summary>
    Selu,
}

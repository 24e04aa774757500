namespace Autograd.NN;

/// <summary>The function that a recurrent layer applies to the sum of its inputs.</summary>
public enum Nonlinearity
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The larger of each element and 0.</summary>
    Relu,
}

namespace Autograd.NN;

/// <summary>
/// A parametrization that knows, for a value, an original that gives it: so a tensor keeps its value when it is
/// parametrized.
/// </summary>
public interface IRightInverse
{
    /// <summary>An original of which the parametrization makes this value, or the nearest that it can.</summary>
    Tensor RightInverse(Tensor value);
}

/// <summary>A parametrization by several originals.</summary>
internal interface ISplitParametrization
{
    Tensor Forward(Tensor[] originals);

    Tensor[] RightInverse(Tensor value);
}

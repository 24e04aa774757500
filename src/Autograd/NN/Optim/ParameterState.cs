namespace Autograd.NN;

/// <summary>What an optimizer remembers of one parameter.</summary>
internal sealed class ParameterState(int tensors)
{
    /// <summary>The number of steps made.</summary>
    public long Step { get; set; }

    /// <summary>Tensors of the parameter's shape and type; null until needed.</summary>
    public Tensor?[] Tensors { get; } = new Tensor?[tensors];

    /// <summary>The tensor at a place, made of zeros at first.</summary>
    /// <exception cref="InvalidOperationException">The parameter changed its shape or type since.</exception>
    public Tensor Get(int index, Tensor parameter)
    {
        var tensor = Tensors[index] ??= Tensor.Zeros(parameter.Shape, parameter.DType);
        if (!tensor.Shape.Equals(parameter.Shape) || tensor.DType != parameter.DType)
            throw new InvalidOperationException(
                $"Step: a parameter was {tensor.Shape} of {tensor.DType} at the first step and is {parameter.Shape} of {parameter.DType} now; "
                + "make a new optimizer after changing a parameter's data to another shape or type");
        return tensor;
    }
}

namespace Autograd.NN;

/// <summary>The state of an optimizer for one parameter.</summary>
internal sealed class ParameterState(int tensors)
{
    /// <summary>The number of updates so far.</summary>
    public long Step { get; set; }

    /// <summary>The state's tensors, of the parameter's shape and type; null until needed.</summary>
    public Tensor?[] Tensors { get; } = new Tensor?[tensors];

    /// <summary>Returns the tensor at an index; it is created with zeros when first needed.</summary>
    /// <exception cref="InvalidOperationException">The parameter's shape or type has changed since.</exception>
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

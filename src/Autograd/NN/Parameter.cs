namespace Autograd.NN;

/// <summary>
/// Creates parameters: leaf tensors that a <see cref="Module"/> finds in its fields and an <see cref="Optimizer"/>
/// updates.
/// </summary>
public static class Parameter
{
    /// <summary>
    /// Creates a leaf that shares the data's memory and is marked as a parameter; <c>torch.nn.Parameter(data)</c>.
    /// </summary>
    /// <param name="data">The values, of any shape. The parameter does not keep their graph.</param>
    /// <param name="requiresGrad">True if a gradient is computed; false for a parameter that is frozen.</param>
    /// <exception cref="InvalidOperationException">requiresGrad is true, and the data are not floating.</exception>
    /// <example><code>readonly Tensor _scale = Parameter.From(Tensor.Ones(4));</code></example>
    public static Tensor From(Tensor data, bool requiresGrad = true)
    {
        ArgumentNullException.ThrowIfNull(data);
        var parameter = data.Detach();
        parameter.RequiresGrad = requiresGrad;
        parameter.IsParameter = true;
        return parameter;
    }

    /// <summary>Checks a tensor that is to replace a parameter of a module, and returns it.</summary>
    internal static Tensor Replace(string op, Tensor? current, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.IsParameter)
            throw new ArgumentException(
                $"{op}: the tensor of shape {value.Shape} is no parameter; make one with Parameter.From(tensor), or set .Data of the one here");
        if (current is not null && !current.Shape.Equals(value.Shape))
            throw new ArgumentException(
                $"{op}: a parameter of shape {value.Shape} in the place of one of shape {current.Shape}; they must be the same");
        return value;
    }
}

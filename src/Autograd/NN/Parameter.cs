namespace Autograd.NN;

/// <summary>Makes parameters: leaf tensors that a <see cref="Module"/> finds in its fields and an <see cref="Optimizer"/> trains.</summary>
public static class Parameter
{
    /// <summary>A leaf of its own that shares the data's memory and is marked as a parameter; <c>torch.nn.Parameter(data)</c>.</summary>
    /// <param name="data">The values, of any shape. What they were computed from is not part of the parameter.</param>
    /// <param name="requiresGrad">Whether a gradient is computed; false for a parameter that is frozen.</param>
    /// <exception cref="InvalidOperationException">A gradient is required of data that are not floating.</exception>
    /// <example><code>readonly Tensor _scale = Parameter.From(Tensor.Ones(4));</code></example>
    public static Tensor From(Tensor data, bool requiresGrad = true)
    {
        ArgumentNullException.ThrowIfNull(data);
        var parameter = data.Detach();
        parameter.RequiresGrad = requiresGrad;
        parameter.IsParameter = true;
        return parameter;
    }
}

namespace Autograd.NN;

public static partial class Utils
{
    /// <summary>All parameters, one after the other, in one vector; it is part of the graph.</summary>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    public static Tensor ParametersToVector(IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var parts = new List<Tensor>();
        foreach (var parameter in parameters) parts.Add(NotNull(parameter).Reshape(-1));
        if (parts.Count == 0)
            throw new ArgumentException("ParametersToVector: there is no parameter; pass one or more, such as net.Parameters()");
        return Tensor.Cat(parts);
    }

    /// <summary>
    /// Copies the elements of a vector to the parameters, one after the other, without recording. PyTorch makes the
    /// parameters views of the vector instead, so that each would change with the other.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The tensor is no vector, or has not as many elements as the parameters together; nothing was written.
    /// </exception>
    public static void VectorToParameters(Tensor vec, IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(vec);
        ArgumentNullException.ThrowIfNull(parameters);
        var targets = parameters.ToList();
        var count = targets.Sum(parameter => (long)NotNull(parameter).Numel);
        if (vec.NDim != 1 || vec.Numel != count)
            throw new ArgumentException(
                $"VectorToParameters: a tensor of shape {vec.Shape} for parameters of {count} elements; pass a vector with as many");
        using var _ = GradMode.NoGrad();
        var start = 0;
        foreach (var parameter in targets)
        {
            parameter.CopyInPlace(vec.Narrow(0, start, parameter.Numel).Reshape(parameter.Shape));
            start += parameter.Numel;
        }
    }
}

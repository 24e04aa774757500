namespace Autograd.NN;

/// <summary>What the containers share.</summary>
internal static class Containers
{
    public static string CheckedName(string op, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0 || key.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"{op}: \"{key}\" is no name in a state, where dots separate names; use one without", nameof(key));
        return key;
    }

    public static Tensor AsParameter(Tensor tensor) => tensor.IsParameter ? tensor : Parameter.From(tensor, tensor.DType.IsFloatingPoint());

    /// <summary>A line as PyTorch prints a parameter in a container.</summary>
    public static string Line(string name, Tensor parameter, string type) =>
        $"  ({name}): Parameter containing: [torch.{type} of size {string.Join("x", parameter.Shape.Sizes.ToArray())}]";
}

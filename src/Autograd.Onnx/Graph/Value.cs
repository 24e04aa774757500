namespace Autograd.Onnx;

/// <summary>A value of an ONNX graph that is being built: an input, an initializer, or the result of a node.</summary>
internal sealed class Value(string name, DType type)
{
    /// <summary>The name, which is final when the graph is finished.</summary>
    public string Name { get; set; } = name;

    /// <summary>The type of the elements.</summary>
    public DType Type { get; } = type;

    /// <summary>The elements, if it is an initializer.</summary>
    public Tensor? Data { get; init; }

    /// <summary>True for an input of the graph.</summary>
    public bool IsInput { get; init; }
}

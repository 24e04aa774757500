namespace Autograd.Onnx;

/// <summary>
/// An operation of a traced forward pass: the nodes that recorded it in each of the runs, which differ in sizes alone.
/// </summary>
internal sealed class TracedOp(Node[] nodes, string place)
{
    /// <summary>The node of each run.</summary>
    public Node[] Nodes { get; } = nodes;

    /// <summary>The module in which it was recorded.</summary>
    public string Place { get; } = place;

    /// <summary>The operation's name in the graph of the backward pass, as <c>GradFn</c> shows it.</summary>
    public string Name => Nodes[0].Name;

    /// <summary>What it computes: the key of the table of operations.</summary>
    public string Operation => Nodes[0].Operation;

    /// <summary>The operands; null for an optional one that is missing.</summary>
    public List<Operand?> Inputs { get; } = [];

    /// <summary>Operands that no gradient goes to: a condition, indices, …</summary>
    public Dictionary<string, Operand> Extra { get; } = [];

    /// <summary>The constants of the node of each run, by name.</summary>
    public IReadOnlyDictionary<string, object>[] Constants { get; set; } = [];

    /// <summary>True if the node knows the shape of its output; one whose output was written into a view does not.</summary>
    public bool HasShape => Nodes[0].OutputOf(0).Shape is not null;

    /// <summary>The shape of an output.</summary>
    public DimSize[] Shape(int output = 0) => SizesOf([.. Nodes.Select(node => node.OutputOf(output).Shape)]);

    /// <summary>The type of an output.</summary>
    public DType Type(int output = 0) => Nodes[0].OutputOf(output).DType;

    /// <summary>The sizes of a shape in each run; null if the ranks differ.</summary>
    public static DimSize[] SizesOf(Shape[] shapes) =>
        [.. Enumerable.Range(0, shapes[0].Count).Select(d => new DimSize(Array.ConvertAll(shapes, shape => (long)shape[d])))];
}

/// <summary>An operand: the output of an operation, or a constant with its value in each run.</summary>
internal sealed record Operand(TracedOp? Producer, int Output, Tensor[] Constants)
{
    /// <summary>The sizes.</summary>
    public DimSize[] Shape => Producer?.Shape(Output) ?? TracedOp.SizesOf(Array.ConvertAll(Constants, tensor => tensor.Shape));

    /// <summary>The type of the elements.</summary>
    public DType Type => Producer?.Type(Output) ?? Constants[0].DType;
}

using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// One recorded operation: the edges to the producers of its inputs, its saved tensors, and the formula that computes
/// the gradients of its inputs from that of its output. <see cref="Tensor.GradFn"/> is the node that made a tensor.
/// </summary>
/// <remarks>
/// The formula (<see cref="Backward"/>) is written in tensor operations, so that it can itself be recorded. It may
/// return gradients in the shape of the output; the engine sums them over dimensions in which the input was broadcast.
/// </remarks>
public abstract partial class Node
{
    /// <summary>The number of edges that are stored in fields. Most operations need no array for more.</summary>
    private const int InlineEdges = 3;

    // The parts of three edges. Each Edge struct would have four bytes of padding after its index.
    private Node? _node0;
    private Node? _node1;
    private Node? _node2;
    private int _output0;
    private int _output1;
    private int _output2;
    private Edge[]? _moreEdges;

    // The number of the backward pass that owns the node at present; 0 if none does.
    internal int Owner;

    // The number of edges on which the owning pass still waits for gradients, as the dependencies of PyTorch's engine.
    internal int Dependencies;

    // The sum of the gradients of the node's output.
    internal GradientSlot Slot;

    // Hooks, retained gradients and the anomaly trace; null on nearly every node.
    internal NodeHooks? Hooks;

    private protected Node()
    {
    }

    /// <summary>
    /// The operation's name, as in PyTorch's <c>grad_fn</c>: <c>MulBackward0</c>, <c>TanhBackward0</c>, …
    /// </summary>
    public abstract string Name { get; }

    /// <summary>The shape of the output, and so of its gradient; set by <see cref="SetHistory"/>.</summary>
    internal Shape OutputShape { get; private protected set; } = null!;

    /// <summary>The type of the output, and so of its gradient.</summary>
    internal DType OutputDType { get; private protected set; }

    /// <summary>The number of inputs, differentiable or not.</summary>
    internal int InputCount { get; private protected init; } = 1;

    /// <summary>The number of outputs.</summary>
    internal virtual int OutputCount => 1;

    /// <summary>
    /// The leaf whose <see cref="Tensor.Grad"/> an <c>AccumulateGrad</c> adds to; null for an operation.
    /// </summary>
    public virtual Tensor? Variable => null;

    /// <summary>The nodes that made this operation's inputs; null for an input that needs no gradient.</summary>
    public IReadOnlyList<Node?> NextFunctions
    {
        get
        {
            var nodes = new Node?[InputCount];
            for (var i = 0; i < nodes.Length; i++) nodes[i] = NodeAt(i);
            return nodes;
        }
    }

    /// <summary>
    /// Computes the gradients of the inputs from that of the output, and passes them to <paramref name="inputs"/>.
    /// </summary>
    internal abstract void Backward(Tensor grad, InputGradients inputs);

    /// <summary>Releases saved tensors.</summary>
    internal virtual void Release()
    {
    }

    /// <summary>
    /// Called before the operation's result is written in place over <paramref name="overwritten"/>: replaces saved
    /// tensors in that memory by copies. <c>x[1..] *= y</c> saves the factor <c>x[1..]</c>, and then writes the product
    /// over it.
    /// </summary>
    internal virtual void Preserve(Tensor overwritten)
    {
    }

    /// <summary>
    /// Takes the gradient out of the node's slot and applies the formula to it. A node with several outputs overrides
    /// it.
    /// </summary>
    internal virtual void Run(InputGradients inputs)
    {
        if (Slot.Take() is not { } grad) return;
        Backward(grad, inputs);
        grad.ReleaseGradientRef();
    }

    /// <summary>Empties the node's slots.</summary>
    internal virtual void DropGradients() => Slot.Take();

    /// <summary>The slot in which the gradients of output <paramref name="outputIndex"/> are summed.</summary>
    internal virtual ref GradientSlot SlotOf(int outputIndex) => ref Slot;

    /// <summary>The shape and type of output <paramref name="outputIndex"/>.</summary>
    internal virtual (Shape Shape, DType DType) OutputOf(int outputIndex) => (OutputShape, OutputDType);

    /// <summary>
    /// True if a gradient needs no conversion for an output: it has the output's type and the same <see cref="Shape"/>
    /// object. It is a quick check: two objects may be equal shapes although it is false.
    /// </summary>
    internal virtual bool MatchesOutput(Tensor grad, int outputIndex) => ReferenceEquals(grad.Shape, OutputShape) && grad.DType == OutputDType;

    /// <summary>The edge of input <paramref name="input"/>; its node is null if the input needs no gradient.</summary>
    internal Edge EdgeAt(int input) => input switch
    {
        0 => new Edge(_node0, _output0),
        1 => new Edge(_node1, _output1),
        2 => new Edge(_node2, _output2),
        _ => _moreEdges is null ? default : _moreEdges[input - InlineEdges],
    };

    /// <summary>The node that made input <paramref name="input"/>; null if that needs no gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Node? NodeAt(int input) =>
        input == 0 ? _node0 : input == 1 ? _node1 : input == 2 ? _node2 : EdgeAt(input).Node;

    /// <summary>Connects input <paramref name="input"/> to the producer of <paramref name="tensor"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Connect(int input, Tensor tensor)
    {
        var edge = tensor.GradientEdge();
        if (edge.Node is not null) Connect(input, edge);
        else if (Recording.ActiveScopes != 0) Recording.NotifyConstant(this, input, tensor);
    }

    /// <summary>Copies the edge of input <paramref name="input"/> from another node.</summary>
    internal void ConnectLike(int input, Node other)
    {
        if (other.IsConnected(input)) Connect(input, other.EdgeAt(input));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Connect(int input, Edge edge)
    {
        if (input == 0) (_node0, _output0) = (edge.Node, edge.OutputIndex);
        else if (input == 1) (_node1, _output1) = (edge.Node, edge.OutputIndex);
        else if (input == 2) (_node2, _output2) = (edge.Node, edge.OutputIndex);
        else ConnectMore(input, edge);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ConnectMore(int input, Edge edge) => (_moreEdges ??= new Edge[InputCount - InlineEdges])[input - InlineEdges] = edge;

    /// <summary>True if input <paramref name="input"/> needs a gradient.</summary>
    internal bool IsConnected(int input) => NodeAt(input) is not null;

    /// <summary>Makes this node the <see cref="Tensor.GradFn"/> of <paramref name="output"/>.</summary>
    internal virtual void SetHistory(Tensor output, int outputIndex = 0)
    {
        OutputShape = output.Shape;
        OutputDType = output.DType;
        output.SetGradFn(this, outputIndex);
        if (Recording.ActiveScopes != 0) Recording.NotifyRecorded(this);
    }

    /// <summary>Returns <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}

/// <summary>
/// The destination of the gradient of one input: the node that produced the input, and the index of the input among
/// that node's outputs.
/// </summary>
internal readonly record struct Edge(Node? Node, int OutputIndex);

using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// One recorded operation: edges to the producers of its inputs, what it saved, and how a gradient of its output becomes
/// gradients of its inputs. <see cref="Tensor.GradFn"/> shows the node that made a tensor.
/// </summary>
/// <remarks>
/// An operation's formula (<see cref="Backward"/>) is written in tensor operations, so that it can itself be recorded. It returns
/// gradients in the shape of the output; stretching by broadcasting is undone by the engine.
/// </remarks>
public abstract partial class Node
{
    /// <summary>Most operations have no more inputs than this; their edges need no array.</summary>
    private const int InlineEdges = 3;

    // The edges' halves are apart, so that the numbers share words instead of each taking one.
    private Node? _node0;
    private Node? _node1;
    private Node? _node2;
    private int _output0;
    private int _output1;
    private int _output2;
    private Edge[]? _moreEdges;

    // State of the backward pass that currently owns the node: the number of the pass, or 0 if there is none.
    internal int Owner;
    internal int PendingConsumers;
    internal GradientSlot Slot;

    // Hooks and the like; null on nearly every node.
    internal NodeAttachments? Attachments;

    private protected Node()
    {
    }

    /// <summary>The operation's name, as in PyTorch's <c>grad_fn</c>: <c>MulBackward0</c>, <c>TanhBackward0</c>, …</summary>
    public abstract string Name { get; }

    /// <summary>The shape of the output, and so of the gradient that arrives; there once the node has produced it.</summary>
    internal Shape OutputShape { get; private protected set; } = null!;

    /// <summary>The type of the output, and so of the gradient that arrives.</summary>
    internal DType OutputDType { get; private protected set; }

    /// <summary>The number of inputs, differentiable or not.</summary>
    internal int InputCount { get; private protected init; } = 1;

    /// <summary>The number of outputs.</summary>
    internal virtual int OutputCount => 1;

    /// <summary>The leaf whose <see cref="Tensor.Grad"/> an <c>AccumulateGrad</c> adds to; null for an operation.</summary>
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

    /// <summary>Computes the inputs' gradients from the output's and hands them to <paramref name="inputs"/>.</summary>
    internal abstract void Backward(Tensor grad, InputGradients inputs);

    /// <summary>Releases saved tensors.</summary>
    internal virtual void Release()
    {
    }

    /// <summary>
    /// Keeps copies of saved values that the operation's own result is about to overwrite: <c>x[1..] *= y</c> multiplies first and then
    /// writes the product over the factor.
    /// </summary>
    internal virtual void Preserve(Tensor overwritten)
    {
    }

    /// <summary>Takes the pass's gradient out of the node and applies the formula. A node of several outputs overrides it.</summary>
    internal virtual void Run(InputGradients inputs)
    {
        if (Slot.Take() is not { } grad) return;
        Backward(grad, inputs);
        grad.ReleaseAsGradient();
    }

    /// <summary>Forgets the gradients that gathered.</summary>
    internal virtual void DropGradients() => Slot.Take();

    /// <summary>The place where the gradient of output <paramref name="outputIndex"/> gathers.</summary>
    internal virtual ref GradientSlot SlotOf(int outputIndex) => ref Slot;

    internal virtual (Shape Shape, DType DType) OutputOf(int outputIndex) => (OutputShape, OutputDType);

    /// <summary>True if a gradient has the very shape, and the type, of an output: what <see cref="OutputOf"/> would tell, sooner.</summary>
    internal virtual bool Fits(Tensor grad, int outputIndex) => ReferenceEquals(grad.Shape, OutputShape) && grad.DType == OutputDType;

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

    /// <summary>Connects input <paramref name="input"/> to what produced <paramref name="tensor"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Connect(int input, Tensor tensor)
    {
        var edge = tensor.GradientEdge();
        if (edge.Node is not null) Connect(input, edge);
    }

    /// <summary>Connects input <paramref name="input"/> to what the same input of another node is connected to.</summary>
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

    /// <summary>True if input <paramref name="input"/> takes part in differentiation.</summary>
    internal bool IsConnected(int input) => NodeAt(input) is not null;

    /// <summary>Makes this node the producer of <paramref name="output"/>.</summary>
    internal virtual void Produce(Tensor output, int outputIndex = 0)
    {
        OutputShape = output.Shape;
        OutputDType = output.DType;
        output.SetGradFn(this, outputIndex);
        if (Recording.Watchers != 0) Recording.Notice(this);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

namespace Autograd;

/// <summary>What an operation's formula is handed: it says which inputs need a gradient, and takes the gradients.</summary>
internal readonly ref struct InputGradients
{
    private readonly Node? _node;
    private readonly BackwardPass? _pass;
    private readonly CapturedGradients? _captured;

    /// <summary>Sends gradients along the node's edges.</summary>
    public InputGradients(Node node, BackwardPass pass)
    {
        _node = node;
        _pass = pass;
    }

    /// <summary>Keeps gradients for a node that runs another node's formula inside its own.</summary>
    public InputGradients(CapturedGradients captured) => _captured = captured;

    /// <summary>True if anyone wants the gradient of input <paramref name="input"/>; if not, do not compute it.</summary>
    public bool Needs(int input) => _captured is not null
        ? _captured.Wanted[input]
        : _node!.IsConnected(input) && _pass!.Wants(_node.EdgeAt(input));

    /// <summary>True if the pass is neither recorded nor watched, so that a gradient which nobody else holds may be written
    /// to.</summary>
    public bool MayReuse => _pass is { MayReuse: true };

    /// <summary>Takes a gradient of the input's own shape and type that nobody else holds.</summary>
    public void SetOwned(int input, Tensor grad)
    {
        if (!MayReuse) Set(input, grad);
        else if (_node!.IsConnected(input)) _pass!.ReceiveOwned(_node.EdgeAt(input), grad);
    }

    /// <summary>
    /// The gradient of input <paramref name="input"/> as it has gathered so far, to be added to in place: for an operation that reads a small
    /// part of a large input. Null where that is not allowed, and the gradient must be set.
    /// </summary>
    public Tensor? SumSoFar(int input, Shape shape)
    {
        if (_captured is not null || !Needs(input)) return null;
        var edge = _node!.EdgeAt(input);
        if (!edge.Node!.OutputOf(edge.OutputIndex).Shape.Equals(shape)) return null;
        if (!_pass!.TryAccumulate(edge, out var sum, out var isEmpty)) return null;
        if (isEmpty) sum.ClearData();
        return sum;
    }

    /// <summary>
    /// For a formula that can add to memory: where the gradient of a leaf or intermediate that is used many times gathers. The formula
    /// writes all of <paramref name="sum"/> if <paramref name="isEmpty"/>, and adds to it if not. False if the pass is itself recorded.
    /// </summary>
    public bool TryAccumulate(int input, out Tensor sum, out bool isEmpty)
    {
        sum = null!;
        isEmpty = false;
        return _captured is null && _pass!.TryAccumulate(_node!.EdgeAt(input), out sum, out isEmpty);
    }

    /// <summary>
    /// Takes the gradient of input <paramref name="input"/>, in the shape of the operation's output if the input was stretched by
    /// broadcasting. A gradient that nobody needs, or null for zero, is dropped.
    /// </summary>
    public void Set(int input, Tensor? grad)
    {
        if (grad is null) return;
        if (_captured is not null) _captured.Values[input] = grad;
        else if (_node!.IsConnected(input)) _pass!.Receive(_node, _node.EdgeAt(input), grad);
    }
}

/// <summary>The gradients of a formula that was run inside another node's.</summary>
internal sealed class CapturedGradients(int inputCount)
{
    public bool[] Wanted { get; } = new bool[inputCount];

    public Tensor?[] Values { get; } = new Tensor?[inputCount];
}

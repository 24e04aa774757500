namespace Autograd;

/// <summary>
/// The receiver of the gradients that an operation's formula computes. It tells the formula which inputs need a
/// gradient.
/// </summary>
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

    /// <summary>
    /// Stores gradients in <paramref name="captured"/> instead, for a caller that processes them further.
    /// </summary>
    public InputGradients(CapturedGradients captured) => _captured = captured;

    /// <summary>True if the gradient of input <paramref name="input"/> is needed; if not, do not compute it.</summary>
    public bool Needs(int input) => _captured is not null
        ? _captured.Wanted[input]
        : _node!.IsConnected(input) && _pass!.Wants(_node.EdgeAt(input));

    /// <summary>
    /// True if the pass neither records itself nor captures gradients, so that a formula may write to a gradient to
    /// which no other reference exists.
    /// </summary>
    public bool MayReuse => _pass is { MayReuse: true };

    /// <summary>Sets a gradient of the input's own shape and type to which no other reference exists.</summary>
    public void SetOwned(int input, Tensor grad)
    {
        if (!MayReuse) Set(input, grad);
        else if (_node!.IsConnected(input)) _pass!.ReceiveOwned(_node.EdgeAt(input), grad);
    }

    /// <summary>
    /// The sum of the gradients of input <paramref name="input"/> so far, to be added to in place, for an operation
    /// that reads a small part of a large input. If it is null, that is not allowed, and the formula must call
    /// <see cref="Set"/>.
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
    /// The buffer in which the gradients of an input are summed, for a formula that can add to memory. If
    /// <paramref name="isEmpty"/> is true the formula overwrites all of <paramref name="sum"/>, and otherwise adds to
    /// it. Returns false if the pass is recorded, or if the caller of the formula stores the gradients itself.
    /// </summary>
    public bool TryAccumulate(int input, out Tensor sum, out bool isEmpty)
    {
        sum = null!;
        isEmpty = false;
        return _captured is null && _pass!.TryAccumulate(_node!.EdgeAt(input), out sum, out isEmpty);
    }

    /// <summary>
    /// Sets the gradient of input <paramref name="input"/>, which may have the shape of the operation's output if the
    /// input was broadcast. Null stands for zero. A gradient of an input that needs none is dropped.
    /// </summary>
    public void Set(int input, Tensor? grad)
    {
        if (grad is null) return;
        if (_captured is not null) _captured.Values[input] = grad;
        else if (_node!.IsConnected(input)) _pass!.Receive(_node, _node.EdgeAt(input), grad);
    }
}

/// <summary>The gradients of a formula whose caller processes them before they go on.</summary>
internal sealed class CapturedGradients(int inputCount)
{
    public bool[] Wanted { get; } = new bool[inputCount];

    public Tensor?[] Values { get; } = new Tensor?[inputCount];
}

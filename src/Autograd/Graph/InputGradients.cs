namespace Autograd;

/// <summary>
/// The gradients of a node's inputs, as its formula sees them: the formula asks which of them are needed, and sets
/// these. What is set goes along the node's edges to the nodes that made the inputs.
/// </summary>
internal readonly ref struct InputGradients
{
    private readonly Node? _node;
    private readonly BackwardPass? _pass;
    private readonly CapturedGradients? _captured;

    /// <summary>Gradients that go along the node's edges at once.</summary>
    public InputGradients(Node node, BackwardPass pass)
    {
        _node = node;
        _pass = pass;
    }

    /// <summary>
    /// Gradients that are stored in <paramref name="captured"/> instead, for a caller that reads them before they go
    /// on.
    /// </summary>
    public InputGradients(CapturedGradients captured) => _captured = captured;

    /// <summary>True if the gradient of input <paramref name="input"/> is needed; if not, do not compute it.</summary>
    public bool Needs(int input) => _captured is not null
        ? _captured.Wanted[input]
        : _node!.IsConnected(input) && _pass!.NeedsGradient(_node.EdgeAt(input));

    /// <summary>
    /// True if the pass neither records itself nor captures gradients, so that a formula may write to a gradient to
    /// which no other reference exists.
    /// </summary>
    public bool MayReuse => _pass is { MayReuse: true };

    /// <summary>Sets a gradient of the input's own shape and type to which no other reference exists.</summary>
    public void SetOwned(int input, Tensor grad)
    {
        if (!MayReuse) Set(input, grad);
        else if (_node!.IsConnected(input)) _pass!.AccumulateOwned(_node.EdgeAt(input), grad);
    }

    /// <summary>
    /// The sum of the gradients of input <paramref name="input"/> so far, for the formula to add to in place: for an
    /// operation that reads a small part of a large input. Null if the formula must call <see cref="Set"/> instead.
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
    /// The tensor in which the gradients of an input are summed, for a formula that can add to it in place. If
    /// <paramref name="isEmpty"/> is true its elements are undefined, and the formula overwrites all of them. Returns
    /// false if the formula must call <see cref="Set"/> instead, because the pass is recorded or the gradients are
    /// captured.
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
        else if (_node!.IsConnected(input)) _pass!.Accumulate(_node, _node.EdgeAt(input), grad);
    }
}

/// <summary>The gradients that a formula set, for a caller that reads them before they go on.</summary>
internal sealed class CapturedGradients(int inputCount)
{
    public bool[] Wanted { get; } = new bool[inputCount];

    public Tensor?[] Values { get; } = new Tensor?[inputCount];
}

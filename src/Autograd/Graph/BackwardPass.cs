using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// One run of the engine from outputs to leaves. It first counts the dependencies of every reachable node, that is the
/// edges on which gradients will arrive, and then runs each node when all of them have arrived. It uses no recursion,
/// so the depth of the graph is not limited, and runs every node once.
/// </summary>
/// <remarks>
/// A pass owns the nodes that it claimed until they have run. Two passes on different threads may share leaves: the
/// second one accumulates their gradients separately and adds them at its end. They may not share operations.
/// </remarks>
internal sealed partial class BackwardPass
{
    private static int _passes;

    private readonly int _number = NextNumber();
    private readonly bool _retainGraph;
    private readonly bool _createGraph;
    private readonly GradientCapture? _capture;
    private Entry[] _stack = new Entry[64];
    private int _depth;

    // The gradients of leaves that another pass owned when this one reached them.
    private Dictionary<AccumulateGrad, GradientSlot>? _leavesOfOtherPasses;
    private Tensor? _lastReceived;

    private BackwardPass(bool retainGraph, bool createGraph, GradientCapture? capture)
    {
        _retainGraph = retainGraph;
        _createGraph = createGraph;
        _capture = capture;
    }

    /// <summary>Runs a backward pass from the outputs.</summary>
    /// <param name="outputs">The roots; each requires a gradient.</param>
    /// <param name="grads">The gradient of each output, of its shape and type.</param>
    /// <param name="retainGraph">True to keep the saved tensors for another pass.</param>
    /// <param name="createGraph">True to record the pass itself, so that gradients can be differentiated.</param>
    /// <param name="capture">The inputs whose gradients to store; null to accumulate into the leaves instead.</param>
    public static void Run(
        ReadOnlySpan<Tensor> outputs,
        ReadOnlySpan<Tensor> grads,
        bool retainGraph,
        bool createGraph,
        GradientCapture? capture = null)
    {
        var pass = new BackwardPass(retainGraph, createGraph, capture);
        var roots = new Edge[outputs.Length];
        for (var i = 0; i < roots.Length; i++) roots[i] = outputs[i].GradientEdge();
        var wasInside = Tensor.IsInsidePass;
        try
        {
            pass.ComputeDependencies(roots);
            using var mode = createGraph ? GradMode.EnableGrad() : GradMode.NoGrad();
            Tensor.IsInsidePass = pass.MayReuse;
            for (var i = 0; i < roots.Length; i++) pass.Deliver(roots[i], grads[i]);
            pass.Walk(roots);
        }
        catch
        {
            pass.Abandon(roots);
            throw;
        }
        finally
        {
            Tensor.IsInsidePass = wasInside;
        }
    }

    /// <summary>True if a gradient sent along the edge would be used.</summary>
    public bool Wants(Edge edge) => _capture is null || _capture.IsOnPath(edge.Node!);

    /// <summary>
    /// Converts a gradient that a formula computed to the input's shape and type, and accumulates it there.
    /// </summary>
    public void Receive(Node from, Edge edge, Tensor grad)
    {
        grad = ValidateGrad(from, edge, grad);

        // A formula may pass one tensor to several inputs, as that of a + b does. A leaf among them must not take the
        // tensor as its Grad and add to it while the other slots still reference it.
        if (ReferenceEquals(grad, _lastReceived)) grad.MarkAsSharedGradient();
        _lastReceived = grad;
        Deliver(edge, grad);
    }

    /// <summary>
    /// The gradient in the shape and type of the input: summed over broadcast dimensions, and converted.
    /// </summary>
    private static Tensor ValidateGrad(Node from, Edge edge, Tensor grad) =>
        edge.Node!.Fits(grad, edge.OutputIndex) ? grad : SumAndConvert(edge, grad, from);

    private static Tensor SumAndConvert(Edge edge, Tensor grad, Node from)
    {
        var (shape, dtype) = edge.Node!.OutputOf(edge.OutputIndex);
        if (!grad.Shape.Equals(shape))
        {
            if (!Broadcasting.CanExpand(shape, grad.Shape))
                throw new InvalidOperationException(
                    $"Backward: {from.Name} returned a gradient of shape {grad.Shape} for an input of shape {shape}; return one of that shape");
            grad = grad.SumToShape(shape);
        }

        return grad.To(dtype);
    }

    /// <summary>
    /// True if intermediate gradients may be written to, because they are neither part of a graph nor returned to the
    /// caller.
    /// </summary>
    public bool MayReuse => !_createGraph && _capture is null;

    /// <summary>Accumulates a gradient of the input's shape and type to which no other reference exists.</summary>
    public void ReceiveOwned(Edge edge, Tensor grad) => SlotFor(edge).AddOwned(grad, _createGraph);

    /// <summary>
    /// Returns the buffer in which the gradients of an edge are summed, to be added to in place; false if the pass is
    /// recorded.
    /// </summary>
    public bool TryAccumulate(Edge edge, out Tensor sum, out bool isEmpty)
    {
        if (_createGraph)
        {
            sum = null!;
            isEmpty = false;
            return false;
        }

        ref var slot = ref SlotFor(edge);
        isEmpty = false;
        if (slot.Sum is { } begun)
        {
            sum = begun;
            return true;
        }

        var (shape, dtype) = edge.Node!.OutputOf(edge.OutputIndex);
        sum = slot.BeginSum(shape, dtype, out isEmpty);
        return true;
    }

    private void Deliver(Edge edge, Tensor grad) => SlotFor(edge).Add(grad, _createGraph);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref GradientSlot SlotFor(Edge edge)
    {
        var node = edge.Node!;
        if (node.Owner == _number) return ref node.SlotOf(edge.OutputIndex);
        return ref SlotOfSharedLeaf(node);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref GradientSlot SlotOfSharedLeaf(Node node) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_leavesOfOtherPasses!, (AccumulateGrad)node, out _);

    private void ComputeDependencies(ReadOnlySpan<Edge> roots)
    {
        foreach (var root in roots)
            if (Claim(root.Node!)) Push(root.Node!);
        List<Node>? order = _capture is null ? null : [];
        while (_depth > 0)
        {
            var node = _stack[--_depth].Node;
            order?.Add(node);
            var inputs = node.InputCount;
            for (var i = 0; i < inputs; i++)
            {
                if (node.NodeAt(i) is not { } next) continue;
                if (Claim(next)) Push(next);
                else if (next.Owner != _number) continue;
                next.Dependencies++;
            }
        }

        if (order is not null) _capture!.MarkPaths(order);
    }

    private void Walk(ReadOnlySpan<Edge> roots)
    {
        // A root that is also an input of a reachable node waits for that node.
        foreach (var root in roots)
        {
            if (root.Node!.Dependencies != 0 || root.Node.Owner != _number) continue;
            root.Node.Dependencies = -1;
            Push(root.Node);
        }

        while (_depth > 0)
        {
            var node = _stack[--_depth].Node;
            Execute(node);
            var inputs = node.InputCount;
            for (var i = 0; i < inputs; i++)
                if (node.NodeAt(i) is { } next && next.Owner == _number && --next.Dependencies == 0)
                    Push(next);

            node.Dependencies = 0;
            Volatile.Write(ref node.Owner, 0);
        }

        if (_leavesOfOtherPasses is null) return;
        foreach (var (leaf, slot) in _leavesOfOtherPasses)
        {
            if (slot.Value is { } grad) DeliverToSharedLeaf(leaf, grad);
        }
    }

    private void Execute(Node node)
    {
        if (node.Attachments is not null || _detectsAnomalies)
        {
            ExecuteInstrumented(node);
            return;
        }

        if (_capture is not null)
        {
            _capture.Store(node);
            if (!_capture.IsNeeded(node))
            {
                node.DropGradients();
                return;
            }
        }

        node.Run(new InputGradients(node, this));
        if (!_retainGraph) node.Release();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Claim(Node node)
    {
        // A leaf that another pass owned when this one first reached it is not claimed later, even if that pass has
        // ended since: its dependencies up to now were not counted, so all of its gradients are accumulated separately.
        if (_leavesOfOtherPasses is { } others && node is AccumulateGrad leaf && others.ContainsKey(leaf)) return false;
        if (node.Owner == _number) return false;
        if (Interlocked.CompareExchange(ref node.Owner, _number, 0) == 0) return true;
        ClaimedElsewhere(node);
        return false;
    }

    private void ClaimedElsewhere(Node node)
    {
        if (node is AccumulateGrad leaf) (_leavesOfOtherPasses ??= []).TryAdd(leaf, default);
        else
            throw new InvalidOperationException(
                $"Backward: {node.Name} is part of a Backward that is still running (on another thread, or around this one); "
                + "build a graph of its own for each, or run them one after the other");
    }

    private void Push(Node node)
    {
        if (_depth == _stack.Length) Array.Resize(ref _stack, 2 * _depth);
        _stack[_depth++] = new Entry(node);
    }

    private static int NextNumber()
    {
        var number = Interlocked.Increment(ref _passes);
        return number != 0 ? number : NextNumber();
    }

    /// <summary>Releases every node that was claimed and drops its gradients, after a failure.</summary>
    private void Abandon(ReadOnlySpan<Edge> roots)
    {
        _depth = 0;
        foreach (var root in roots) Push(root.Node!);
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        while (_depth > 0)
        {
            var node = _stack[--_depth].Node;
            if (!seen.Add(node)) continue;
            if (node.Owner == _number)
            {
                node.Dependencies = 0;
                node.DropGradients();
                Volatile.Write(ref node.Owner, 0);
            }

            for (var i = 0; i < node.InputCount; i++)
                if (node.NodeAt(i) is { } next) Push(next);
        }
    }

    /// <summary>A node on the stack. An array of structs needs no covariance check when an element is stored.</summary>
    private readonly record struct Entry(Node Node);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// One walk from outputs to leaves. It first counts, for every node that can be reached, how many consumers will hand it a
/// gradient, and then runs each node once all of them have: no recursion, every node once, whatever the graph's depth.
/// </summary>
/// <remarks>
/// A node belongs to the pass that claimed it until it has run. Two passes on different threads may share leaves (the second
/// keeps its sums aside until it ends), but not the operations between.
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
    private Dictionary<AccumulateGrad, GradientSlot>? _leavesOfOtherPasses;
    private Tensor? _lastReceived;

    private BackwardPass(bool retainGraph, bool createGraph, GradientCapture? capture)
    {
        _retainGraph = retainGraph;
        _createGraph = createGraph;
        _capture = capture;
    }

    /// <summary>Sends the gradient of each output down its graph.</summary>
    /// <param name="outputs">Where to start; each requires a gradient.</param>
    /// <param name="grads">The gradient of each output, of its shape and type.</param>
    /// <param name="retainGraph">Keep what the nodes saved, for another pass.</param>
    /// <param name="createGraph">Record the pass itself, so that gradients can be differentiated.</param>
    /// <param name="capture">The inputs whose gradients are wanted, instead of every leaf's; null for the leaves.</param>
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
            pass.Discover(roots);
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

    /// <summary>Takes a gradient that a formula computed, brings it to the input's shape and type, and adds it there.</summary>
    public void Receive(Node from, Edge edge, Tensor grad)
    {
        grad = Conform(from, edge, grad);

        // A formula that hands one tensor to several inputs (a + b): a leaf among them must not make it its own and add to it while
        // it still waits for the others.
        if (ReferenceEquals(grad, _lastReceived)) grad.MarkAsSharedGradient();
        _lastReceived = grad;
        Deliver(edge, grad);
    }

    /// <summary>A gradient that a formula computed, in the shape and type of the input.</summary>
    private static Tensor Conform(Node from, Edge edge, Tensor grad) =>
        edge.Node!.Fits(grad, edge.OutputIndex) ? grad : FittedTo(edge, grad, from);

    private static Tensor FittedTo(Edge edge, Tensor grad, Node from)
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
    /// Whether gradients may be written to: they are neither part of a graph themselves nor handed to the caller.
    /// </summary>
    public bool MayReuse => !_createGraph && _capture is null;

    /// <summary>Takes a gradient of the input's shape and type that nobody else holds.</summary>
    public void ReceiveOwned(Edge edge, Tensor grad) => SlotFor(edge).AddOwned(grad, _createGraph);

    /// <summary>
    /// Opens the buffer in which the gradients that are sent along an edge gather, unless the pass is recorded.
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
        return ref SlotAside(node);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref GradientSlot SlotAside(Node node) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(_leavesOfOtherPasses!, (AccumulateGrad)node, out _);

    private void Discover(ReadOnlySpan<Edge> roots)
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
                next.PendingConsumers++;
            }
        }

        if (order is not null) _capture!.MarkPaths(order);
    }

    private void Walk(ReadOnlySpan<Edge> roots)
    {
        // A root may also be a consumer's input; it waits for that consumer.
        foreach (var root in roots)
        {
            if (root.Node!.PendingConsumers != 0 || root.Node.Owner != _number) continue;
            root.Node.PendingConsumers = -1;
            Push(root.Node);
        }

        while (_depth > 0)
        {
            var node = _stack[--_depth].Node;
            Execute(node);
            var inputs = node.InputCount;
            for (var i = 0; i < inputs; i++)
                if (node.NodeAt(i) is { } next && next.Owner == _number && --next.PendingConsumers == 0)
                    Push(next);

            node.PendingConsumers = 0;
            Volatile.Write(ref node.Owner, 0);
        }

        if (_leavesOfOtherPasses is null) return;
        foreach (var (leaf, slot) in _leavesOfOtherPasses)
        {
            if (slot.Value is { } grad) DeliverAside(leaf, grad);
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
            _capture.Take(node);
            if (!_capture.LeadsOn(node))
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
        // A leaf that was another pass's when this one first met it stays so, even if that pass has ended since: what it is owed
        // is
        // counted from the first consumer, or kept aside, but not half of each.
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

    /// <summary>After a failure: gives back every node that was claimed, without its gradients.</summary>
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
                node.PendingConsumers = 0;
                node.DropGradients();
                Volatile.Write(ref node.Owner, 0);
            }

            for (var i = 0; i < node.InputCount; i++)
                if (node.NodeAt(i) is { } next) Push(next);
        }
    }

    /// <summary>A node on the stack. In a struct, so that storing it does not look up whether the array may hold its class.</summary>
    private readonly record struct Entry(Node Node);
}

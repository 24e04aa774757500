using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// One run of the engine from outputs to leaves. It first counts the dependencies of every reachable node, that is the
/// edges on which gradients will arrive, and then runs each node when all of them have arrived. It uses no recursion,
/// so the depth of the graph is not limited, and runs every node once.
/// </summary>
/// <remarks>
/// A pass becomes the owner of each node that it visits, until the node has run: a node takes part in one pass at a
/// time. Two passes on different threads may share leaves but not operations. The pass that comes second to a leaf sums
/// the leaf's gradients in a slot of its own, and adds the sum to the leaf's <see cref="Tensor.Grad"/> at the end.
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

    // The leaves that another pass owned when this one visited them, with the sums of their gradients.
    private Dictionary<AccumulateGrad, GradientSlot>? _leavesOfOtherPasses;
    private Tensor? _lastGrad;

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
            for (var i = 0; i < roots.Length; i++) pass.AddToSlot(roots[i], grads[i]);
            pass.RunNodes(roots);
            if (pass._hasCallbacks) pass.RunCallbacks();
        }
        catch
        {
            if (pass._hasCallbacks) pass.DropCallbacks();
            pass.GiveUpNodes(roots);
            throw;
        }
        finally
        {
            Tensor.IsInsidePass = wasInside;
        }
    }

    /// <summary>True if a gradient sent along the edge would be used.</summary>
    public bool NeedsGradient(Edge edge) => _capture is null || _capture.IsOnPath(edge.Node!);

    /// <summary>
    /// Converts the gradient that a node's formula computed for an input to the input's shape and type, and adds it to
    /// the sum of the input's gradients.
    /// </summary>
    public void Accumulate(Node from, Edge edge, Tensor grad)
    {
        grad = ValidateGrad(from, edge, grad);

        // A formula may pass one tensor to several inputs, as that of a + b does. It is marked as shared, so that no
        // leaf takes it as its Grad, to which later passes add in place.
        if (ReferenceEquals(grad, _lastGrad)) grad.MarkAsSharedGradient();
        _lastGrad = grad;
        AddToSlot(edge, grad);
    }

    /// <summary>
    /// The gradient in the shape and type of the input: summed over broadcast dimensions, and converted.
    /// </summary>
    private static Tensor ValidateGrad(Node from, Edge edge, Tensor grad) =>
        edge.Node!.MatchesOutput(grad, edge.OutputIndex) ? grad : SumAndConvert(edge, grad, from);

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

    /// <summary>
    /// As <see cref="Accumulate"/>, for a gradient of the input's shape and type to which no other reference exists.
    /// </summary>
    public void AccumulateOwned(Edge edge, Tensor grad) => SlotFor(edge).AddOwned(grad, _createGraph);

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

        if (edge.Node!.Hooks is { GradientPlace: { } place } && slot.Value is null && MayWriteTo(place, edge.Node))
        {
            (sum, isEmpty) = (place, true);
            slot.AddOwned(place, createGraph: false);
            return true;
        }

        var (shape, dtype) = edge.Node.OutputOf(edge.OutputIndex);
        sum = slot.BeginSum(shape, dtype, out isEmpty);
        return true;
    }

    /// <summary>
    /// True if the gradients of a leaf can be summed in the place that its Grad will have: nothing is there yet, and no
    /// hook or other pass will read the sum.
    /// </summary>
    private bool MayWriteTo(Tensor place, Node leaf) =>
        _capture is null && leaf.Owner == _number && !leaf.Hooks!.HasTensorHooks && leaf is AccumulateGrad { Variable.HasGrad: false }
        && leaf.MatchesOutput(place, 0);

    private void AddToSlot(Edge edge, Tensor grad) => SlotFor(edge).Add(grad, _createGraph);

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
            if (TryOwn(root.Node!)) Push(root.Node!);
        List<Node>? order = _capture is null ? null : [];
        while (_depth > 0)
        {
            var node = _stack[--_depth].Node;
            order?.Add(node);
            var inputs = node.InputCount;
            for (var i = 0; i < inputs; i++)
            {
                if (node.NodeAt(i) is not { } next) continue;
                if (TryOwn(next)) Push(next);
                else if (next.Owner != _number) continue;
                next.Dependencies++;
            }
        }

        if (order is not null) _capture!.MarkPaths(order);
    }

    private void RunNodes(ReadOnlySpan<Edge> roots)
    {
        // A root that is also an input of another node of the graph has dependencies, and waits for them.
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
            if (slot.Value is { } grad) AccumulateIntoSharedLeaf(leaf, grad);
        }
    }

    private void Execute(Node node)
    {
        if (node.Hooks is not null || _detectsAnomalies)
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

    /// <summary>
    /// Makes this pass the owner of a node. False if it is the owner already, or if the node is a leaf of another pass.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another pass owns the node, which is not a leaf.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryOwn(Node node)
    {
        // If another pass owned the leaf at the first visit, this one does not take it at a later visit either,
        // although the other pass may have ended since. The edges that led to it before were not counted as
        // dependencies.
        if (_leavesOfOtherPasses is { } others && node is AccumulateGrad leaf && others.ContainsKey(leaf)) return false;
        if (node.Owner == _number) return false;
        if (Interlocked.CompareExchange(ref node.Owner, _number, 0) == 0) return true;
        OwnedElsewhere(node);
        return false;
    }

    private void OwnedElsewhere(Node node)
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

    /// <summary>
    /// After a failure, drops the gradients of every node that the pass owns, and ends the ownership.
    /// </summary>
    private void GiveUpNodes(ReadOnlySpan<Edge> roots)
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

    /// <summary>
    /// A node on the stack. It is a struct because storing an object in an array of objects first checks the array's
    /// type.
    /// </summary>
    private readonly record struct Entry(Node Node);
}

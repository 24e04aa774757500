namespace Autograd;

// What hooks on leaves ask of the pass that calls them. The pass keeps nothing but a flag for it, because nearly every
// pass has no such hook.
internal sealed partial class BackwardPass
{
    // The pass whose hooks this thread runs at the moment.
    [ThreadStatic]
    private static BackwardPass? _runningHooks;

    [ThreadStatic]
    private static List<(BackwardPass Pass, Action Callback)>? _callbacks;

    private bool _hasCallbacks;

    /// <summary>
    /// The pass that calls the present hook of <see cref="Tensor.RegisterPostAccumulateGradHook"/>; null outside of one.
    /// </summary>
    public static BackwardPass? Current => _runningHooks;

    /// <summary>
    /// Calls a function when all nodes of this pass have run, after the callbacks that were queued before;
    /// <c>queue_callback</c> of PyTorch's engine. To be called by a hook of this pass.
    /// </summary>
    /// <remarks>If the pass fails, the function is not called.</remarks>
    public void QueueCallback(Action callback)
    {
        (_callbacks ??= []).Add((this, callback));
        _hasCallbacks = true;
    }

    /// <summary>
    /// True if a gradient may still arrive at a leaf in this pass, or arrives just now: if the outputs depend on it, and
    /// its node has not run yet.
    /// </summary>
    public bool Awaits(Tensor leaf) =>
        leaf.RequiresGrad && leaf.GradientEdge().Node is AccumulateGrad node
        && (node.Owner == _number || _leavesOfOtherPasses?.ContainsKey(node) == true);

    private void RunPostAccumulateHooks(AccumulateGrad leaf)
    {
        var hooks = leaf.GetOrAddHooks().PostAccumulateHooks;
        if (hooks.IsEmpty) return;
        var outer = _runningHooks;
        _runningHooks = this;
        try
        {
            foreach (var hook in hooks.Snapshot())
                using (new UserCodeScope()) hook(leaf.Variable);
        }
        finally
        {
            _runningHooks = outer;
        }
    }

    private void RunCallbacks()
    {
        // A callback may queue another one, and may run a pass with callbacks of its own.
        for (var i = 0; i < _callbacks!.Count;)
        {
            if (!ReferenceEquals(_callbacks[i].Pass, this))
            {
                i++;
                continue;
            }

            var callback = _callbacks[i].Callback;
            _callbacks.RemoveAt(i);
            using (new UserCodeScope()) callback();
            i = 0;
        }
    }

    private void DropCallbacks() => _callbacks?.RemoveAll(queued => ReferenceEquals(queued.Pass, this));
}

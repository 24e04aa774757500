using Autograd.NN;

namespace Autograd.Onnx;

/// <summary>One traced run of a forward pass.</summary>
internal sealed class TracedRun
{
    private TracedRun(Trace trace, Node[] inputs, Tensor[] outputs) => (Trace, Inputs, Outputs) = (trace, inputs, outputs);

    /// <summary>What was noted.</summary>
    public Trace Trace { get; }

    /// <summary>The nodes that stand for the inputs.</summary>
    public Node[] Inputs { get; }

    /// <summary>The results.</summary>
    public Tensor[] Outputs { get; }

    /// <summary>The edges to what made the results, and those that are constants.</summary>
    public (Edge Edge, Tensor Tensor)[] Results => [.. Outputs.Select(output => (output.GradientEdge(), output))];

    /// <summary>Runs the forward pass of a module in evaluation, and leaves the module as it was.</summary>
    public static TracedRun Of<TOutput>(
        Module module, IReadOnlyDictionary<Tensor, string> state, Func<Tensor[], TOutput> forward, Tensor[] inputs)
    {
        var modules = module.NamedModules();
        var training = modules.Select(named => named.Module.IsTraining).ToArray();
        var handles = new List<HookHandle>();
        using var trace = Tracing.Start();
        try
        {
            trace.AddState(state.Keys);
            foreach (var (name, part) in modules)
            {
                part.IsTraining = false;
                if (part.RunsHooks) Watch(trace, name, part, handles);
            }

            var traced = Array.ConvertAll(inputs, Trace.Input);
            var nodes = Array.ConvertAll(traced, input => input.GradFn!);
            var outputs = TensorTree.Of(forward(traced));
            return new TracedRun(trace, nodes, outputs);
        }
        finally
        {
            foreach (var handle in handles) handle.Dispose();
            for (var i = 0; i < training.Length; i++) modules[i].Module.IsTraining = training[i];
        }
    }

    private static void Watch(Trace trace, string name, Module module, List<HookHandle> handles)
    {
        var outer = new Stack<string>();
        handles.Add(module.RegisterForwardPreHook((_, _) =>
        {
            outer.Push(trace.Place);
            trace.Place = name;
        }));
        handles.Add(module.RegisterForwardHook((_, _, _) => { trace.Place = outer.Pop(); }));
    }
}

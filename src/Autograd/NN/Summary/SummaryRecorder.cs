using System.Diagnostics;

namespace Autograd.NN;

/// <summary>Runs a module once, with hooks on all its parts, and notes what they return and take.</summary>
internal sealed class SummaryRecorder
{
    private readonly Dictionary<Module, Calls> _calls = new(ReferenceEqualityComparer.Instance);

    public static ModuleSummary Run(Module root, Action forward)
    {
        var recorder = new SummaryRecorder();
        var modules = root.NamedModules();
        var training = modules.Select(named => named.Module.IsTraining).ToArray();
        var handles = new List<HookHandle>();
        var clock = new Stopwatch();
        try
        {
            foreach (var (_, module) in modules)
            {
                module.IsTraining = false;
                if (module.RunsHooks) recorder.Watch(module, handles);
            }

            using var _ = GradMode.NoGrad();
            clock.Start();
            forward();
            clock.Stop();
        }
        finally
        {
            foreach (var handle in handles) handle.Dispose();
            for (var i = 0; i < training.Length; i++) modules[i].Module.IsTraining = training[i];
        }

        var parameters = root.Parameters();
        return new ModuleSummary(
            recorder.Rows(modules), parameters.Sum(parameter => (long)parameter.Numel),
            parameters.Where(parameter => parameter.RequiresGrad).Sum(parameter => (long)parameter.Numel), clock.Elapsed);
    }

    private void Watch(Module module, List<HookHandle> handles)
    {
        var calls = _calls[module] = new Calls();
        handles.Add(module.RegisterForwardPreHook((_, _) => calls.Starts.Push(Stopwatch.GetTimestamp())));
        handles.Add(module.RegisterForwardHook((_, inputs, outputs) =>
        {
            calls.Time = (calls.Time ?? TimeSpan.Zero) + Stopwatch.GetElapsedTime(calls.Starts.Pop());
            calls.OutputShapes = Array.ConvertAll(outputs, output => output.Shape);
            if (module is IMultiplyAdds counting) calls.MultiplyAdds = (calls.MultiplyAdds ?? 0) + counting.MultiplyAdds(inputs, outputs);
        }));
    }

    private List<SummaryRow> Rows(IReadOnlyList<(string Name, Module Module)> modules)
    {
        var rows = new List<SummaryRow>();
        var counted = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var above = new Stack<string>();
        foreach (var (name, module) in modules)
        {
            while (above.TryPeek(out var outer) && !(outer.Length == 0 || name.StartsWith(outer + ".", StringComparison.Ordinal))) above.Pop();
            var calls = _calls.GetValueOrDefault(module) ?? new Calls();
            rows.Add(new SummaryRow(
                name, module, above.Count, calls.OutputShapes, CountOwn(module, counted), calls.MultiplyAdds, calls.Time));
            above.Push(name);
        }

        return rows;
    }

    /// <summary>The number of parameters in a module, without those in modules that it has.</summary>
    private static long CountOwn(object owner, HashSet<object> counted)
    {
        long count = 0;
        foreach (var (_, kind, value) in MemberFinder.MembersOf(owner))
        {
            if (kind == MemberKind.Module || !counted.Add(value)) continue;
            if (kind == MemberKind.Parameter) count += ((Tensor)value).Numel;
            else if (kind == MemberKind.Collection) count += CountOwn(value, counted);
        }

        return count;
    }

    /// <summary>What the hooks of one module saw.</summary>
    private sealed class Calls
    {
        public Stack<long> Starts { get; } = new();

        public TimeSpan? Time { get; set; }

        public IReadOnlyList<Shape> OutputShapes { get; set; } = [];

        public long? MultiplyAdds { get; set; }
    }
}

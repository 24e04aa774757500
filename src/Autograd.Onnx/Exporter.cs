using Autograd.NN;

namespace Autograd.Onnx;

/// <summary>Traces a module in several runs, and writes each operation by the table of <see cref="OperationTable"/>.</summary>
internal sealed class Exporter
{
    private readonly Module _module;
    private readonly ExampleInputs _examples;
    private readonly Dictionary<Tensor, string> _state = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(TracedOp, int), Value> _values = [];

    public Exporter(Module module, ExampleInputs examples)
    {
        (_module, _examples) = (module, examples);

        // A tensor of several names, such as a weight that two layers share, is written once, under the first.
        foreach (var (name, tensor) in StateWalk.Find(module)) _state.TryAdd(tensor, name);
        Builder = new GraphBuilder(_state);
    }

    /// <summary>The graph that is being built.</summary>
    public GraphBuilder Builder { get; }

    /// <summary>The traced graph.</summary>
    public TracedGraph Graph { get; private set; } = null!;

    public OnnxModel Run<TOutput>(Func<Tensor[], TOutput> forward, IReadOnlyList<string>? outputNames)
    {
        var plan = _examples.Runs();
        var runs = new TracedRun[plan.Count];

        // What is drawn at random differs from run to run, and so is found; afterwards the generator is as it was.
        var random = Generator.Default.GetState();
        try
        {
            for (var r = 0; r < runs.Length; r++) runs[r] = RunOnce(forward, plan[r].What, plan[r].Factors, r);
        }
        finally
        {
            Generator.Default.SetState(random);
        }

        Graph = new TracedGraph(runs, [.. plan.Select(run => run.What)]);
        if (Graph.Outputs.Length == 0)
            throw new ArgumentException("ExportOnnx: the forward pass returned no tensor; return one, or several in a tuple, an array or a list");
        var names = ExampleInputs.NamesOf("outputNames", "outputs", outputNames, Graph.Outputs.Length, "output");
        if (names.Intersect(_examples.Names).FirstOrDefault() is { } twice)
            throw new ArgumentException($"ExportOnnx: \"{twice}\" is the name of an input and of an output; they must differ");
        Builder.Reserve(names);
        var inputs = AddInputs(runs);
        foreach (var op in Graph.Ops) Write(op);
        Builder.Place = "";
        var outputs = Graph.Outputs.Select(ValueOf).ToArray();
        var infos = Graph.Outputs.Select((output, i) => Info(names[i], output.Type, output.Shape)).ToArray();
        var (nodes, initializers) = Builder.Finish(outputs, names);
        return new OnnxModel(_module.GetType().Name, inputs, infos, nodes, initializers);
    }

    /// <summary>The value of an operand.</summary>
    public Value ValueOf(Operand operand) =>
        operand.Producer is null ? new ConstantWriter(Builder).Write(operand.Constants, "") : _values[(operand.Producer, operand.Output)];

    private TracedRun RunOnce<TOutput>(Func<Tensor[], TOutput> forward, string what, Dictionary<string, int> factors, int run)
    {
        if (run == 0) return TracedRun.Of(_module, _state, forward, _examples.Of(factors, run, isMild: false));
        try
        {
            return TracedRun.Of(_module, _state, forward, _examples.Of(factors, run, isMild: false));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // The numbers may be none that the module takes.
        }

        try
        {
            return TracedRun.Of(_module, _state, forward, _examples.Of(factors, run, isMild: true));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new NotSupportedException(
                $"ExportOnnx: the forward pass fails with {what}, which tells what depends on the inputs: {e.Message}; if it needs this size, "
                + "leave the axis out of dynamicAxes", e);
        }
    }

    private OnnxValueInfo[] AddInputs(TracedRun[] runs)
    {
        var infos = new OnnxValueInfo[_examples.Names.Length];
        for (var i = 0; i < infos.Length; i++)
        {
            var nodes = Array.ConvertAll(runs, run => run.Inputs[i]);
            var shape = TracedOp.SizesOf(Array.ConvertAll(nodes, node => node.OutputOf(0).Shape));
            var value = Builder.Input(_examples.Names[i], nodes[0].OutputOf(0).DType);
            foreach (var (d, symbol) in _examples.Axes[i]) Builder.AddAxis(symbol, shape[d], value, d);
            if (Graph.Find(nodes[0]) is { } op) _values[(op, 0)] = value;
            infos[i] = Info(value.Name, value.Type, shape);
        }

        return infos;
    }

    private void Write(TracedOp op)
    {
        if (op.Operation == "Input") return;
        Builder.Place = op.Place;
        if (!OperationTable.TryFind(op.Operation, out var write))
            throw new NotSupportedException(
                $"ExportOnnx: {op.Name} ({op.Operation}){OnnxExport.In(op.Place)} has no form in ONNX opset {OnnxExport.OpsetVersion}; "
                + "compute it with other operations, or export the module without it and compute it outside");
        var outputs = write(new OpWriter(this, op));
        for (var i = 0; i < outputs.Length; i++) _values[(op, i)] = outputs[i];
    }

    private OnnxValueInfo Info(string name, DType type, DimSize[] shape) => new(name, type, [.. shape.Select(size => DimOf(name, size))]);

    private OnnxDim DimOf(string name, DimSize size) =>
        size.IsConstant ? new OnnxDim((int)size.First) : new OnnxDim(null, Builder.Describe(size) ?? $"{name}_dim");
}

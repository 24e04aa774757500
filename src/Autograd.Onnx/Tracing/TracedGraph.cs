namespace Autograd.Onnx;

/// <summary>
/// The graphs of several runs as one: operations in the order in which they can be computed. The runs must have
/// recorded the same operations, so that what differs is sizes alone.
/// </summary>
internal sealed class TracedGraph
{
    private static readonly string[] NotedOperands = ["condition", "givenMean", "givenVariance"];

    private readonly TracedRun[] _runs;
    private readonly string[] _runNames;
    private readonly Dictionary<Node, TracedOp> _ops = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<TracedOp> _entered = [];

    /// <param name="runs">The runs.</param>
    /// <param name="runNames">What each run changed against the first, for messages.</param>
    public TracedGraph(TracedRun[] runs, string[] runNames)
    {
        (_runs, _runNames) = (runs, runNames);
        for (var r = 1; r < runs.Length; r++)
            if (runs[r].Outputs.Length != runs[0].Outputs.Length)
                throw Differs(r, $"it returned {runs[r].Outputs.Length} tensors in place of {runs[0].Outputs.Length}");
        Outputs = [.. Enumerable.Range(0, runs[0].Outputs.Length).Select(Output)];
    }

    /// <summary>The operations, each behind those that it reads from.</summary>
    public List<TracedOp> Ops { get; } = [];

    /// <summary>The results.</summary>
    public Operand[] Outputs { get; }

    /// <summary>The operation that a node of the first run belongs to; null if no output needs it.</summary>
    public TracedOp? Find(Node node) => _ops.GetValueOrDefault(node);

    private Operand Output(int index)
    {
        var edges = Array.ConvertAll(_runs, run => run.Results[index].Edge);
        return Of(edges, Array.ConvertAll(_runs, run => (Tensor?)run.Outputs[index]), "")!;
    }

    private Operand? Of(Edge[] edges, Tensor?[] constants, string place)
    {
        // A leaf is a parameter, a constant of the graph.
        if (edges[0].Node?.Variable is not null)
            (edges, constants) = ([.. edges.Select(_ => default(Edge))], Array.ConvertAll(edges, edge => edge.Node?.Variable));
        for (var r = 1; r < edges.Length; r++)
        {
            var isAlike = edges[r].Node is null == edges[0].Node is null && edges[r].OutputIndex == edges[0].OutputIndex
                && constants[r] is null == constants[0] is null;
            if (!isAlike) throw Differs(r, "one of its operations has other operands", place);
        }

        if (edges[0].Node is null) return constants[0] is null ? null : new Operand(null, 0, constants!);
        return new Operand(Visit(Array.ConvertAll(edges, edge => edge.Node!)), edges[0].OutputIndex, []);
    }

    // Depth first without recursion: a loop over time steps makes long chains.
    private TracedOp Visit(Node[] roots)
    {
        if (_ops.TryGetValue(roots[0], out var known)) return known;
        var stack = new Stack<(TracedOp Op, bool IsExpanded)>();
        var root = Create(roots);
        stack.Push((root, false));
        while (stack.TryPop(out var top))
        {
            if (top.IsExpanded)
            {
                Connect(top.Op);
                Ops.Add(top.Op);
            }
            else if (_entered.Add(top.Op))
            {
                stack.Push((top.Op, true));
                foreach (var producers in Producers(top.Op).Reverse()) stack.Push((_ops.GetValueOrDefault(producers[0]) ?? Create(producers), false));
            }
        }

        return root;
    }

    private TracedOp Create(Node[] nodes)
    {
        var op = new TracedOp(nodes, _runs[0].Trace.PlaceOf(nodes[0]));
        for (var r = 1; r < nodes.Length; r++)
        {
            if (nodes[r].Operation != op.Operation || nodes[r].InputCount != nodes[0].InputCount || nodes[r].OutputCount != nodes[0].OutputCount)
                throw Differs(r, $"{nodes[r].Name} was computed in place of {op.Name}", op.Place);
            for (var o = 0; o < nodes[0].OutputCount; o++)
            {
                var ((shape, type), (first, firstType)) = (nodes[r].OutputOf(o), nodes[0].OutputOf(o));
                if (shape?.Count != first?.Count || type != firstType)
                    throw Differs(r, $"{op.Name} has a result of another rank or type", op.Place);
            }
        }

        op.Constants = Array.ConvertAll(nodes, node => node.SavedConstants());
        return _ops[nodes[0]] = op;
    }

    private IEnumerable<Node[]> Producers(TracedOp op)
    {
        foreach (var (_, edges, _) in OperandsOf(op))
        {
            if (edges[0].Node is null || edges[0].Node!.Variable is not null) continue;
            for (var r = 1; r < edges.Length; r++)
                if (edges[r].Node is null) throw Differs(r, $"{op.Name} has other operands", op.Place);
            yield return Array.ConvertAll(edges, edge => edge.Node!);
        }
    }

    private void Connect(TracedOp op)
    {
        foreach (var (name, edges, constants) in OperandsOf(op))
        {
            var operand = Of(edges, constants, op.Place);
            if (name is null) op.Inputs.Add(operand);
            else if (operand is not null) op.Extra[name] = operand;
        }
    }

    private IEnumerable<(string? Name, Edge[] Edges, Tensor?[] Constants)> OperandsOf(TracedOp op)
    {
        for (var i = 0; i < op.Nodes[0].InputCount; i++)
        {
            yield return (
                null, Array.ConvertAll(op.Nodes, node => node.EdgeAt(i)), [.. op.Nodes.Select((node, r) => _runs[r].Trace.ConstantOf(node, i))]);
        }

        foreach (var name in NotedOperands)
        {
            var notes = op.Nodes.Select((node, r) => _runs[r].Trace.NoteOf(node, name)).ToArray();
            if (notes[0] is null) continue;
            yield return (name, Array.ConvertAll(notes, note => note as Edge? ?? default), Array.ConvertAll(notes, note => note as Tensor));
        }

        if (op.Constants[0].GetValueOrDefault("selection") is Selection)
        {
            var keys = Array.ConvertAll(op.Constants, constants => IndexKeys((Selection)constants["selection"]));
            for (var k = 0; k < keys[0].Length; k++)
            {
                yield return (
                    $"indices{k}", [.. keys.Select((key, r) => _runs[r].Trace.IndicesOf(key[k].Key))],
                    Array.ConvertAll(keys, key => (Tensor?)key[k].Values));
            }
        }

        if (op.Constants[0].GetValueOrDefault("written") is Node)
        {
            yield return (
                "written", Array.ConvertAll(op.Constants, constants => new Edge((Node)constants["written"], 0)), new Tensor?[op.Nodes.Length]);
        }
    }

    /// <summary>What a run noted about the node of an operation, or what the node keeps.</summary>
    public object?[] ConstantsOf(TracedOp op, string name) =>
        [.. op.Nodes.Select((node, r) => _runs[r].Trace.NoteOf(node, name) ?? op.Constants[r].GetValueOrDefault(name))];

    private static (object? Key, Tensor Values)[] IndexKeys(Selection selection) => selection switch
    {
        RowSelection rows => [(rows.Rows.Key, ValuesOf(rows.Rows).Reshape([.. rows.Block.Sizes]))],
        IndexSelection indices => [.. indices.Indices.ToArray().Select(buffer => (buffer.Key, ValuesOf(buffer)))],
        Tensor.DimSelection along => [(along.Indices, along.Indices.Long())],
        _ => [],
    };

    private static Tensor ValuesOf(IndexBuffer indices)
    {
        using var data = indices.Read();
        return Tensor.From(data.Span<int>().ToArray()).Long();
    }

    private NotSupportedException Differs(int run, string how, string place = "") => new(
        $"ExportOnnx: with {_runNames[run]} the forward pass does something else{OnnxExport.In(place)}: {how}; a loop or a branch that depends on a "
        + "size or on numbers cannot be exported with that axis dynamic: leave it out of dynamicAxes, or write it with tensors");
}

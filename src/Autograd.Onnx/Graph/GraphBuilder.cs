namespace Autograd.Onnx;

/// <summary>Builds an ONNX graph: nodes, initializers and their names.</summary>
internal sealed partial class GraphBuilder(IReadOnlyDictionary<Tensor, string> state)
{
    private readonly List<(string Name, string OpType, Value?[] Inputs, Value[] Outputs, (string Name, object Value)[] Attributes)> _nodes = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly Dictionary<object, Value> _initializers = [];

    /// <summary>The module whose operations are written at present; it begins the names of nodes.</summary>
    public string Place { get; set; } = "";

    /// <summary>Adds an input of the graph.</summary>
    public Value Input(string name, DType type)
    {
        _names.Add(name);
        return new Value(name, type) { IsInput = true };
    }

    /// <summary>Adds a node of one output.</summary>
    public Value Node(string opType, DType type, Value?[] inputs, params (string Name, object Value)[] attributes) =>
        Node(opType, [type], inputs, attributes)[0]!;

    /// <summary>Adds a node.</summary>
    public Value[] Node(string opType, DType[] types, Value?[] inputs, params (string Name, object Value)[] attributes)
    {
        var prefix = Place.Length == 0 ? "" : "/" + Place.Replace('.', '/');
        var name = Unique($"{prefix}/{opType}");
        var outputs = types.Select((type, i) => new Value(Unique($"{name}_output_{i}"), type)).ToArray();
        _nodes.Add((name, opType, inputs, outputs, attributes));
        return outputs;
    }

    /// <summary>An initializer; parameters and buffers have their names in the module's state.</summary>
    public Value Initializer(Tensor tensor, string? name = null)
    {
        if (_initializers.TryGetValue(tensor, out var known)) return known;
        name = Unique(state.GetValueOrDefault(tensor) ?? name ?? "constant", always: !state.ContainsKey(tensor) && name is null);
        return _initializers[tensor] = new Value(name, tensor.DType) { Data = tensor };
    }

    /// <summary>Another form of an initializer, which is made once.</summary>
    public Value Variant(Value original, string ending, Func<Tensor> make) =>
        Shared((original, ending), () => make(), $"{original.Name}.{ending}");

    /// <summary>A number.</summary>
    public Value Number(double number, DType type) =>
        Shared((number, BitConverter.DoubleToInt64Bits(number), type), () => Tensor.From((Scalar)number).To(type));

    /// <summary>A number, which may be an integer that a double does not hold.</summary>
    public Value Number(Scalar number, DType type) =>
        type.IsFloatingPoint() || number.Kind == ScalarKind.Floating
            ? Number(number.ToDouble(), type)
            : Shared((number.ToInt64(), type), () => Tensor.From(new[] { number.ToInt64() }).To(type).Reshape([]));

    /// <summary>A list of integers, as axes and shapes are.</summary>
    public Value Ints(params long[] numbers) => Shared((string.Join(',', numbers), numbers.Length), () => Tensor.From(numbers));

    /// <summary>Finishes the graph: drops what no output needs, and names the outputs.</summary>
    public (IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, Tensor> Initializers) Finish(Value[] outputs, string[] names)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].IsInput || outputs[i].Data is not null || Array.IndexOf(outputs, outputs[i]) < i)
                outputs[i] = Node("Identity", outputs[i].Type, [outputs[i]]);
            outputs[i].Name = names[i];
        }

        var needed = new HashSet<Value>(outputs);
        var kept = new List<OnnxNode>();
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            var (name, opType, inputs, results, attributes) = _nodes[i];
            if (!results.Any(needed.Contains)) continue;
            foreach (var input in inputs)
                if (input is not null) needed.Add(input);
            kept.Add(new OnnxNode(
                name, opType, [.. inputs.Select(input => input?.Name ?? "")], [.. results.Select(result => result.Name)],
                attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value)));
        }

        kept.Reverse();
        var initializers = new OrderedDictionary<string, Tensor>();
        foreach (var value in _initializers.Values)
            if (needed.Contains(value)) initializers[value.Name] = value.Data!;
        return (kept, initializers);
    }

    /// <summary>Reserves names, such as those of outputs, so that no node takes them.</summary>
    public void Reserve(IEnumerable<string> names) => _names.UnionWith(names);

    private Value Shared(object key, Func<Tensor> make, string? name = null)
    {
        if (_initializers.TryGetValue(key, out var known)) return known;
        return _initializers[key] = Initializer(make(), name);
    }

    private string Unique(string name, bool always = false)
    {
        if (!always && _names.Add(name)) return name;
        string numbered;
        do
        {
            var count = _counts[name] = _counts.GetValueOrDefault(name) + 1;
            numbered = $"{name}_{count}";
        }
        while (!_names.Add(numbered));
        return numbered;
    }
}

namespace Autograd.Onnx;

/// <summary>Writes one operation of a traced forward pass as nodes of an ONNX graph.</summary>
internal sealed class OpWriter(Exporter exporter, TracedOp op)
{
    private GraphBuilder Builder => exporter.Builder;

    /// <summary>The operation.</summary>
    public TracedOp Op => op;

    /// <summary>The type of the output.</summary>
    public DType OutType => op.Type();

    /// <summary>The number of operands, missing ones included.</summary>
    public int InputCount => op.Inputs.Count;

    /// <summary>An operand.</summary>
    public Value In(int index) => InIfAny(index) ?? throw Unsupported($"operand {index} was not recorded");

    /// <summary>An optional operand.</summary>
    public Value? InIfAny(int index) => index < op.Inputs.Count && op.Inputs[index] is { } operand ? ValueOf(operand) : null;

    /// <summary>All operands.</summary>
    public Value[] Ins() => [.. Enumerable.Range(0, op.Inputs.Count).Select(In)];

    /// <summary>An operand that no gradient goes to.</summary>
    public Value Extra(string name) =>
        op.Extra.TryGetValue(name, out var operand) ? ValueOf(operand) : throw Unsupported($"its {name} was not recorded");

    /// <summary>The shape of an operand.</summary>
    public DimSize[] InShape(int index) => op.Inputs[index]!.Shape;

    /// <summary>The shape of an output.</summary>
    public DimSize[] OutShape(int output = 0) => op.Shape(output);

    /// <summary>A constant of the operation in the first run, of which only what does not depend on sizes may be used.</summary>
    public T GetFirst<T>(string name) where T : class =>
        exporter.Graph.ConstantsOf(op, name)[0] as T ?? throw Unsupported($"its {name} was not recorded");

    /// <summary>A constant of the operation, which must be the same for all sizes.</summary>
    public T Get<T>(string name)
    {
        var found = exporter.Graph.ConstantsOf(op, name);
        if (found[0] is not T first) throw Unsupported($"its {name} was not recorded");
        for (var r = 1; r < found.Length; r++)
            if (!AreSame(found[r], first)) throw Unsupported($"its {name} depends on the size of a dynamic axis");
        return first;
    }

    /// <summary>A constant of the operation in each run; null if it has none of the name.</summary>
    public T[]? GetEach<T>(string name)
    {
        var found = exporter.Graph.ConstantsOf(op, name);
        return found[0] is T ? Array.ConvertAll(found, value => (T)value!) : null;
    }

    /// <summary>A number of the operation, which may depend on sizes.</summary>
    public DimSize GetSize(string name) =>
        SizeOf((GetEach<int>(name) ?? throw Unsupported($"its {name} was not recorded")).Select(number => (long)number));

    /// <summary>A number of several runs.</summary>
    public static DimSize SizeOf(IEnumerable<long> runs) => new([.. runs]);

    /// <summary>Adds a node whose result has the type of the first operand.</summary>
    public Value Emit(string opType, params Value?[] inputs) => Builder.Node(opType, inputs[0]!.Type, inputs);

    /// <summary>Adds a node with attributes, whose result has the type of the first operand.</summary>
    public Value Emit(string opType, Value?[] inputs, params (string, object)[] attributes) =>
        Builder.Node(opType, inputs[0]!.Type, inputs, attributes);

    /// <summary>Adds a node of another result type.</summary>
    public Value EmitAs(DType type, string opType, Value?[] inputs, params (string, object)[] attributes) =>
        Builder.Node(opType, type, inputs, attributes);

    /// <summary>Adds a node of several results.</summary>
    public Value[] EmitMany(string opType, DType[] types, Value?[] inputs, params (string, object)[] attributes) =>
        Builder.Node(opType, types, inputs, attributes);

    /// <summary>A number.</summary>
    public Value Number(double number, DType type) => Builder.Number(number, type);

    /// <summary>A number.</summary>
    public Value Number(Scalar number, DType type) => Builder.Number(number, type);

    /// <summary>A list of integers.</summary>
    public Value Ints(params long[] numbers) => Builder.Ints(numbers);

    /// <summary>A constant tensor.</summary>
    public Value Constant(Tensor tensor, string? name = null) => Builder.Initializer(tensor, name);

    /// <summary>An initializer with its rows in another order, under the name of the original with an ending.</summary>
    public Value Reordered(Value original, Tensor rows) => Builder.Variant(original, "onnx", () => rows);

    /// <summary>A list of sizes, which may depend on dynamic axes.</summary>
    public Value Sizes(IReadOnlyList<DimSize> sizes) => Builder.Sizes(sizes) ?? throw Unsupported(
        $"it needs sizes ({string.Join(", ", sizes.Where(size => !size.IsConstant))}) that do not follow from the dynamic axes by "
        + "multiplication and addition");

    /// <summary>Converts to another type.</summary>
    public Value Cast(Value x, DType type) => x.Type == type ? x : EmitAs(type, "Cast", [x], ("to", (long)OnnxSchema.ElementType(type)));

    /// <summary>Gives a value another shape with the same elements.</summary>
    /// <param name="x">The value.</param>
    /// <param name="from">Its shape; null if it is not known.</param>
    /// <param name="to">The new shape.</param>
    public Value Reshape(Value x, DimSize[]? from, DimSize[] to)
    {
        if (from is not null && from.SequenceEqual(to)) return x;
        if (to.All(size => size.IsConstant)) return Emit("Reshape", x, Sizes(to));

        // One size is -1, what is left; sizes that stay where they are are 0.
        var shape = new long[to.Length];
        var open = 0;
        for (var d = 0; d < to.Length; d++)
        {
            var isKept = from is not null && d < from.Length && from[d].Equals(to[d]);
            shape[d] = to[d].IsConstant ? to[d].First : isKept ? 0 : -1;
            if (shape[d] == -1) open++;
        }

        var isPlain = !to.Any(size => size.IsConstant && size.First == 0);
        return open <= 1 && isPlain ? Emit("Reshape", x, Ints(shape)) : Emit("Reshape", x, Sizes(to));
    }

    /// <summary>Repeats a value along dimensions of size 1.</summary>
    public Value Expand(Value x, DimSize[]? from, DimSize[] to) =>
        from is not null && from.SequenceEqual(to) ? x : Emit("Expand", x, Sizes(to));

    /// <summary>Adds dimensions of size 1.</summary>
    public Value Unsqueeze(Value x, params long[] dims) => dims.Length == 0 ? x : Emit("Unsqueeze", x, Ints(dims));

    /// <summary>Removes dimensions of size 1.</summary>
    public Value Squeeze(Value x, params long[] dims) => dims.Length == 0 ? x : Emit("Squeeze", x, Ints(dims));

    /// <summary>Exchanges dimensions.</summary>
    public Value Transpose(Value x, IEnumerable<int> order) => Emit("Transpose", [x], ("perm", order.Select(d => (long)d).ToArray()));

    /// <summary>The error of an operation that cannot be written for a reason.</summary>
    public NotSupportedException Unsupported(string why) => new(
        $"ExportOnnx: {op.Name} ({op.Operation}){OnnxExport.In(op.Place)} has no form in ONNX opset {OnnxExport.OpsetVersion}: {why}; "
        + "compute it with other operations, or export the module without it and compute it outside");

    private Value ValueOf(Operand operand) => operand.Producer is null
        ? new ConstantWriter(Builder).Write(operand.Constants, $"{op.Name} ({op.Operation}){OnnxExport.In(op.Place)}")
        : exporter.ValueOf(operand);

    private static bool AreSame(object? a, object b) => (a, b) switch
    {
        (int[] x, int[] y) => x.AsSpan().SequenceEqual(y),
        (bool[] x, bool[] y) => x.AsSpan().SequenceEqual(y),
        (double?[] x, double?[] y) => x.AsSpan().SequenceEqual(y),
        (Scalar x, Scalar y) =>
            x.Kind == y.Kind && x.ToDouble().Equals(y.ToDouble()) && (x.Kind == ScalarKind.Floating || x.ToInt64() == y.ToInt64()),
        _ => b.Equals(a),
    };
}

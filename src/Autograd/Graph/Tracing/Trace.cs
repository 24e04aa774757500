namespace Autograd;

/// <summary>The nodes of a traced forward pass in the order of their recording, and what was noted about them.</summary>
internal sealed class Trace(Trace? outer) : IDisposable
{
    private readonly Dictionary<Node, int> _order = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Node, string> _places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Node, int), Tensor> _constants = [];
    private readonly Dictionary<(Tensor, int), Tensor> _copies = [];
    private readonly Dictionary<Tensor, (int Version, Tensor Copy)> _beforeWrite = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Node, string), object> _notes = [];
    private readonly Dictionary<object, Edge> _indices = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Tensor> _state = new(ReferenceEqualityComparer.Instance);

    private readonly GradMode.InstrumentedScope _mode = GradMode.Trace();

    /// <summary>Where in the program operations are recorded at present, such as the name of a module.</summary>
    public string Place { get; set; } = "";

    /// <summary>Names tensors that do not change, such as parameters: as constants they are not copied.</summary>
    public void AddState(IEnumerable<Tensor> tensors) => _state.UnionWith(tensors);

    /// <summary>A tensor of the same numbers, of any type, on which every operation is recorded.</summary>
    public static Tensor Input(Tensor example)
    {
        var input = example.CopyData();
        new TracedNode("Input", []).SetHistory(input);
        return input;
    }

    /// <summary>The position of a node in the order of recording.</summary>
    public int OrderOf(Node node) => _order.GetValueOrDefault(node, -1);

    /// <summary>The place at which a node was recorded.</summary>
    public string PlaceOf(Node node) => _places.GetValueOrDefault(node, "");

    /// <summary>An operand of a node that is no result of the inputs; null if it is one, or was not connected.</summary>
    public Tensor? ConstantOf(Node node, int input) => _constants.GetValueOrDefault((node, input));

    /// <summary>
    /// What was noted about a node under a name, for a result of the inputs its <see cref="Edge"/>; null if nothing was.
    /// </summary>
    public object? NoteOf(Node node, string name) => _notes.GetValueOrDefault((node, name));

    /// <summary>
    /// What made the tensor that indices were read from; no node if it does not depend on the inputs.
    /// </summary>
    public Edge IndicesOf(object? key) => key is null ? default : _indices.GetValueOrDefault(key);

    /// <summary>Adds a node, once.</summary>
    public void Add(Node node)
    {
        if (_order.TryAdd(node, _order.Count)) _places[node] = Place;
    }

    /// <summary>Keeps the numbers of a tensor that is about to be written in place, and of the one that it is a view of.</summary>
    public void AddWrite(Tensor tensor)
    {
        foreach (var written in (ReadOnlySpan<Tensor?>)[tensor, tensor.Base])
            if (written is { RequiresGrad: false }) _beforeWrite[written] = (written.Version, written.CopyData());
    }

    /// <summary>Adds an operand that is no result of the inputs, as it is now, or was before the node wrote to it.</summary>
    public void AddConstant(Node node, int input, Tensor tensor)
    {
        // A node that writes is made after its write, and that of a view after the version was incremented, too.
        var isBefore = _beforeWrite.TryGetValue(tensor, out var before)
            && (tensor.Version == before.Version || (node.Operation == "CopySlicesNode" && tensor.Version == before.Version + 1));
        _constants[(node, input)] = isBefore ? before.Copy : Kept(tensor);
    }

    /// <summary>Notes something about a node; a tensor as it is now.</summary>
    public void Note(Node node, string name, object value) => _notes[(node, name)] = value switch
    {
        Tensor tensor when tensor.GradientEdge() is { Node: not null } edge => edge,
        Tensor tensor => Kept(tensor),
        _ => value,
    };

    /// <summary>Notes what made the tensor that indices were read from.</summary>
    public void NoteIndices(object? key, Edge indices)
    {
        if (key is not null && indices.Node is not null) _indices[key] = indices;
    }

    public void Dispose()
    {
        _mode.Dispose();
        Tracing.End(outer);
    }

    // A tensor may be written to later.
    private Tensor Kept(Tensor tensor)
    {
        if (_state.Contains(tensor)) return tensor;
        if (!_copies.TryGetValue((tensor, tensor.Version), out var copy)) _copies[(tensor, tensor.Version)] = copy = tensor.CopyData();
        return copy;
    }
}

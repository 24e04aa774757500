using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// What the two halves of one application of a <see cref="Function"/> share: <c>ctx</c> in PyTorch. Forward fills it, Backward reads it.
/// </summary>
public sealed class FunctionContext
{
    private readonly CustomFunctionNode? _node;
    private readonly string _name;
    private readonly Tensor[] _inputs;
    private readonly bool[] _requiresGrad;
    private readonly bool _isRecorded;
    private SavedTensor[] _saved = [];
    private Tensor[] _savedAsGiven = [];
    private bool[] _isIntermediate = [];
    private bool[]? _wanted;
    private bool[] _arrived = [];
    private object? _state;

    internal FunctionContext(string name, Tensor[] inputs, CustomFunctionNode? node)
    {
        (_name, _inputs, _node, _isRecorded) = (name, inputs, node, node is not null);
        _requiresGrad = Array.ConvertAll(inputs, input => node is not null && input.RequiresGrad);
    }

    internal HashSet<Tensor> Dirty { get; } = new(ReferenceEqualityComparer.Instance);

    internal HashSet<Tensor> NonDifferentiable { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Anything that is not a tensor and that Backward needs. Tensors belong into <see cref="SaveForBackward"/>, which notices if they are
    /// overwritten, and if a second derivative goes through one that has no history.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a tensor, or to a collection or tuple of tensors.</exception>
    public object? State
    {
        get => _state;
        set
        {
            var parts = value is ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]) : [value];
            if (parts.Any(part => part is Tensor or IEnumerable<Tensor>))
                throw new ArgumentException(
                    $"{_name}: State is set to a tensor; pass tensors to SaveForBackward, which notices if they are "
                    + "overwritten, and read them in SavedTensors",
                    nameof(value));
            _state = value;
        }
    }

    /// <summary>True if Forward is being recorded, so that there will be a Backward; if not, saving does nothing.</summary>
    public bool IsRecorded => _isRecorded;

    /// <summary>
    /// Keeps tensors for Backward: inputs, outputs, or intermediate results. Where Backward is differentiated in turn, derivatives go
    /// through saved inputs and outputs. How an intermediate result depends on the inputs was not recorded, so a
    /// derivative that goes through one is an error; one that does not depend on them, such as a random mask, is passed
    /// through Detach() in Backward.
    /// </summary>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public void SaveForBackward(params ReadOnlySpan<Tensor> tensors)
    {
        for (var i = 0; i < tensors.Length; i++)
            if (tensors[i] is null)
                throw new ArgumentException(
                    $"SaveForBackward: tensor {i} is null; pass tensors, and leave out what is not there", nameof(tensors));
        if (!_isRecorded) return;
        _savedAsGiven = tensors.ToArray();
        _saved = Array.ConvertAll(_savedAsGiven, tensor => new SavedTensor(tensor));
    }

    /// <summary>What <see cref="SaveForBackward"/> kept, in its order.</summary>
    /// <exception cref="InvalidOperationException">One was overwritten since, or released by an earlier Backward.</exception>
    public IReadOnlyList<Tensor> SavedTensors
    {
        get
        {
            var tensors = new Tensor[_saved.Length];
            for (var i = 0; i < tensors.Length; i++)
            {
                tensors[i] = _saved[i].Unpack(_node!);
                if (GradMode.IsEnabled && _isIntermediate.Length > 0 && _isIntermediate[i])
                    tensors[i] = OnceDifferentiableNode.GuardIntermediate(tensors[i], _name, _node!);
            }

            return tensors;
        }
    }

    /// <summary>
    /// Whether anyone wants the gradient of an input: in Backward it need not be computed if not, and in Forward nothing need be saved for it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
    public bool NeedsInputGrad(int input)
    {
        if ((uint)input >= (uint)_inputs.Length)
            throw new ArgumentOutOfRangeException(nameof(input), $"{_name}: there is no input {input} among {_inputs.Length}; the first is 0");
        return _wanted is null ? _requiresGrad[input] : _wanted[input];
    }

    /// <summary>
    /// In Backward, whether a gradient arrived for an output. If not, Backward is handed zeros, and may save itself the work.
    /// </summary>
    public bool HasGrad(int output) => (uint)output < (uint)_arrived.Length && _arrived[output];

    /// <summary>Says of outputs that they have no derivative, as indices have none. Outputs that are not floating need not be named.</summary>
    public void MarkNonDifferentiable(params ReadOnlySpan<Tensor> outputs)
    {
        foreach (var output in outputs) NonDifferentiable.Add(NotNull(output, nameof(outputs)));
    }

    /// <summary>
    /// Says of an input that Forward is about to overwrite it, and returns it as an output. Call it before the write.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor is no input.</exception>
    /// <exception cref="InvalidOperationException">The tensor may not be written in place.</exception>
    public void MarkDirty(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var index = Array.IndexOf(_inputs, input);
        if (index < 0) throw new ArgumentException($"{_name}: MarkDirty: the tensor of shape {input.Shape} is none of the inputs; pass one");
        using (_isRecorded ? GradMode.EnableGrad() : GradMode.NoGrad()) input.CheckWritable($"{_name}: MarkDirty");
        if (_isRecorded && input.Base is not null && (index != 0 || _node!.OutputCount > 1))
            throw new InvalidOperationException(
                $"{_name}: MarkDirty: input {index} is a view; only the first input of a function with one output may be; Clone() it "
                + "before the call");
        Dirty.Add(input);
    }

    /// <summary>
    /// Tells the kinds of saved tensors apart: inputs; outputs, in whose place comes what the caller was given; and
    /// intermediate results.
    /// </summary>
    internal void EndForward(Tensor[] given, Tensor[] outputs)
    {
        if (_saved.Length == 0) return;
        var inputs = new HashSet<Tensor>(_inputs, ReferenceEqualityComparer.Instance);
        var indices = new Dictionary<Tensor, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < given.Length; i++) indices.TryAdd(given[i], i);
        _isIntermediate = new bool[_saved.Length];
        for (var i = 0; i < _saved.Length; i++)
        {
            var tensor = _savedAsGiven[i];
            if (inputs.Contains(tensor)) continue;
            if (indices.TryGetValue(tensor, out var index)) _saved[i] = new SavedTensor(outputs[index]);
            else _isIntermediate[i] = tensor.DType.IsFloatingPoint();
        }

        _savedAsGiven = [];
    }

    internal void BeginBackward(bool[] wanted, bool[] arrived) => (_wanted, _arrived) = (wanted, arrived);

    internal void Release()
    {
        for (var i = 0; i < _saved.Length; i++) _saved[i].Release();
        _state = null;
    }

    internal void Preserve(Tensor overwritten)
    {
        for (var i = 0; i < _saved.Length; i++) _saved[i].Preserve(overwritten);
    }
}

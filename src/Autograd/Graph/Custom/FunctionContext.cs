using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// The state that Forward and Backward of one application of a <see cref="Function"/> share; PyTorch's <c>ctx</c>.
/// Forward writes it, Backward reads it.
/// </summary>
public sealed class FunctionContext
{
    private readonly CustomFunctionNode? _node;
    private readonly string _name;
    private readonly Tensor[] _inputs;
    private readonly bool[] _requiresGrad;
    private readonly bool _isRecorded;
    private SavedTensor[] _saved = [];
    private Tensor[] _savedOriginals = [];
    private bool[] _isIntermediate = [];
    private bool[]? _needsInputGrad;
    private bool[] _hasGrad = [];
    private object? _state;

    internal FunctionContext(string name, Tensor[] inputs, CustomFunctionNode? node)
    {
        (_name, _inputs, _node, _isRecorded) = (name, inputs, node, node is not null);
        _requiresGrad = Array.ConvertAll(inputs, input => node is not null && input.RequiresGrad);
    }

    internal HashSet<Tensor> Dirty { get; } = new(ReferenceEqualityComparer.Instance);

    internal HashSet<Tensor> NonDifferentiable { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Any object that Backward needs and that holds no tensors. Pass tensors to <see cref="SaveForBackward"/>, which
    /// detects that they were overwritten, and that a second derivative goes through one without history.
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

    /// <summary>True if Forward is being recorded, so that Backward may run; if not, saving does nothing.</summary>
    public bool IsRecorded => _isRecorded;

    /// <summary>
    /// Saves tensors for Backward: inputs, outputs or intermediate results. If Backward is differentiated in turn,
    /// derivatives go through saved inputs and outputs. A derivative that goes through an intermediate result is an
    /// error, because Forward is not recorded. If an intermediate result, such as a random mask, does not depend on the
    /// inputs, call Detach() on it in Backward.
    /// </summary>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public void SaveForBackward(params ReadOnlySpan<Tensor> tensors)
    {
        for (var i = 0; i < tensors.Length; i++)
            if (tensors[i] is null)
                throw new ArgumentException(
                    $"SaveForBackward: tensor {i} is null; pass tensors, and leave out what is not there", nameof(tensors));
        if (!_isRecorded) return;
        _savedOriginals = tensors.ToArray();
        _saved = Array.ConvertAll(_savedOriginals, tensor => new SavedTensor(tensor));
    }

    /// <summary>The tensors that were passed to <see cref="SaveForBackward"/>, in that order.</summary>
    /// <exception cref="InvalidOperationException">
    /// One was overwritten since, or released by an earlier Backward.
    /// </exception>
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
    /// True if the gradient of an input is needed. If it is not, Backward need not compute it, and Forward need not
    /// save anything for it; <c>ctx.needs_input_grad</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
    public bool NeedsInputGrad(int input)
    {
        if ((uint)input >= (uint)_inputs.Length)
            throw new ArgumentOutOfRangeException(nameof(input), $"{_name}: there is no input {input} among {_inputs.Length}; the first is 0");
        return _needsInputGrad is null ? _requiresGrad[input] : _needsInputGrad[input];
    }

    /// <summary>
    /// True in Backward if a gradient arrived for the output. If not, Backward receives zeros for it, and may skip the
    /// work.
    /// </summary>
    public bool HasGrad(int output) => (uint)output < (uint)_hasGrad.Length && _hasGrad[output];

    /// <summary>
    /// Marks outputs that have no derivative, such as indices. Outputs that are not floating need not be marked.
    /// </summary>
    public void MarkNonDifferentiable(params ReadOnlySpan<Tensor> outputs)
    {
        foreach (var output in outputs) NonDifferentiable.Add(NotNull(output, nameof(outputs)));
    }

    /// <summary>
    /// Marks an input that Forward overwrites in place and returns as an output. Call it before the write.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor is not an input.</exception>
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
    /// Classifies the saved tensors as inputs, outputs and intermediate results. A saved output is replaced by the
    /// tensor that the caller gets, which has the history.
    /// </summary>
    internal void EndForward(Tensor[] returned, Tensor[] outputs)
    {
        if (_saved.Length == 0) return;
        var inputs = new HashSet<Tensor>(_inputs, ReferenceEqualityComparer.Instance);
        var indices = new Dictionary<Tensor, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < returned.Length; i++) indices.TryAdd(returned[i], i);
        _isIntermediate = new bool[_saved.Length];
        for (var i = 0; i < _saved.Length; i++)
        {
            var tensor = _savedOriginals[i];
            if (inputs.Contains(tensor)) continue;
            if (indices.TryGetValue(tensor, out var index)) _saved[i] = new SavedTensor(outputs[index]);
            else _isIntermediate[i] = tensor.DType.IsFloatingPoint();
        }

        _savedOriginals = [];
    }

    internal void BeginBackward(bool[] needsInputGrad, bool[] hasGrad) => (_needsInputGrad, _hasGrad) = (needsInputGrad, hasGrad);

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

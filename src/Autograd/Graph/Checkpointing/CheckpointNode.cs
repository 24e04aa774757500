namespace Autograd;

/// <summary>
/// The node of a checkpointed function, whose formula runs the function again, recorded, and then a nested backward
/// pass. Its inputs are those of the function, followed by the leaves that the function uses.
/// </summary>
internal sealed class CheckpointNode : MultiOutputNode
{
    private readonly Func<Tensor[], Tensor[]> _function;
    private readonly SavedTensor[] _saved;
    private readonly int _inputCount;
    private readonly bool[] _outputRequiresGrad;
    private readonly RandomState? _random;

    public CheckpointNode(Func<Tensor[], Tensor[]> function, Tensor[] inputs, List<Tensor> leaves, Tensor[] outputs, RandomState? random)
        : base(outputs.Length)
    {
        _function = function;
        _random = random;
        _inputCount = inputs.Length;
        _outputRequiresGrad = Array.ConvertAll(outputs, output => output.RequiresGrad);
        InputCount = inputs.Length + leaves.Count;
        _saved = new SavedTensor[InputCount];
        for (var i = 0; i < InputCount; i++)
        {
            var tensor = i < inputs.Length ? inputs[i] : leaves[i - inputs.Length];
            _saved[i] = new SavedTensor(tensor);
            Connect(i, tensor);
        }
    }

    public override string Name => "CheckpointBackward";

    protected override void Backward(Tensor?[] grads, InputGradients inputs)
    {
        CallDepth.Check("Backward", "checkpoints");
        var isRecorded = GradMode.IsEnabled;
        var originals = Array.ConvertAll(_saved, saved => saved.Unpack(this));
        using var code = new UserCodeScope();
        Tensor[] sources;
        Tensor[] outputs;
        using (GradMode.EnableGrad())
        {
            var placeholders = PlaceholderNode.For(originals[.._inputCount]);
            outputs = UserOutputs.CheckAny(
                "Checkpoint.Run", _random is null ? _function(placeholders) : _random.Replay(() => _function(placeholders)));
            sources = [.. placeholders, .. originals[_inputCount..]];
        }

        var used = new List<Tensor>();
        var seeds = new List<Tensor>();
        for (var o = 0; o < grads.Length; o++)
        {
            if (grads[o] is not { } grad) continue;
            CheckRepeated(outputs, o, grad);
            grad.MarkAsExposed();
            used.Add(outputs[o]);
            seeds.Add(grad);
        }

        var wanted = new List<int>();
        for (var i = 0; i < InputCount; i++)
            if (inputs.Needs(i)) wanted.Add(i);
        if (wanted.Count == 0) return;
        var capture = new GradientCapture([.. wanted.Select(i => sources[i])]) { IsNested = true };
        BackwardPass.Run([.. used], [.. seeds], retainGraph: isRecorded, createGraph: isRecorded, capture);
        foreach (var i in wanted)
        {
            var grad = capture.GradientOf(sources[i]);
            grad?.MarkAsExposed();
            if (isRecorded && i < _inputCount) PlaceholderNode.ConnectInput(sources[i], originals[i]);
            inputs.Set(i, grad);
        }
    }

    private void CheckRepeated(Tensor[] outputs, int index, Tensor grad)
    {
        var count = _outputRequiresGrad.Length;
        if (outputs.Length == count && outputs[index].RequiresGrad
            && outputs[index].Shape.Equals(grad.Shape) && outputs[index].DType == grad.DType)
            return;
        var (now, before) = outputs.Length != count ? ($"{outputs.Length} outputs", $"shape {grad.Shape}")
            : !outputs[index].RequiresGrad ? ("no gradient", $"shape {grad.Shape}")
            : outputs[index].DType != grad.DType ? ($"type {outputs[index].DType}", $"type {grad.DType}")
            : ($"shape {outputs[index].Shape}", $"shape {grad.Shape}");
        throw new InvalidOperationException(
            $"Checkpoint.Run: run again, the function gave something else: {now} where output {index} of {count} had "
            + $"{before}; it must compute the same twice");
    }

    internal override void Preserve(Tensor overwritten)
    {
        for (var i = 0; i < _saved.Length; i++) _saved[i].Preserve(overwritten);
    }

    internal override void Release()
    {
        for (var i = 0; i < _saved.Length; i++) _saved[i].Release();
    }
}

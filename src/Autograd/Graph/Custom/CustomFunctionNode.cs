namespace Autograd;

/// <summary>One application of a <see cref="Function"/> or <see cref="MultiOutputFunction"/>.</summary>
internal sealed class CustomFunctionNode : Node
{
    private readonly FunctionBase _function;
    private GradientSlot[] _slots;
    private (Shape Shape, DType DType)[] _outputs;

    public CustomFunctionNode(FunctionBase function, Tensor[] inputs, int? outputCount)
    {
        _function = function;
        InputCount = inputs.Length;
        for (var i = 0; i < inputs.Length; i++) Connect(i, inputs[i]);

        // An unknown number of outputs counts as two until Forward has run, because MarkDirty only has to know that the
        // function has not exactly one.
        _slots = new GradientSlot[outputCount ?? 2];
        _outputs = new (Shape, DType)[_slots.Length];
        Context = new FunctionContext(function.Name, inputs, this);
    }

    public FunctionContext Context { get; }

    public override string Name => _function.Name + "Backward";

    internal override int OutputCount => _slots.Length;

    public void SetOutputCount(int count)
    {
        if (count == _slots.Length) return;
        _slots = new GradientSlot[count];
        _outputs = new (Shape, DType)[count];
    }

    // Called by CopySlicesNode, without a slot, if the one output was written into a view.
    internal override void Backward(Tensor grad, InputGradients inputs) => Backward([grad], inputs);

    internal override void Run(InputGradients inputs)
    {
        var grads = new Tensor?[_slots.Length];
        var any = false;
        for (var i = 0; i < grads.Length; i++) any |= (grads[i] = _slots[i].Take()) is not null;
        if (!any) return;
        Backward(grads, inputs);
        foreach (var grad in grads) grad?.ReleaseGradientRef();
    }

    private void Backward(Tensor?[] grads, InputGradients inputs)
    {
        var wanted = new bool[InputCount];
        for (var i = 0; i < wanted.Length; i++) wanted[i] = inputs.Needs(i);
        var received = new Tensor[grads.Length];
        for (var i = 0; i < received.Length; i++)
        {
            // SetHistory was not called for an output without a derivative, so its shape is null.
            received[i] = grads[i] ?? Tensor.Zeros(_outputs[i].Shape ?? Shape.Scalar, _outputs[i].Shape is null ? DType.Float32 : _outputs[i].DType);
            received[i].MarkAsExposed();
        }

        Context.BeginBackward(wanted, Array.ConvertAll(grads, grad => grad is not null));
        IReadOnlyList<Tensor?> results;
        var isDelayed = _function.IsOnceDifferentiable && GradMode.IsEnabled;
        using (new UserCodeScope())
        using (isDelayed ? GradMode.NoGrad() : default)
            results = _function.RunBackward(Context, received);
        if (results is null || results.Count != InputCount)
            throw new InvalidOperationException(
                $"{_function.Name}: Backward returned {results?.Count ?? 0} gradients for {InputCount} inputs; return one for each, "
                + "null where there is none");
        for (var i = 0; i < InputCount; i++)
        {
            if (!wanted[i] || results[i] is not { } result) continue;
            result.MarkAsExposed();
            inputs.Set(i, isDelayed ? OnceDifferentiableNode.Guard(result, _function.Name, Context, received) : result);
        }
    }

    internal override void DropGradients() => Array.Clear(_slots);

    internal override ref GradientSlot SlotOf(int outputIndex) => ref _slots[outputIndex];

    internal override (Shape Shape, DType DType) OutputOf(int outputIndex) => _outputs[outputIndex];

    internal override void SetHistory(Tensor output, int outputIndex = 0)
    {
        _outputs[outputIndex] = (output.Shape, output.DType);
        base.SetHistory(output, outputIndex);
    }

    internal override void Preserve(Tensor overwritten) => Context.Preserve(overwritten);

    internal override void Release() => Context.Release();
}

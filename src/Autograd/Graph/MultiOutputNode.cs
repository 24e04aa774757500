namespace Autograd;

/// <summary>A node with several outputs. The gradient of an output that was not used is null.</summary>
internal abstract class MultiOutputNode(int outputCount) : Node
{
    private readonly GradientSlot[] _slots = new GradientSlot[outputCount];
    private readonly (Shape, DType)[] _outputs = new (Shape, DType)[outputCount];

    /// <summary>Computes the gradients of the inputs from those of the outputs.</summary>
    protected abstract void Backward(Tensor?[] grads, InputGradients inputs);

    internal sealed override void Backward(Tensor grad, InputGradients inputs) => Backward([grad], inputs);

    internal override void Run(InputGradients inputs)
    {
        var grads = new Tensor?[_slots.Length];
        var any = false;
        for (var i = 0; i < grads.Length; i++) any |= (grads[i] = _slots[i].Take()) is not null;
        if (!any) return;
        Backward(grads, inputs);
        foreach (var grad in grads) grad?.ReleaseGradientRef();
    }

    internal override void DropGradients() => Array.Clear(_slots);

    internal override ref GradientSlot SlotOf(int outputIndex) => ref _slots[outputIndex];

    internal sealed override int OutputCount => _slots.Length;

    internal override (Shape Shape, DType DType) OutputOf(int outputIndex) => _outputs[outputIndex];

    internal override bool MatchesOutput(Tensor grad, int outputIndex) => _outputs[outputIndex] == (grad.Shape, grad.DType);

    internal override void SetHistory(Tensor output, int outputIndex = 0)
    {
        _outputs[outputIndex] = (output.Shape, output.DType);
        output.SetGradFn(this, outputIndex);
        if (Recording.ActiveScopes != 0) Recording.NotifyRecorded(this);
    }
}

namespace Autograd.Examples.GradientChecks;

/// <summary>x·W + b with the three derivatives that every course on neural networks derives.</summary>
public sealed class Affine : Function
{
    protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
    {
        var (x, w, b) = (inputs[0], inputs[1], inputs[2]);
        context.SaveForBackward(x, w);
        return x.MatMul(w) + b;
    }

    protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad)
    {
        var (x, w) = (context.SavedTensors[0], context.SavedTensors[1]);
        return
        [
            context.NeedsInputGrad(0) ? grad.MatMul(w.T) : null,
            context.NeedsInputGrad(1) ? x.T.MatMul(grad) : null,
            context.NeedsInputGrad(2) ? grad.Sum(0) : null,
        ];
    }
}

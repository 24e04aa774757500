namespace Autograd.Examples.GradientChecks;

/// <summary>
/// log cosh x, a loss that is a parabola near 0 and a straight line far away, with its hand-written derivative tanh x.
/// </summary>
public sealed class LogCosh : Function
{
    protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
    {
        context.SaveForBackward(inputs[0]);
        var size = inputs[0].Abs();
        return size + (size * -2.0).Exp().Log1p() - Math.Log(2);        // cosh itself overflows
    }

    protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [grad * context.SavedTensors[0].Tanh()];
}

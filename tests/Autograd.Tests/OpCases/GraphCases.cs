namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    /// <summary>Operations whose formulas are the user's.</summary>
    private static OpCase[] Graph() =>
    [
        Unary("custom_function", x => new Swish().Apply(x)) with { HasFixture = false },
        new("custom_function_of_two", x => new Sheared().Apply(x[0], x[1])[1], In(2, 3), In(2, 3)) { HasFixture = false },
        Unary("checkpoint", x => Checkpoint.Run(v => (v * v).Tanh(), x)) with { HasFixture = false },
        new("checkpoint_of_two",
            x => Checkpoint.Run(v => [v[0] + v[1], v[0] * v[1].Sigmoid()], [x[0], x[1]])[1], In(2, 3), In(2, 3)) { HasFixture = false },
        Unary("module_with_a_backward_hook", x => Hooked(new Autograd.NN.Tanh()).Forward(x)) with { HasFixture = false },
    ];

    private static Autograd.NN.Tanh Hooked(Autograd.NN.Tanh layer)
    {
        layer.RegisterFullBackwardHook((_, _, _) => { });
        return layer;
    }

    private sealed class Swish : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            context.SaveForBackward(inputs[0]);
            return inputs[0] * inputs[0].Sigmoid();
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad)
        {
            var s = context.SavedTensors[0].Sigmoid();
            return [grad * s * (1 + context.SavedTensors[0] * (1 - s))];
        }
    }

    private sealed class Sheared : MultiOutputFunction
    {
        protected override IReadOnlyList<Tensor> Forward(FunctionContext context, Tensor[] inputs)
        {
            context.SaveForBackward(inputs);
            return [inputs[0] - inputs[1], inputs[0] * inputs[1] * inputs[1]];
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor[] grads)
        {
            var (a, b) = (context.SavedTensors[0], context.SavedTensors[1]);
            return [grads[0] + grads[1] * b * b, grads[1] * a * b * 2.0 - grads[0]];
        }
    }
}

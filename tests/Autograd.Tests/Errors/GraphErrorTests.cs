namespace Autograd.Tests.Errors;

public class GraphErrorTests
{
    private static readonly Tensor X = Tensor.From([1.0, 2], DType.Float64, requiresGrad: true);

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => Functional.Grad([], [X]), "Grad: 0 outputs and 1 inputs; name at least one of each"),
        Mistake.Argument(() => Functional.Grad([X.Sum()], [X], [null, null]), "Grad: 2 gradients for 1 outputs; pass one for each"),
        Mistake.State(() => Functional.Grad(X.Sum(), Tensor.Ones(2)),
            "Grad: input 0 of shape (2,) does not require a gradient; set RequiresGrad before the computation"),
        Mistake.State(() => Functional.Grad(X.Sum(), Tensor.From([1.0], DType.Float64, requiresGrad: true)),
            "Grad: input 0 of shape (1,) was not used to compute the outputs; leave it out, or pass allowUnused: true to get null for it"),
        Mistake.State(() => X.Backward(),
            "Backward: only a single number has an implicit gradient, and this has shape (2,); reduce it with Sum() or Mean(), or "
            + "pass its gradient"),
        Mistake.State(() => Tensor.Ones(2).RegisterHook(g => g),
            "RegisterHook: the tensor of shape (2,) does not require a gradient, so none will ever arrive; set RequiresGrad first"),
        Mistake.State(() => (X * 2).RegisterPostAccumulateGradHook(_ => { }),
            "RegisterPostAccumulateGradHook: the tensor is the result of MulBackward0, and only leaves accumulate gradients; use "
            + "RegisterHook"),
        Mistake.State(() => Tensor.Ones(2).RetainGrad(),
            "RetainGrad: the tensor does not require a gradient, so it will never have one; set RequiresGrad before the computation"),
        Mistake.Range(() => GraphPicture.Dot(X.Sum(), maxNodes: 0), "GraphPicture: maxNodes is 0; it must be at least 1 (Parameter 'maxNodes')"),
        Mistake.State(() => GraphPicture.Dot(Tensor.Ones(2)),
            "GraphPicture: the tensor of shape (2,) has no graph: nothing it was computed from requires a gradient; "
            + "set RequiresGrad before the computation"),
        Mistake.State(() => new MarksView().Apply(Tensor.From([1.0], DType.Float64, requiresGrad: true) * 1, (X * 1)[0]),
            "MarksView: MarkDirty: input 1 is a view; only the first input of a function with one output may be; Clone() it before the call"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();

    /// <summary>Says that it overwrites its second input, which is a view.</summary>
    private sealed class MarksView : Function
    {
        protected override Tensor Forward(FunctionContext context, Tensor[] inputs)
        {
            context.MarkDirty(inputs[1]);
            return inputs[1];
        }

        protected override IReadOnlyList<Tensor?> Backward(FunctionContext context, Tensor grad) => [grad, grad];
    }
}

using Autograd.NN;
using static Autograd.Tests.Errors.Rejections.Operands;

namespace Autograd.Tests.Errors.Rejections;

internal static class GraphRejections
{
    public static readonly Rejection[] All =
    [
        new("t.tensor([1],requires_grad=True)", () => Tensor.From([1], requiresGrad: true)),
        new("I.requires_grad_()", () => I.RequiresGrad = true),
        new("leaf(1.,2).backward()", () => Leaf(1, 2).Backward()),
        new("(leaf(1.,2)*2).backward()", () => (Leaf(1, 2) * 2).Backward()),
        new("V.sum().backward()", () => V.Sum().Backward()),
        new("(leaf(1.,2)*2).backward(t.ones(3))", () => (Leaf(1, 2) * 2).Backward(Tensor.Ones(3))),
        new("(leaf(1.,2)*2).backward(t.ones(1))", () => (Leaf(1, 2) * 2).Backward(Tensor.Ones(1))),
        new("leaf(1.).add_(1)", () => Leaf(1).AddInPlace(1)),
        new("leaf(1.).view(1,1).add_(1)", () => Leaf(1).View(1, 1).AddInPlace(1)),
        new("t.zeros(1).expand(3).add_(1)", () => Tensor.Zeros(1).Expand(3).AddInPlace(1)),
        new("leaf(1.).__setitem__(0,1)", () => Leaf(1)[0] = 1),
        new("(leaf(1.)*2).requires_grad_(False)", () => (Leaf(1) * 2).RequiresGrad = false),
        new("(leaf(1.)*2).__setattr__(\"grad\",t.ones(2))", () => (Leaf(1) * 2).Grad = Tensor.Ones(2)),
        new("leaf(1.).__setattr__(\"grad\",t.ones(1).double())", () => Leaf(1).Grad = Tensor.Ones(1).Double().Float().Long()),
        new("V.retain_grad()", () => V.RetainGrad()),
        new("V.register_hook(lambda g:g)", () => V.RegisterHook(g => g)),
        new("t.autograd.grad(V.sum(),V)", () => Functional.Grad(V.Sum(), V)),
        new("t.autograd.grad(leaf(1.)*2,leaf(1.))", () => Functional.Grad(Leaf(1) * 2, Leaf(1))),
        new("X.item()", () => X.Item()),
        new("list(N)", () => N.GetEnumerator().MoveNext()),
        new("backward_twice()", () => BackwardTwice()),
        new("saved_value_overwritten()", () => OverwrittenValue()),
        new("(leaf(1.)*2).expand(3).add_(1)", () => (Leaf(1) * 2).Expand(3).AddInPlace(1)),
        new("X.t().add_(X)", () => X.T.AddInPlace(X)),
        new("t.nn.RNN(4,2)(t.zeros(4))", () => new RNN(4, 2).Forward(Tensor.Zeros(4))),
        new("t.nn.RNN(4,2,0)", () => new RNN(4, 2, 0)),
        new("t.nn.LSTM(4,-1)", () => new LSTM(4, -1)),
        new("t.nn.LSTM(4,2,proj_size=2)", () => new LSTM(4, 2, projSize: 2)),
        new("t.nn.Linear(-1,2)", () => new Linear(-1, 2)),
        new("t.nn.Embedding(-1,2)", () => new Embedding(-1, 2)),
        new("t.nn.Dropout(2)", () => new Dropout(2)),
        new("t.nn.Flatten()(V)", () => new Flatten().Forward(V)),
        new("t.nn.RNN(4,2,dropout=2)", () => new RNN(4, 2, dropout: 2)),
        new("t.optim.Adam([leaf(1.)],betas=(1,0.9))", () => new Adam([Leaf(1)], betas: (1, 0.9))),
        new("t.nn.init.xavier_uniform_(V)", () => Init.XavierUniform(V)),
        new("t.nn.init.kaiming_normal_(N)", () => Init.KaimingNormal(N)),
    ];
}

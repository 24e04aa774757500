using Autograd.NN;
using static Autograd.Tests.Errors.Rejections.Operands;

namespace Autograd.Tests.Errors.Rejections;

internal static class TrainingRejections
{
    public static readonly Rejection[] All =
    [
        new("t.optim.SGD([],lr=1)", () => new SGD(Array.Empty<Tensor>(), lr: 1),
            "SGD: optimizer got an empty parameter list; pass the parameters to train, such as net.Parameters()"),
        new("t.optim.SGD([leaf(1.)],lr=-1)", () => new SGD([Leaf(1)], lr: -1),
            "SGD: invalid learning rate: -1; it must be 0 or more (Parameter 'lr')"),
        new("t.optim.SGD([leaf(1.)],lr=1,momentum=-1)", () => new SGD([Leaf(1)], lr: 1, momentum: -1),
            "SGD: invalid momentum: -1; it must be 0 or more (Parameter 'momentum')"),
        new("t.optim.SGD([leaf(1.)],lr=1,nesterov=True)", () => new SGD([Leaf(1)], lr: 1, nesterov: true),
            "SGD: Nesterov momentum requires a momentum and zero dampening, and they are 0 and 0"),
        new("t.optim.SGD([leaf(1.)*2],lr=1)", () => new SGD([Leaf(1) * 2], lr: 1),
            "SGD: a parameter of shape (1,) is the result of MulBackward0; only leaves can be optimized: pass the "
            + "tensor that it was computed from, or Parameter.From(tensor)"),
        new("t.optim.Adam([leaf(1.)],betas=(1.,0.9))", () => new Adam([Leaf(1)], betas: (1, 0.9)),
            "Adam: invalid beta parameter at index 0: 1; it must be at least 0 and less than 1 (Parameter 'betas')"),
        new("t.optim.Adam([leaf(1.)],eps=-1)", () => new Adam([Leaf(1)], eps: -1),
            "Adam: invalid epsilon: -1; it must be 0 or more (Parameter 'eps')"),
        new("t.optim.AdamW([leaf(1.)],weight_decay=-1)", () => new AdamW([Leaf(1)], weightDecay: -1),
            "AdamW: invalid weight decay: -1; it must be 0 or more (Parameter 'weightDecay')"),
        new("t.optim.NAdam([leaf(1.)],momentum_decay=-1)", () => new NAdam([Leaf(1)], momentumDecay: -1),
            "NAdam: invalid momentum decay: -1; it must be 0 or more (Parameter 'momentumDecay')"),
        new("t.optim.RMSprop([leaf(1.)],alpha=-1)", () => new RMSprop([Leaf(1)], alpha: -1),
            "RMSprop: invalid alpha: -1; it must be 0 or more (Parameter 'alpha')"),
        new("t.optim.Adagrad([leaf(1.)],lr_decay=-1)", () => new Adagrad([Leaf(1)], lrDecay: -1),
            "Adagrad: invalid lr decay: -1; it must be 0 or more (Parameter 'lrDecay')"),
        new("t.optim.Adadelta([leaf(1.)],rho=2)", () => new Adadelta([Leaf(1)], rho: 2),
            "Adadelta: invalid rho: 2; it must be between 0 and 1 (Parameter 'rho')"),
        new("t.optim.Rprop([leaf(1.)],etas=(1.5,1.2))", () => new Rprop([Leaf(1)], etas: (1.5, 1.2)),
            "Rprop: invalid eta values: 1.5, 1.2; the first must be between 0 and 1, and the second above 1 "
            + "(Parameter 'etas')"),
        new("t.optim.LBFGS([leaf(1.)]).step()", () => new LBFGS([Leaf(1)]).Step(),
            "Step: LBFGS evaluates the loss several times in a step; pass a closure that clears the gradients, "
            + "computes the loss, calls Backward() and returns the loss"),
        new("t.optim.lr_scheduler.MultiplicativeLR(t.optim.SGD([leaf(1.)],lr=1),[])", () => new MultiplicativeLR(new SGD([Leaf(1)], lr: 1), Array.Empty<Func<int, double>>()),
            "MultiplicativeLR: expected 1 lr_lambdas, but got 0; pass one function, or one for each group (Parameter "
            + "'lrLambda')"),
        new("t.optim.lr_scheduler.LambdaLR(t.optim.SGD([leaf(1.)],lr=1),[])", () => new LambdaLR(new SGD([Leaf(1)], lr: 1), Array.Empty<Func<int, double>>()),
            "LambdaLR: expected 1 lr_lambdas, but got 0; pass one function, or one for each group (Parameter "
            + "'lrLambda')"),
        new("t.optim.lr_scheduler.ConstantLR(t.optim.SGD([leaf(1.)],lr=1),factor=2)", () => new ConstantLR(new SGD([Leaf(1)], lr: 1), factor: 2),
            "ConstantLR: the constant multiplicative factor is 2; it must be between 0 and 1 (Parameter 'factor')"),
        new("t.optim.lr_scheduler.CosineAnnealingWarmRestarts(t.optim.SGD([leaf(1.)],lr=1),0)", () => new CosineAnnealingWarmRestarts(new SGD([Leaf(1)], lr: 1), 0),
            "CosineAnnealingWarmRestarts: expected positive integer T_0, but got 0; pass 1 or more (Parameter 't0')"),
        new("t.optim.lr_scheduler.ReduceLROnPlateau(t.optim.SGD([leaf(1.)],lr=1),factor=1.)", () => new ReduceLROnPlateau(new SGD([Leaf(1)], lr: 1), factor: 1),
            "ReduceLROnPlateau: a factor of 1; it must be below 1 (Parameter 'factor')"),
        new("t.optim.lr_scheduler.OneCycleLR(t.optim.SGD([leaf(1.)],lr=1),1.)", () => new OneCycleLR(new SGD([Leaf(1)], lr: 1), 1),
            "OneCycleLR: the number of steps is not given; pass totalSteps, or epochs and stepsPerEpoch"),
        new("t.optim.lr_scheduler.OneCycleLR(t.optim.SGD([leaf(1.)],lr=1,momentum=0.9),1.,total_steps=-1)", () => new OneCycleLR(new SGD([Leaf(1)], lr: 1, momentum: 0.9), 1, totalSteps: -1),
            "OneCycleLR: expected positive integer total_steps, but got -1; pass 1 or more (Parameter 'totalSteps')"),
        new("t.optim.lr_scheduler.CyclicLR(t.optim.Adagrad([leaf(1.)]),0.1,1)", () => new CyclicLR(new Adagrad([Leaf(1)]), 0.1, 1),
            "CyclicLR: Adagrad has no momentum to cycle; pass cycleMomentum: false (Parameter 'optimizer')"),
        new("t.nn.utils.vector_to_parameters(V,[leaf(1.),leaf(1.,2.,3.)])", () => Utils.VectorToParameters(V, [Leaf(1), Leaf(1, 2, 3)]),
            "VectorToParameters: a tensor of shape (3,) for parameters of 4 elements; pass a vector with as many"),
        new("t.nn.init.calculate_gain(\"wave\")", () => Init.CalculateGain((Nonlinearity)99),
            "CalculateGain: unsupported nonlinearity 99; use one of the enumeration (Parameter 'nonlinearity')"),
        new("t.nn.init.kaiming_uniform_(V)", () => Init.KaimingUniform(V),
            "KaimingUniform: a weight of shape (3,) has no fan-in and fan-out; it needs two dimensions or more; use "
            + "Uniform or Normal"),
        new("t.nn.init.xavier_normal_(V)", () => Init.XavierNormal(V),
            "XavierNormal: a weight of shape (3,) has no fan-in and fan-out; it needs two dimensions or more; use "
            + "Uniform or Normal"),
        new("t.nn.init.orthogonal_(V)", () => Init.Orthogonal(V),
            "Orthogonal: only tensors with 2 or more dimensions are supported, and this one is (3,); use Uniform or "
            + "Normal"),
        new("t.nn.init.eye_(V)", () => Init.Eye(V),
            "Eye: only tensors with 2 dimensions are supported, and this one is (3,); pass a matrix (Parameter "
            + "'tensor')"),
        new("t.nn.init.dirac_(X)", () => Init.Dirac(X),
            "Dirac: only tensors with 3, 4, or 5 dimensions are supported, and this one is (2, 3); pass the weight of "
            + "a convolution"),
        new("t.nn.init.sparse_(V,0.5)", () => Init.Sparse(V, 0.5),
            "Sparse: only tensors with 2 dimensions are supported, and this one is (3,); pass a matrix (Parameter "
            + "'tensor')"),
    ];
}

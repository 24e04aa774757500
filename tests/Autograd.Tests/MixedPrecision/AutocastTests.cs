using Autograd.NN;
using Autograd.Tests.Errors;

namespace Autograd.Tests.MixedPrecision;

/// <summary>Which operation computes in which type inside of <see cref="Autocast"/>, and how far a scope reaches.</summary>
public class AutocastTests
{
    private static readonly DType[] _types = [DType.Float16, DType.BFloat16];

    private static readonly (string Name, Func<Tensor, Tensor> Function)[] _lower =
    [
        ("MatMul", x => x.MatMul(x.T)), ("MatMul of batches", x => x.Unsqueeze(0).MatMul(x.T.Unsqueeze(0))), ("mv", x => x.MatMul(x[0])),
        ("AddMM", x => x.AddMM(x, x)), ("BAddBMM", x => x.Unsqueeze(0).BAddBMM(x.Unsqueeze(0), x.Unsqueeze(0))),
        ("Linear", x => F.Linear(x, x, x[0])), ("Conv1d", x => F.Conv1d(x.Unsqueeze(0), x.Unsqueeze(-1), x[0])),
        ("Conv2d", x => F.Conv2d(Image(x), Image(x[..2, ..2]))), ("ConvTranspose1d", x => F.ConvTranspose1d(x.Unsqueeze(0), x.Unsqueeze(-1))),
        ("Attention", x => F.ScaledDotProductAttention(x.Unsqueeze(0), x.Unsqueeze(0), x.Unsqueeze(0))),
    ];

    private static readonly (string Name, Func<Tensor, Tensor> Function)[] _single =
    [
        ("MseLoss", x => F.MseLoss(x, x * 2)), ("L1Loss", x => F.L1Loss(x, x * 2)), ("SmoothL1Loss", x => F.SmoothL1Loss(x, x * 2)),
        ("HuberLoss", x => F.HuberLoss(x, x * 2)), ("CrossEntropy", x => F.CrossEntropy(x, Tensor.From([1, 0, 2, 3]))),
        ("NllLoss", x => F.NllLoss(x, Tensor.From([1, 0, 2, 3]))), ("KlDiv", x => F.KlDiv(x, x)),
        ("BinaryCrossEntropy", x => F.BinaryCrossEntropy(x.Sigmoid(), x.Sigmoid())), ("BinaryCrossEntropyWithLogits", x => F.BinaryCrossEntropyWithLogits(x, x)),
        ("PoissonNllLoss", x => F.PoissonNllLoss(x, x.Exp())), ("HingeEmbeddingLoss", x => F.HingeEmbeddingLoss(x, x.Sign())),
        ("MarginRankingLoss", x => F.MarginRankingLoss(x, x * 2, x.Sign())), ("SoftMarginLoss", x => F.SoftMarginLoss(x, x.Sign())),
        ("TripletMarginLoss", x => F.TripletMarginLoss(x, x * 2, x * 3)), ("CosineEmbeddingLoss", x => F.CosineEmbeddingLoss(x, x * 2, x[0].Sign())),
        ("MultiMarginLoss", x => F.MultiMarginLoss(x, Tensor.From([1, 0, 2, 3]))), ("Prod", x => x.Prod()), ("Prod of rows", x => x.Prod(1)),
        ("Trace", x => x.Trace()), ("Quantile", x => x.Quantile(0.5)), ("Cdist", x => x.Cdist(x)), ("Pad", x => F.Pad(x.Unsqueeze(0), [1, 1], PadMode.Reflect)),
        ("GridSample", x => F.GridSample(Image(x), x[.., ..2].Reshape(1, 2, 2, 2))), ("AvgPool3d", x => F.AvgPool3d(Image(x).Unsqueeze(0), [1, 2, 2])),
        ("MaxPool3d", x => F.MaxPool3d(Image(x).Unsqueeze(0), [1, 2, 2])),
    ];

    private static readonly (string Name, Func<Tensor, Tensor> Function)[] _asGiven =
    [
        ("Add", x => x + x), ("Tanh", x => x.Tanh()), ("Softmax", x => x.Softmax(1)), ("Sum", x => x.Sum()), ("LayerNorm", x => F.LayerNorm(x, 4)),
        ("AvgPool2d", x => F.AvgPool2d(Image(x), 2)), ("Pad", x => F.Pad(x, [1, 1])),
    ];

    private static Tensor Image(Tensor x) => x.Unsqueeze(0).Unsqueeze(0);

    private static Tensor Matrix(DType dtype) => (Tensor.Arange(16, DType.Float32).Reshape(4, 4) / 16 - 0.4).To(dtype);

    [Test]
    public void The_type_of_each_operation([ValueSource(nameof(_types))] DType dtype)
    {
        using var scope = Autocast.Enter(dtype);
        var (single, half) = (Matrix(DType.Float32), Matrix(dtype));
        foreach (var (name, function) in _lower)
            Assert.That((function(single).DType, function(half).DType), Is.EqualTo((dtype, dtype)), name);
        foreach (var (name, function) in _single)
            Assert.That((function(single).DType, function(half).DType), Is.EqualTo((DType.Float32, DType.Float32)), name);
        foreach (var (name, function) in _asGiven)
            Assert.That((function(single).DType, function(half).DType), Is.EqualTo((DType.Float32, dtype)), name);
        Assert.That(Tensor.Cat([single, half]).DType, Is.EqualTo(DType.Float32));
        Assert.That(Tensor.Stack([half, single]).DType, Is.EqualTo(DType.Float32));
        Assert.That(single.IndexCopy(0, Tensor.From([0]), half[..1]).DType, Is.EqualTo(DType.Float32));
        Assert.That(half.IndexCopy(0, Tensor.From([0]), single[..1]).DType, Is.EqualTo(DType.Float32));
        Assert.That(Matrix(DType.Float64).MatMul(Matrix(DType.Float64)).DType, Is.EqualTo(DType.Float64));
        Assert.That(Matrix(DType.Float64).MatMul(single).Equal(Matrix(DType.Float64).MatMul(single.To(DType.Float64))), Is.True);
        Assert.That(Linalg.MatrixPower(single, 3).DType, Is.EqualTo(DType.Float32));
        Assert.That((Tensor.Ones([2, 2], DType.Int64).MatMul(Tensor.Ones([2, 2], DType.Int64))).DType, Is.EqualTo(DType.Int64));
    }

    [Test]
    public void Outside_of_a_scope_nothing_is_converted()
    {
        using (Autocast.Enter()) Assert.That((Autocast.IsEnabled, Autocast.DType), Is.EqualTo((true, DType.BFloat16)));
        Assert.That(Autocast.IsEnabled, Is.False);
        foreach (var (name, function) in _lower) Assert.That(function(Matrix(DType.Float32)).DType, Is.EqualTo(DType.Float32), name);
        foreach (var (name, function) in _single.Concat(_lower)) Assert.That(function(Matrix(DType.BFloat16)).DType, Is.EqualTo(DType.BFloat16), name);
    }

    [Test]
    public void Scopes_nest()
    {
        var x = Matrix(DType.Float32);
        using (Autocast.Enter(DType.BFloat16))
        {
            using (Autocast.Enter(DType.Float16)) Assert.That(x.MatMul(x).DType, Is.EqualTo(DType.Float16));
            using (Autocast.Enter(enabled: false))
            {
                Assert.That((Autocast.IsEnabled, x.MatMul(x).DType), Is.EqualTo((false, DType.Float32)));
                using (Autocast.Enter(DType.Float16)) Assert.That(x.MatMul(x).DType, Is.EqualTo(DType.Float16));
            }

            Assert.That(x.MatMul(x).DType, Is.EqualTo(DType.BFloat16));
        }

        Assert.That(x.MatMul(x).DType, Is.EqualTo(DType.Float32));
    }

    [Test]
    public async Task A_scope_flows_with_async_code_and_into_threads_it_starts()
    {
        var x = Matrix(DType.Float32);
        using (Autocast.Enter())
        {
            await Task.Yield();
            Assert.That(x.MatMul(x).DType, Is.EqualTo(DType.BFloat16));
            Assert.That(await Task.Run(() => x.MatMul(x).DType), Is.EqualTo(DType.BFloat16));
            Task<DType> other;
            using (ExecutionContext.SuppressFlow()) other = Task.Run(() => x.MatMul(x).DType);
            Assert.That(await other, Is.EqualTo(DType.Float32));
        }

        await Task.Yield();
        Assert.That(x.MatMul(x).DType, Is.EqualTo(DType.Float32));
    }

    [Test]
    public void Gradients_arrive_in_the_type_of_the_parameters()
    {
        var layer = new Linear(4, 3);
        var x = Matrix(DType.Float32);
        Tensor loss;
        using (Autocast.Enter(DType.BFloat16)) loss = F.CrossEntropy(layer.Forward(x), Tensor.From([1, 0, 2, 2]));
        loss.Backward();
        var cast = layer.Weight.Grad!;
        Assert.That((loss.DType, cast.DType, layer.Bias!.Grad!.DType), Is.EqualTo((DType.Float32, DType.Float32, DType.Float32)));
        layer.ZeroGrad();
        F.CrossEntropy(layer.Forward(x), Tensor.From([1, 0, 2, 2])).Backward();
        Assert.That(cast.AllClose(layer.Weight.Grad!, rtol: 0.03, atol: 0.003), Is.True);
    }

    [Test]
    public void A_parameter_is_converted_once_in_a_scope_and_anew_after_a_write()
    {
        var w = Matrix(DType.Float32);
        w.RequiresGrad = true;
        using (Autocast.Enter(DType.BFloat16))
        {
            var first = Autocast.ToLowerPrecision(w);
            using (Autocast.Enter(DType.BFloat16)) Assert.That(Autocast.ToLowerPrecision(w), Is.SameAs(first));
            using (Autocast.Enter(DType.BFloat16, cacheEnabled: false)) Assert.That(Autocast.ToLowerPrecision(w), Is.Not.SameAs(first));
            using (GradMode.NoGrad()) w.MulInPlace(2);
            Assert.That(Autocast.ToLowerPrecision(w)[3, 3].Item(), Is.EqualTo(2 * first[3, 3].Item()));
            using (GradMode.NoGrad()) Assert.That(Autocast.ToLowerPrecision(w).RequiresGrad, Is.False);
            Assert.That(Autocast.ToLowerPrecision(w).RequiresGrad, Is.True);
        }

        using (Autocast.Enter(DType.BFloat16)) Assert.That(Autocast.ToLowerPrecision(w).DType, Is.EqualTo(DType.BFloat16));
    }

    [Test]
    public void The_type_must_have_16_bits() => Mistake.Argument(
        () => Autocast.Enter(DType.Float32).Dispose(),
        "Autocast.Enter: Float32 is no type to compute in; use DType.BFloat16 or DType.Float16 (Parameter 'dtype')").Check();
}

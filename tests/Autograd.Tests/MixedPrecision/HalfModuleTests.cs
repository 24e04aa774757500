using Autograd.NN;

namespace Autograd.Tests.MixedPrecision;

/// <summary>Modules and optimizers whose parameters have 16 bits.</summary>
public class HalfModuleTests
{
    private static readonly DType[] _types = [DType.Float16, DType.BFloat16];

    private static readonly (string Name, Func<Tensor, Optimizer> Make)[] _optimizers =
    [
        ("SGD", w => new SGD([w], 0.1, momentum: 0.5)), ("Adam", w => new Adam([w], 0.1, amsgrad: true)), ("AdamW", w => new AdamW([w], 0.1)),
        ("Adamax", w => new Adamax([w], 0.1)), ("NAdam", w => new NAdam([w], 0.1)), ("RAdam", w => new RAdam([w], 0.1)),
        ("RMSprop", w => new RMSprop([w], 0.1, momentum: 0.5, centered: true)), ("Adagrad", w => new Adagrad([w], 0.1)),
        ("Adadelta", w => new Adadelta([w])), ("ASGD", w => new ASGD([w], 0.1)), ("Rprop", w => new Rprop([w])),
        ("Adafactor", w => new Adafactor([w], 0.1)),
    ];

    [Test]
    public void A_convolutional_network_has_gradients_of_its_type([ValueSource(nameof(_types))] DType dtype)
    {
        var net = new Sequential(
            new Conv2d(1, 4, 3), new BatchNorm2d(4), new ReLU(), new MaxPool2d(2), new Flatten(), new Linear(36, 3)).To(dtype);
        F.CrossEntropy(net.Forward(Tensor.RandN([2, 1, 8, 8], dtype)), Tensor.From([0, 1])).Backward();
        Assert.That(net.Parameters().Select(parameter => parameter.Grad!.DType), Is.All.EqualTo(dtype));
    }

    [Test]
    public void Recurrent_and_attention_layers_have_gradients_of_their_type([ValueSource(nameof(_types))] DType dtype)
    {
        var lstm = new LSTM(3, 4, bidirectional: true).To(dtype);
        var (output, _) = lstm.Forward(Tensor.RandN([5, 2, 3], dtype));
        output.Sum().Backward();
        Assert.That(lstm.Parameters().Select(parameter => parameter.Grad!.DType).Append(output.DType), Is.All.EqualTo(dtype));
        var encoder = new TransformerEncoderLayer(8, 2, 16).To(dtype);
        var encoded = encoder.Forward(Tensor.RandN([5, 2, 8], dtype));
        encoded.Sum().Backward();
        Assert.That(encoder.Parameters().Select(parameter => parameter.Grad!.DType).Append(encoded.DType), Is.All.EqualTo(dtype));
    }

    [Test]
    public void Optimizers_lower_a_loss_and_keep_the_type([ValueSource(nameof(_types))] DType dtype)
    {
        foreach (var (name, make) in _optimizers)
        {
            var w = Tensor.From([[1.0, -2], [0.5, 3]], dtype, requiresGrad: true);
            var optimizer = make(w);
            var first = (w * w).Sum().Item();
            for (var step = 0; step < 8; step++)
            {
                optimizer.ZeroGrad();
                (w * w).Sum().Backward();
                optimizer.Step();
                if (step == 4) optimizer.LoadStateDict(optimizer.StateDict());
            }

            Assert.That(w.DType, Is.EqualTo(dtype), name);
            Assert.That((w * w).Sum().Item(), Is.LessThan(first), name);
        }
    }

    [Test]
    public void Written_views_and_overlapping_gradients_are_right([ValueSource(nameof(_types))] DType dtype)
    {
        var x = Tensor.Zeros([3, 2], dtype);
        x[1..] = Tensor.Ones([2, 2], dtype) * 2.5;
        x[.., 0].AddInPlace(Tensor.Ones([3], dtype));
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 1, 0, 3.5, 2.5, 3.5, 2.5 }));
        var y = Tensor.Ones([5], dtype, requiresGrad: true);
        y.Unfold(0, 3, 1).Sum().Backward();
        Assert.That(y.Grad!.ToArray<double>(), Is.EqualTo(new double[] { 1, 2, 3, 2, 1 }));
    }

    [Test]
    public void A_kernel_that_does_not_know_the_type_is_refused_its_memory() => Assert.That(
        () =>
        {
            using var data = Tensor.Zeros([2], DType.Float16).Read();
            return data.Span<double>().Length;
        },
        Throws.InvalidOperationException.With.Message.EqualTo(
            "Tensor: this operation does not compute in Float16; convert with To(DType.Float32) first"));
}

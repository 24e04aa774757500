using Autograd.NN;

namespace Autograd.Tests.Kernels;

/// <summary>Work that is large enough to be shared out gives the same bits for any number of threads.</summary>
[NonParallelizable, Category("Slow")]
public class ThreadCountTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> _operations = new()
    {
        ["tanh"] = x => x.Tanh(),
        ["tanh whose last chunk is three elements"] = x => x.Reshape(-1)[..131_075].Tanh(),
        ["product"] = x => x * x,
        ["added row"] = x => x + x[0],
        ["added column"] = x => x[.., ..1] + x,
        ["sum"] = x => x.Sum(),
        ["sum over rows"] = x => x.Sum(0),
        ["sum over columns"] = x => x.Sum(1),
        ["sum over the middle"] = x => x[..(x.Size(0) / 3 * 3)].Reshape(3, -1, x.Size(1)).Sum(1),
        ["max"] = x => x.Max(),
        ["product of all"] = x => (1 + x * 1e-4).Prod(),
        ["places of maxima"] = x => x.Max(1).Indices,
        ["variance"] = x => x.Var(1),
        ["softmax"] = x => x.Softmax(1),
        ["log-softmax"] = x => x.LogSoftmax(1),
        ["gradient of softmax"] = x => GradientOf(x, y => y.Softmax(1)),
        ["layer norm"] = x => F.LayerNorm(x, [x.Size(1)]),
        ["gradient of layer norm"] = x => GradientOf(x, y => F.LayerNorm(y, [y.Size(1)])),
        ["gradients of layer norm's weight and bias"] = WeightGradients,
        ["added element by element"] = x => x + x.Tanh(),
        ["a chain with its gradient"] = x => GradientOf(x, y => (y.Exp() * y).Sigmoid()),
        ["mean over columns"] = x => x.Mean(1),
        ["standard deviation over rows"] = x => x.Std(0),
        ["log-sum-exp"] = x => x.LogSumExp(1),
        ["cross-entropy with its gradient"] = x => GradientOf(x, y => F.CrossEntropy(y, x.ArgMax(1), reduction: Reduction.None).Unsqueeze(1) * y),
        ["gradient of the mean cross-entropy"] = x => GradientOf(x, y => F.CrossEntropy(y, x.ArgMax(1)) * y),
        ["mean cross-entropy"] = x => F.CrossEntropy(x, x.ArgMax(1)),
        ["gradient of log-softmax and NLL"] = x => GradientOf(x, y => F.NllLoss(y.LogSoftmax(1), x.ArgMax(1)) * y),
        ["embedding"] = x => F.Embedding((x.Reshape(-1)[..(400_000 / x.Size(1))].Abs() * 10).Long(), x),
        ["matrix product"] = x => Square(x, 500).MatMul(Square(x, 500)),
        ["transposed products"] = x => Square(x, 500).T.MatMul(Square(x, 500).T),
        ["products in a batch"] = x => Square(x, 600).Reshape(40, 50, 180).MatMul(Square(x, 600).Reshape(40, 180, 50)),
        ["gradients of a linear layer"] = x => ParameterGradients(new Linear(500, 300), layer => layer.Forward(Square(x, 500))),
        ["gradients of an LSTM"] = x => ParameterGradients(new LSTM(100, 96), net => net.Forward(Square(x, 500).Reshape(25, 100, 100)).Output),
        ["gradients of a GRU"] = x => ParameterGradients(new GRU(100, 96), net => net.Forward(Square(x, 500).Reshape(25, 100, 100)).Output),
        ["gradients of an RNN"] = x => ParameterGradients(new RNN(100, 96), net => net.Forward(Square(x, 500).Reshape(25, 100, 100)).Output),
        ["batch norm with its gradients"] = x => ParameterGradients(new BatchNorm1d(25), net => net.Forward(Square(x, 500).Reshape(20, 25, 500))),
        ["gradient of batch norm of rows"] = x => GradientOf(Square(x, 500), y => F.BatchNorm(y, null, null, training: true)),
        ["group norm with its gradients"] = x => ParameterGradients(new GroupNorm(5, 25), net => net.Forward(Square(x, 500).Reshape(20, 25, 500))),
        ["gradient of instance norm"] = x => GradientOf(Square(x, 500).Reshape(20, 25, 500), y => F.InstanceNorm(y)),
        ["gradient of RMS norm"] = x => GradientOf(x, y => F.RmsNorm(y, [y.Size(1)])),
        ["bicubic interpolation with its gradient"] = x => GradientOf(
            Square(x, 500).Reshape(10, 25, 20, 50), y => F.Interpolate(y, (31, 47), mode: InterpolateMode.Bicubic).Square().Sum() * y),
        ["a convolution with its gradients"] = x => ConvolutionGradients(x, [8, 12, 40, 40], [24, 12, 3, 3], 1),
        ["a convolution of one large image with its gradients"] = x => ConvolutionGradients(x, [1, 3, 150, 150], [16, 3, 7, 7], 2),
        ["a depthwise convolution with its gradients"] = x => ConvolutionGradients(x, [8, 24, 40, 40], [24, 1, 3, 3], 1),
        ["a depthwise convolution with stride and its gradients"] = x => ConvolutionGradients(x, [8, 24, 40, 40], [24, 1, 3, 3], 2),
        ["max pooling with its gradient"] = x => GradientOf(Image(x), y => F.MaxPool2d(y, 2).Unsqueeze(2).Expand(-1, -1, 4, -1, -1).Reshape(y.Shape)),
        ["average pooling with its gradient"] = x => GradientOf(Image(x), y => F.AvgPool2d(y, 3, 1, 1)),
        ["patches with their gradient"] = x => GradientOf(Image(x), y => F.Fold(F.Unfold(y, 3, padding: 1), (40, 40), 3, padding: 1)),
        ["attention with its gradient"] = x => GradientOf(
            Square(x, 500).Reshape(10, 250, 100), y => F.ScaledDotProductAttention(y, y, y, isCausal: true)),
        ["three steps of Adam"] = x => Trained(x, p => new Adam([p])),
        ["three steps of AdamW with the largest second moment"] = x => Trained(x, p => new AdamW([p], amsgrad: true)),
        ["three steps of SGD with momentum"] = x => Trained(x, p => new SGD([p], 0.1, momentum: 0.9)),
    };

    private static IEnumerable<string> Names => _operations.Keys;

    [Test]
    public void No_bit_changes([ValueSource(nameof(Names))] string name, [Values(3, 17, 1000)] int columns)
    {
        var before = Threading.NumThreads;
        try
        {
            var values = new float[500_003 / columns * columns];
            new Generator(3).FillNormal(values);
            var x = Tensor.From(values, [values.Length / columns, columns]);
            Threading.NumThreads = 1;
            var expected = Numbers(_operations[name](x));
            foreach (var threads in new[] { 2, 3, 7 })
            {
                Threading.NumThreads = threads;
                Assert.That(Numbers(_operations[name](x)).AsSpan().SequenceEqual(expected), $"{threads} threads");
            }
        }
        finally
        {
            Threading.NumThreads = before;
        }
    }

    private static double[] Numbers(Tensor result) => result.Detach().Double().ToArray<double>();

    private static Tensor GradientOf(Tensor x, Func<Tensor, Tensor> function)
    {
        var leaf = x.Clone();
        leaf.RequiresGrad = true;
        function(leaf).Backward(x);
        return leaf.Grad!;
    }

    private static Tensor WeightGradients(Tensor x)
    {
        var (weight, bias) = (x[0].Clone(), x[1].Clone());
        weight.RequiresGrad = bias.RequiresGrad = true;
        F.LayerNorm(x, [x.Size(1)], weight, bias).Backward(x);
        return Tensor.Cat([weight.Grad!, bias.Grad!]);
    }

    /// <summary>The output of a convolution and the gradients of its operands, all of the first numbers of x.</summary>
    private static Tensor ConvolutionGradients(Tensor x, int[] input, int[] weight, int stride)
    {
        var (image, kernel) = (First(x, input).Clone(), First(x, weight).Clone());
        image.RequiresGrad = kernel.RequiresGrad = true;
        var output = F.Conv2d(image, kernel, stride: stride, padding: 1, groups: input[1] / weight[1]);
        output.Square().Mean().Backward();
        return Tensor.Cat([output.Detach().Flatten(), image.Grad!.Flatten(), kernel.Grad!.Flatten()]);
    }

    private static Tensor Image(Tensor x) => First(x, [16, 16, 40, 40]);

    private static Tensor First(Tensor x, int[] shape) => x.Flatten()[..shape.Aggregate((a, b) => a * b)].Reshape(shape);

    /// <summary>The first numbers of x as a square matrix.</summary>
    private static Tensor Square(Tensor x, int n) => x.Flatten()[..(n * n)].Reshape(n, n);

    private static Tensor ParameterGradients<TModule>(TModule module, Func<TModule, Tensor> forward) where TModule : Module
    {
        var random = new Generator(4);
        foreach (var parameter in module.Parameters())
            using (GradMode.NoGrad()) parameter.NormalInPlace(std: 0.1, generator: random);
        forward(module).Square().Mean().Backward();
        return Tensor.Cat([.. module.Parameters().Select(parameter => parameter.Grad!.Flatten())]);
    }

    private static Tensor Trained(Tensor x, Func<Tensor, Optimizer> optimizerOf)
    {
        var parameter = x.Clone();
        parameter.RequiresGrad = true;
        parameter.Grad = x.Tanh();
        var optimizer = optimizerOf(parameter);
        for (var i = 0; i < 3; i++) optimizer.Step();
        return parameter;
    }
}

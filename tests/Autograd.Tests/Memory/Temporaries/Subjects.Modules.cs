using System.Runtime.CompilerServices;
using Autograd.NN;

namespace Autograd.Tests.Memory.Temporaries;

internal static partial class Subjects
{
    /// <summary>One of each module, for a (3, 4) input of Float32 or what it takes.</summary>
    public static IReadOnlyList<(string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call)> EveryModule { get; } =
    [
        Plain(() => new Linear(4, 5)), Plain(() => new Flatten()), Plain(() => new Dropout()), Plain(() => new LayerNorm([4])),
        Plain(() => new ReLU()), Plain(() => new ReLU6()), Plain(() => new LeakyReLU()), Plain(() => new PReLU()),
        Plain(() => new Threshold(0.1, 3)), Plain(() => new Hardtanh()), Plain(() => new Hardsigmoid()), Plain(() => new Hardswish()),
        Plain(() => new Hardshrink()), Plain(() => new Softshrink()), Plain(() => new CELU()), Plain(() => new ELU()), Plain(() => new SELU()),
        Plain(() => new GELU()), Plain(() => new SiLU()), Plain(() => new Mish()), Plain(() => new Sigmoid()), Plain(() => new LogSigmoid()),
        Plain(() => new Tanh()), Plain(() => new Tanhshrink()), Plain(() => new Softplus()), Plain(() => new Softsign()), Plain(() => new GLU()),
        Plain(() => new LogSoftmax(1)), Plain(() => new Softmax(1)), Plain(() => new Softmin(1)),
        Plain(() => new Sequential(new Linear(4, 3), new Tanh(), new Linear(3, 2))),
        Plain(() => new BatchNorm1d(4)), Plain(() => new InstanceNorm1d(3, affine: true, trackRunningStats: true)), Plain(() => new GroupNorm(2, 4)),
        Plain(() => new RMSNorm(4)), Images(() => new BatchNorm2d(1)), Images(() => new InstanceNorm2d(3)), Images(() => new LocalResponseNorm(2)),
        Volumes(() => new BatchNorm3d(1)), Volumes(() => new InstanceNorm3d(1, trackRunningStats: true)),
        Plain(() => new ZeroPad1d(1)), Plain(() => new ConstantPad1d(1, 3)), Plain(() => new ReflectionPad1d(1)), Plain(() => new ReplicationPad1d(1)),
        Plain(() => new CircularPad1d(1)), Images(() => new ZeroPad2d(1)), Images(() => new ConstantPad2d(1, 3)), Images(() => new ReflectionPad2d(1)),
        Images(() => new ReplicationPad2d(1)), Images(() => new CircularPad2d(1)), Volumes(() => new ZeroPad3d(1)), Volumes(() => new ConstantPad3d(1, 3)),
        Volumes(() => new ReflectionPad3d(1)), Volumes(() => new ReplicationPad3d(1)), Volumes(() => new CircularPad3d(1)),
        Images(() => new Upsample(3, mode: InterpolateMode.Bilinear)), Images(() => new UpsamplingNearest2d(3)), Images(() => new UpsamplingBilinear2d(3)),
        Plain(() => new Conv1d(3, 2, 2)), Plain(() => new ConvTranspose1d(3, 2, 2)), Plain(() => new MaxPool1d(2)), Plain(() => new AvgPool1d(2)),
        Plain(() => new AdaptiveAvgPool1d(3)), Plain(() => new AdaptiveMaxPool1d(3)), Plain(() => new LPPool1d(2, 2)),
        Image("Conv2d", () => new Conv2d(1, 2, 2, padding: 1)), Image("Conv2d, circular", () => new Conv2d(1, 2, 2, padding: 1, paddingMode: PadMode.Circular)),
        Image("ConvTranspose2d", () => new ConvTranspose2d(1, 2, 2, stride: 2)), Image("MaxPool2d", () => new MaxPool2d(2)),
        Image("AvgPool2d", () => new AvgPool2d(2)), Image("AdaptiveAvgPool2d", () => new AdaptiveAvgPool2d(2)),
        Image("AdaptiveMaxPool2d", () => new AdaptiveMaxPool2d(2)), Image("LPPool2d", () => new LPPool2d(2, 2)), Image("Unfold", () => new Unfold(2)),
        Volume("Conv3d", () => new Conv3d(1, 2, (1, 2, 2))), Volume("ConvTranspose3d", () => new ConvTranspose3d(1, 2, 2)),
        Volume("MaxPool3d", () => new MaxPool3d((1, 2, 2))), Volume("AvgPool3d", () => new AvgPool3d((1, 2, 2))),
        Volume("AdaptiveAvgPool3d", () => new AdaptiveAvgPool3d(2)), Volume("AdaptiveMaxPool3d", () => new AdaptiveMaxPool3d(2)),
        Plain(() => new LazyLinear(5)), Plain(() => new LazyConv1d(2, 2)), Image("LazyConv2d", () => new LazyConv2d(2, 2)),
        Volume("LazyConv3d", () => new LazyConv3d(2, (1, 2, 2))), Plain(() => new LazyConvTranspose1d(2, 2)),
        Image("LazyConvTranspose2d", () => new LazyConvTranspose2d(2, 2)), Volume("LazyConvTranspose3d", () => new LazyConvTranspose3d(2, 2)),
        Plain(() => new LazyBatchNorm1d()), Images(() => new LazyBatchNorm2d()), Volumes(() => new LazyBatchNorm3d()),
        Plain(() => new LazyInstanceNorm1d()), Images(() => new LazyInstanceNorm2d()), Volumes(() => new LazyInstanceNorm3d()),
        Volume("LPPool3d", () => new LPPool3d(2, (1, 2, 2))),
        Image("FractionalMaxPool2d", () => new FractionalMaxPool2d(2, 2)), Volume("FractionalMaxPool3d", () => new FractionalMaxPool3d((1, 2, 2), (1, 2, 2))),
        ("Fold", () => new Fold((2, 5), 2), (module, x) => ((Fold)module).Forward(x.Reshape(1, 12, 1).Expand(1, 12, 4))),
        ("MaxUnpool1d", () => new MaxUnpool1d(2), (module, x) => ((MaxUnpool1d)module).Forward(x, Tensor.Arange(12).Reshape(3, 4) % 8)),
        ("MaxUnpool2d", () => new MaxUnpool2d(2), (module, x) =>
            ((MaxUnpool2d)module).Forward(x.Unsqueeze(0), Tensor.Arange(12).Reshape(1, 3, 4))),
        ("MaxUnpool3d", () => new MaxUnpool3d(2), (module, x) =>
            ((MaxUnpool3d)module).Forward(x.Reshape(1, 1, 3, 4), Tensor.Arange(12).Reshape(1, 1, 3, 4))),
        ("Embedding", () => new Embedding(6, 3, paddingIdx: 1), (module, x) => ((Embedding)module).Forward(x.Abs().Long())),
        ("RNN", () => new RNN(4, 2, numLayers: 2, bidirectional: true), (module, x) => ((RNN)module).Forward(x.Reshape(3, 1, 4)).Output),
        ("GRU", () => new GRU(4, 2, numLayers: 2, bidirectional: true), (module, x) => ((GRU)module).Forward(x.Reshape(3, 1, 4)).Output),
        ("LSTM", () => new LSTM(4, 3, bidirectional: true, projSize: 2), (module, x) => ((LSTM)module).Forward(x.Reshape(3, 1, 4)).Output),
        ("RNNCell", () => new RNNCell(4, 2), (module, x) => ((RNNCell)module).Forward(x)),
        ("GRUCell", () => new GRUCell(4, 2), (module, x) => ((GRUCell)module).Forward(x)),
        ("LSTMCell", () => new LSTMCell(4, 2), (module, x) => ((LSTMCell)module).Forward(x).Hidden),
        ("AveragedModel`1", () => new AveragedModel<Linear>(new Linear(4, 3)), (module, x) => ((AveragedModel<Linear>)module).Module.Forward(x)),
        ("MultiheadAttention", () => new MultiheadAttention(4, 2), (module, x) => ((MultiheadAttention)module).Forward(x, x, x, needWeights: false).Output),
        Plain(() => new TransformerEncoderLayer(4, 2, 3)), Plain(() => new TransformerEncoder(new TransformerEncoderLayer(4, 2, 3), 2)),
        ("TransformerDecoderLayer", () => new TransformerDecoderLayer(4, 2, 3), (module, x) => ((TransformerDecoderLayer)module).Forward(x, x)),
        ("TransformerDecoder", () => new TransformerDecoder(new TransformerDecoderLayer(4, 2, 3), 1), (module, x) => ((TransformerDecoder)module).Forward(x, x)),
        ("Transformer", () => new Transformer(4, 2, 1, 1, 3), (module, x) => ((Transformer)module).Forward(x, x)),
        ("MSELoss", () => new MSELoss(), (module, x) => ((MSELoss)module).Forward(x, x * 2)),
        ("CrossEntropyLoss", () => new CrossEntropyLoss(), (module, x) => ((CrossEntropyLoss)module).Forward(x, Tensor.From([1L, 0, 3]))),
        .. LossesAndSmallModules,
    ];

    private static (string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call) Plain<T>(Func<T> make) where T : UnaryModule =>
        (typeof(T).Name, make, (module, x) => ((UnaryModule)module).Forward(x));

    private static (string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call) Images<T>(Func<T> make) where T : UnaryModule =>
        (typeof(T).Name, make, (module, x) => ((UnaryModule)module).Forward(x.Reshape(3, 1, 2, 2)));

    private static (string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call) Volumes<T>(Func<T> make) where T : UnaryModule =>
        (typeof(T).Name, make, (module, x) => ((UnaryModule)module).Forward(x.Reshape(1, 1, 3, 2, 2)));

    private static (string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call) Image(string name, Func<UnaryModule> make) =>
        (name, make, (module, x) => ((UnaryModule)module).Forward(x.Unsqueeze(0)));

    private static (string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call) Volume(string name, Func<UnaryModule> make) =>
        (name, make, (module, x) => ((UnaryModule)module).Forward(x.Reshape(1, 1, 3, 4)));

    private static IEnumerable<Subject> Modules()
    {
        foreach (var (name, make, call) in EveryModule)
        {
            yield return new Subject($"module, {name}", begin =>
            {
                begin();
                var module = make();
                var y = call(module, Input());
                return [.. module.StateDict().Values, y];
            });
            yield return new Subject($"module, {name}, backward", begin =>
            {
                var module = make();
                begin();
                var loss = call(module, Input()).Sum();
                if (loss.RequiresGrad) loss.Backward();
                return [loss, .. module.Parameters().Select(parameter => parameter.Grad)];
            });
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor Input() => (Tensor.Arange(12, DType.Float32) * 0.3f - 1.7f).Reshape(3, 4);

    private static IEnumerable<Subject> Optimizers()
    {
        Func<Tensor, Optimizer>[] makers =
        [
            w => new SGD([w], lr: 0.1), w => new SGD([w], lr: 0.1, momentum: 0.9), w => new Adam([w], amsgrad: false),
            w => new Adam([w], amsgrad: true), w => new AdamW([w]),
            w => new Adamax([w]), w => new NAdam([w]), w => new RAdam([w]), w => new RMSprop([w], momentum: 0.9, centered: true),
            w => new Adagrad([w]), w => new Adadelta([w]), w => new ASGD([w]), w => new Rprop([w]), w => new Adafactor([w]),
        ];
        return
            from maker in makers.Index()
            from dtype in new[] { DType.Float32, DType.Float64 }
            from turn in new[] { false, true }
            select new Subject($"optimizer {maker.Index}, {dtype}, {turn}", begin =>
            {
                var w = Parameter.From(Operand(dtype, turn, () => { }));
                var optimizer = maker.Item(w);
                begin();
                for (var step = 0; step < 2; step++)
                {
                    optimizer.ZeroGrad();
                    (w * w).Sum().Backward();
                    optimizer.Step();
                }

                return [w, .. optimizer.StateDict().Values];
            });
    }
}

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
        ("Embedding", () => new Embedding(6, 3, paddingIdx: 1), (module, x) => ((Embedding)module).Forward(x.Abs().Long())),
        ("RNN", () => new RNN(4, 2, numLayers: 2, bidirectional: true), (module, x) => ((RNN)module).Forward(x.Reshape(3, 1, 4)).Output),
        ("GRU", () => new GRU(4, 2, numLayers: 2, bidirectional: true), (module, x) => ((GRU)module).Forward(x.Reshape(3, 1, 4)).Output),
        ("LSTM", () => new LSTM(4, 3, bidirectional: true, projSize: 2), (module, x) => ((LSTM)module).Forward(x.Reshape(3, 1, 4)).Output),
        ("RNNCell", () => new RNNCell(4, 2), (module, x) => ((RNNCell)module).Forward(x)),
        ("GRUCell", () => new GRUCell(4, 2), (module, x) => ((GRUCell)module).Forward(x)),
        ("LSTMCell", () => new LSTMCell(4, 2), (module, x) => ((LSTMCell)module).Forward(x).Hidden),
        ("AveragedModel`1", () => new AveragedModel<Linear>(new Linear(4, 3)), (module, x) => ((AveragedModel<Linear>)module).Module.Forward(x)),
        ("MSELoss", () => new MSELoss(), (module, x) => ((MSELoss)module).Forward(x, x * 2)),
        ("CrossEntropyLoss", () => new CrossEntropyLoss(), (module, x) => ((CrossEntropyLoss)module).Forward(x, Tensor.From([1L, 0, 3]))),
    ];

    private static (string Name, Func<Module> Make, Func<Module, Tensor, Tensor> Call) Plain<T>(Func<T> make) where T : UnaryModule =>
        (typeof(T).Name, make, (module, x) => ((UnaryModule)module).Forward(x));

    private static IEnumerable<Subject> Modules()
    {
        foreach (var (name, make, call) in EveryModule)
        {
            yield return new Subject($"module, {name}", begin =>
            {
                begin();
                var module = make();
                return [.. module.StateDict().Values, call(module, Input())];
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

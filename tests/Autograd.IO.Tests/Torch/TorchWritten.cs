using System.Text.Json.Nodes;
using Autograd.NN;

namespace Autograd.IO.Tests.Torch;

/// <summary>
/// What the writer is tried with. <c>torch-files FOLDER</c> writes each to a file, for PyTorch to read:
/// <c>tests/fixtures/torch_files.py check FOLDER</c>.
/// </summary>
internal static class TorchWritten
{
    /// <summary>Values by name, and whether PyTorch 1.13 reads them with weights_only, which knows no numbers with a fraction.</summary>
    public static IEnumerable<(string Name, PickleValue Value, bool WeightsOnly)> All()
    {
        foreach (var dtype in Enum.GetValues<DType>())
        {
            var tensors = new PickleDict();
            foreach (var shape in (Shape[])[Shape.Scalar, [0], [3], [2, 3], [2, 0, 3], [2, 3, 4]])
                tensors[shape.ToString()] = Tensor.Arange(shape.Numel).Reshape(shape).To(dtype);
            yield return ($"{dtype}", tensors, true);
        }

        var numbers = Tensor.Arange(24).To(DType.Float32);
        yield return ("a tensor", numbers.Reshape(4, 6), true);
        yield return ("strides", new PickleDict
        {
            ["transposed"] = numbers.Reshape(4, 6).Transpose(0, 1),
            ["step"] = numbers[TensorIndex.Slice(1, null, 3)],
            ["reversed"] = Tensor.Arange(5)[TensorIndex.Slice(step: -1)],
            ["expanded"] = Tensor.Ones(1, 3).Expand(4, 3),
            ["part"] = Tensor.Arange(100)[10..13],
        }, true);
        yield return ("shared", new PickleList { numbers[..20], numbers[4..8], numbers[22..], numbers[..20].Reshape(5, 4).Select(1, 1) }, true);
        yield return ("state dict", Net().StateDict(), true);
        yield return ("parameters", new PickleDict
        {
            ["p"] = Parameter.From(Tensor.Ones(2)),
            ["frozen"] = Parameter.From(Tensor.Ones(2), requiresGrad: false),
            ["leaf"] = Tensor.Ones([3], requiresGrad: true),
        }, true);
        yield return ("integers", new PickleList
        {
            0, 255, 256, 65535, 65536, -1, int.MaxValue, 1L << 31, int.MinValue, long.MaxValue, long.MinValue,
            System.Numerics.BigInteger.Pow(10, 30), true, false, PickleValue.None,
        }, true);
        yield return ("long integers", -System.Numerics.BigInteger.Pow(2, 2100), false);
        yield return ("texts", new PickleList { "", "äöü", "日本", "😀", new string('x', 300), "line\nbreak", "same", "same" }, true);
        var part = new PickleList { 1.5, -0.0, double.PositiveInfinity, double.NegativeInfinity, 5e-324, double.MaxValue };
        yield return ("nested", new PickleDict
        {
            ["a"] = new PickleDict { { 1, part }, { "b", part }, { false, new PickleDict() }, { PickleValue.None, new PickleList() } },
            ["tuples"] = new PickleList
            {
                new PickleList(PickleKind.Tuple), new PickleList(PickleKind.Tuple) { 1 }, new PickleList(PickleKind.Tuple) { 1, 2 },
                new PickleList(PickleKind.Tuple) { 1, 2, 3 }, new PickleList(PickleKind.Tuple) { 1, 2, 3, "four" },
            },
            ["bytes"] = new byte[] { 0, 127, 128, 255 },
        }, false);
        foreach (var (name, make) in Optimizers())
        {
            var net = Plain();
            var optimizer = make(net.Parameters());
            for (var step = 0; step < 3; step++)
            {
                optimizer.ZeroGrad();
                net.Forward(Tensor.Arange(8).To(DType.Float32).Reshape(4, 2) + step).Square().Sum().Backward();
                optimizer.Step();
            }

            yield return (
                $"optimizer {name}", new PickleDict { ["model"] = net.StateDict(), ["optimizer"] = optimizer.TorchStateDict(), ["epoch"] = 3 }, false);
        }
    }

    public static IEnumerable<(string Name, Func<IEnumerable<Tensor>, Optimizer> Make)> Optimizers() =>
    [
        ("SGD", p => new SGD(p, lr: 0.01, momentum: 0.9, weightDecay: 0.1, nesterov: true)), ("Adam", p => new Adam(p, lr: 0.01, amsgrad: true)),
        ("AdamW", p => new AdamW(p, lr: 0.01, betas: (0.8, 0.99))), ("Adadelta", p => new Adadelta(p, lr: 0.5)),
        ("Adagrad", p => new Adagrad(p, lr: 0.05)), ("Adamax", p => new Adamax(p, lr: 0.01)), ("ASGD", p => new ASGD(p, lr: 0.01, t0: 1)),
        ("NAdam", p => new NAdam(p, lr: 0.01)), ("RAdam", p => new RAdam(p, lr: 0.01)),
        ("RMSprop", p => new RMSprop(p, lr: 0.01, momentum: 0.5, centered: true)), ("Rprop", p => new Rprop(p, lr: 0.01)),
    ];

    public static Sequential Net() => Filled(new Sequential(new Linear(2, 3), new BatchNorm1d(3), new Linear(3, 1, bias: false)));

    public static Sequential Plain() => Filled(new Sequential(new Linear(2, 3), new Tanh(), new Linear(3, 1, bias: false)));

    private static Sequential Filled(Sequential net)
    {
        using var _ = GradMode.NoGrad();
        var index = 0;
        foreach (var parameter in net.Parameters())
            parameter.CopyInPlace(Tensor.Arange(parameter.Numel).To(DType.Float32).Reshape(parameter.Shape) * 0.125 - 0.25 + (0.0625 * index++));
        return net;
    }

    public static byte[] BytesOf(PickleValue value)
    {
        var stream = new MemoryStream();
        TorchFile.Save(value, stream);
        return stream.ToArray();
    }

    public static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, value, weightsOnly) in All())
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".pt"), BytesOf(value));
            var tree = new JsonObject { ["value"] = TorchTree.Of(TorchFile.Load(new MemoryStream(BytesOf(value)))), ["weightsOnly"] = weightsOnly, ["aligned"] = true };
            File.WriteAllText(Path.Combine(folder, name + ".json"), tree.ToJsonString());
        }

        return 0;
    }
}

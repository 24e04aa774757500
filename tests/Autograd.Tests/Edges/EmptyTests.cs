using Autograd.NN;
using Autograd.Tests.OpCases;

namespace Autograd.Tests.Edges;

/// <summary>Operations, losses and layers on tensors of no element, forward and backward; PyTorch's values.</summary>
[NonParallelizable]
public class EmptyTests
{
    private const int Many = 8192;

    private static IEnumerable<object> Rows => OpTable.All;

    /// <summary>Every row of the table with each of its sizes replaced by 0: a result with its gradients, or an error in words.</summary>
    [TestCaseSource(nameof(Rows))]
    public void Each_size_may_be_zero(object row)
    {
        var op = (OpCase)row;

        // Layers whose weights have several times the hidden size are asked by their modules, below; parts that are named do not exist.
        if (op.Name.StartsWith("lstm", StringComparison.Ordinal) || op.Name.StartsWith("gru", StringComparison.Ordinal)
            || op.Name.StartsWith("rnn", StringComparison.Ordinal) || op.Name is "split_one" or "unbind_one") return;
        foreach (var size in op.Inputs.SelectMany(input => input.Shape).Distinct())
        {
            var inputs = Array.ConvertAll(op.Inputs, input => (input with { Shape = [.. input.Shape.Select(s => s == size ? 0 : s)] }).Make(1, DType.Float64));
            foreach (var createGraph in new[] { false, true })
            {
                try
                {
                    var result = op.Function(inputs);
                    if (!result.RequiresGrad) continue;
                    var leaves = inputs.Where(x => x.RequiresGrad).ToArray();
                    var grads = Autograd.Functional.Grad([result.Sum()], leaves, createGraph: createGraph, allowUnused: true);
                    for (var i = 0; i < leaves.Length; i++)
                        Assert.That(grads[i]?.Shape, Is.Null.Or.EqualTo(leaves[i].Shape));
                }
                catch (Exception e) when (e is ArgumentException or InvalidOperationException)
                {
                    Assert.That(e.Message, Does.Match("^[A-Z][A-Za-z0-9.]*: "), $"size {size}");
                }
            }
        }
    }

    private static readonly Dictionary<string, (Func<Tensor> Result, double Expected)> Written = new()
    {
        ["CrossEntropy"] = (() => F.CrossEntropy(Tensor.Zeros(Many, 0), Tensor.Zeros(Many, 0), reduction: Reduction.None), 0),
        ["CrossEntropy, smoothed"] = (
            () => F.CrossEntropy(Tensor.Zeros(Many, 0), Tensor.Zeros(Many, 0), labelSmoothing: 0.1, reduction: Reduction.None), 0),
        ["CrossEntropy, positions"] = (
            () => F.CrossEntropy(Tensor.Zeros(64, 0, 200), Tensor.Zeros(64, 0, 200), reduction: Reduction.None), 0),
        ["Sum"] = (() => Tensor.Zeros(Many, 0).Sum(1), 0),
        ["Sum, rows"] = (() => Tensor.Zeros(0, Many).Sum(0), 0),
        ["Sum, Int64"] = (() => Tensor.Zeros(0, Many).Long().Sum(0), 0),
        ["Sum, Bool"] = (() => Tensor.Zeros(0, Many).To(DType.Bool).Sum(0), 0),
        ["Prod"] = (() => Tensor.Zeros(0, Many).Prod(0), 1),
        ["Prod, Int64"] = (() => Tensor.Zeros(Many, 0).Long().Prod(1), 1),
        ["Mean"] = (() => Tensor.Zeros(0, Many).Mean(0), double.NaN),
        ["Var"] = (() => Tensor.Zeros(0, Many).Var(0), double.NaN),
        ["Std"] = (() => Tensor.Zeros(Many, 0).Std(1), double.NaN),
        ["LogSumExp"] = (() => Tensor.Zeros(Many, 0).LogSumExp(1), double.NegativeInfinity),
        ["LogSumExp, rows"] = (() => Tensor.Zeros(0, Many).LogSumExp(0), double.NegativeInfinity),
        ["Norm"] = (() => Tensor.Zeros(Many, 0).Norm(2, 1), 0),
        ["Norm, 3"] = (() => Tensor.Zeros(0, Many).Norm(3, 0), 0),
        ["NanSum"] = (() => Tensor.Zeros(0, Many).NanSum(0), 0),
        ["Any"] = (() => Tensor.Zeros(0, Many).Any(0), 0),
        ["All"] = (() => Tensor.Zeros(0, Many).All(0), 1),
        ["CountNonzero"] = (() => Tensor.Zeros(0, Many).CountNonzero(0), 0),
        ["MatMul"] = (() => Tensor.Zeros(100, 0).MatMul(Tensor.Zeros(0, 100)), 0),
        ["MatMul, batch"] = (() => Tensor.Zeros(3, 100, 0).MatMul(Tensor.Zeros(3, 0, 100)), 0),
        ["MatMul, vector"] = (() => Tensor.Zeros(Many, 0).MatMul(Tensor.Zeros(0)), 0),
        ["MatMul, Int64"] = (() => Tensor.Zeros(100, 0).Long().MatMul(Tensor.Zeros(0, 100).Long()), 0),
        ["Linear"] = (() => F.Linear(Tensor.Zeros(100, 0), Tensor.Zeros(100, 0), Tensor.Ones(100)), 1),
        ["Einsum"] = (() => Tensor.Einsum("bik,bkj->bij", Tensor.Zeros(3, 100, 0), Tensor.Zeros(3, 0, 100)), 0),
        ["Attention"] = (() => F.ScaledDotProductAttention(Tensor.Zeros(1, 100, 64), Tensor.Zeros(1, 0, 64), Tensor.Zeros(1, 0, 64)), 0),
        ["Pad"] = (() => F.Pad(Tensor.Zeros(0, 100), [0, 0, 50, 50], value: 3), 3),
        ["Bincount"] = (() => Tensor.Zeros(Shape.Create(0), DType.Int64).Bincount(Tensor.Zeros(0), Many), 0),
        ["Histc"] = (() => Tensor.Zeros(0).Histc(Many, 0, 1), 0),
        ["BlockDiag"] = (() => Tensor.BlockDiag(Tensor.Zeros(100, 0), Tensor.Zeros(0, 100)), 0),
        ["Det"] = (() => Linalg.Det(Tensor.Zeros(Many, 0, 0)), 1),
        ["MatrixNorm"] = (() => Linalg.MatrixNorm(Tensor.Zeros(Many, 0, 3)), 0),
        ["LstSq"] = (() => Linalg.LstSq(Tensor.Zeros(300, 0, 50), Tensor.Zeros(300, 0, 3)).Solution, 0),
        ["SearchSorted"] = (() => Tensor.Zeros(0).SearchSorted(Tensor.Zeros(Many)), 0),
        ["IsIn"] = (() => Tensor.Zeros(Many).IsIn(Tensor.Zeros(0)), 0),
        ["Trapezoid"] = (() => Tensor.Zeros(Many, 0).Trapezoid(), 0),
        ["LayerNorm, weight"] = (() => GradientOf(Many, w => F.LayerNorm(Tensor.Zeros(0, Many), Shape.Create(Many), w)), 0),
        ["LayerNorm, bias"] = (() => GradientOf(Many, b => F.LayerNorm(Tensor.Zeros(0, Many), Shape.Create(Many), null, b)), 0),
        ["BatchNorm, weight"] = (() => GradientOf(Many, w => F.BatchNorm(Tensor.Zeros(0, Many), null, null, w, training: true)), 0),
        ["GroupNorm, bias"] = (() => GradientOf(Many, b => F.GroupNorm(Tensor.Zeros(0, Many), 2, bias: b)), 0),
        ["Linear, weight"] = (() => GradientOf(Many, w => F.Linear(Tensor.Zeros(0, 64), w.View(Many / 64, 64))), 0),
        ["Linear, bias"] = (() => GradientOf(Many, b => F.Linear(Tensor.Zeros(0, 2), Tensor.Zeros(Many, 2), b)), 0),
        ["Embedding, weight"] = (() => GradientOf(Many, w => F.Embedding(Tensor.Zeros(Shape.Create(0), DType.Int64), w.View(Many, 1))), 0),
        ["index, gradient"] = (() => GradientOf(Many, x => x[Tensor.Zeros(Shape.Create(0), DType.Int64)]), 0),
        ["Expand, gradient"] = (() => GradientOf(Many, x => x.Unsqueeze(1).Expand(Many, 0)), 0),
        ["broadcast, gradient"] = (() => GradientOf(Many, x => x * Tensor.Zeros(0, Many)), 0),
        ["Attention, gradient"] = (() => GradientOf(
            Many, x => F.ScaledDotProductAttention(Tensor.Zeros(1, 0, 64), x.View(1, Many / 64, 64), x.View(1, Many / 64, 64))), 0),
    };

    private static IEnumerable<string> WrittenNames => Written.Keys;

    /// <summary>Large results whose loops run zero times, in memory that was used before.</summary>
    [TestCaseSource(nameof(WrittenNames))]
    public void Results_are_written(string name)
    {
        LeaveNanBehind();
        var (result, expected) = Written[name];
        var values = result().Detach().To(DType.Float64).Reshape(-1).ToArray<double>();
        Assert.That(values.Length, Is.GreaterThanOrEqualTo(4096).Or.EqualTo(300 * 50 * 3));
        Assert.That(values, Is.All.EqualTo(expected));
    }

    [Test]
    public void Layer_normalization_of_no_row()
    {
        var layer = new LayerNorm(3);
        var x = Tensor.Zeros(0, 3);
        x.RequiresGrad = true;
        layer.Forward(x).Sum().Backward();
        Assert.That(layer.Weight!.Grad!.ToArray<float>(), Is.EqualTo(new float[3]));
        Assert.That(layer.Bias!.Grad!.ToArray<float>(), Is.EqualTo(new float[3]));
        Assert.That(x.Grad!.Shape, Is.EqualTo(x.Shape));
    }

    private static readonly Dictionary<string, (Module Module, int[] Input)> Layers = new()
    {
        ["RNN"] = (new RNN(64, 64), [3, 0, 64]),
        ["LSTM"] = (new LSTM(64, 64), [3, 0, 64]),
        ["LSTM, projected"] = (new LSTM(64, 64, projSize: 32), [3, 0, 64]),
        ["GRU"] = (new GRU(64, 64), [3, 0, 64]),
        ["RNNCell"] = (new RNNCell(64, 64), [0, 64]),
        ["LSTMCell"] = (new LSTMCell(64, 64), [0, 64]),
        ["GRUCell"] = (new GRUCell(64, 64), [0, 64]),
        ["Linear"] = (new Linear(64, 64), [0, 64]),
        ["LayerNorm"] = (new LayerNorm(4096), [0, 4096]),
    };

    private static IEnumerable<string> LayerNames => Layers.Keys;

    [TestCaseSource(nameof(LayerNames))]
    public void A_batch_of_nothing_gives_zero_gradients(string name)
    {
        LeaveNanBehind();
        var (module, shape) = Layers[name];
        var x = Tensor.Zeros(shape);
        x.RequiresGrad = true;
        OutputOf(module, x).Sum().Backward();
        Assert.That(x.Grad!.Shape, Is.EqualTo(x.Shape));
        foreach (var parameter in module.Parameters())
        {
            Assert.That(parameter.Grad!.Shape, Is.EqualTo(parameter.Shape));
            Assert.That(parameter.Grad.ToArray<float>(), Is.All.EqualTo(0f));
            parameter.Grad = null;
        }
    }

    [Test]
    public void Inputs_and_states_without_features()
    {
        foreach (var (module, x) in new (Module, Tensor)[]
        {
            (new RNN(0, 4), Tensor.Zeros(3, 2, 0)), (new LSTM(0, 4), Tensor.Zeros(3, 2, 0)), (new GRU(0, 4), Tensor.Zeros(3, 2, 0)),
            (new RNNCell(0, 4), Tensor.Zeros(2, 0)), (new LSTMCell(0, 4), Tensor.Zeros(2, 0)), (new GRUCell(0, 4), Tensor.Zeros(2, 0)),
            (new RNNCell(3, 0), Tensor.Zeros(2, 3)), (new LSTMCell(3, 0), Tensor.Zeros(2, 3)), (new GRUCell(3, 0), Tensor.Zeros(2, 3)),
        })
        {
            x.RequiresGrad = true;
            var y = OutputOf(module, x);
            y.Sum().Backward();
            Assert.That(x.Grad!.ToArray<float>(), Is.All.EqualTo(0f), module.ToString());
            foreach (var parameter in module.Parameters()) Assert.That(parameter.Grad!.Shape, Is.EqualTo(parameter.Shape));
        }
    }

    private static Tensor OutputOf(Module module, Tensor x) => module switch
    {
        RNN rnn => rnn.Forward(x).Output,
        LSTM lstm => lstm.Forward(x).Output,
        GRU gru => gru.Forward(x).Output,
        LSTMCell lstm => lstm.Forward(x).Hidden,
        RNNCell rnn => rnn.Forward(x),
        GRUCell gru => gru.Forward(x),
        UnaryModule layer => layer.Forward(x),
        _ => throw new ArgumentException(module.GetType().Name),
    };

    private static Tensor GradientOf(int size, Func<Tensor, Tensor> function)
    {
        var x = Tensor.Zeros(size);
        x.RequiresGrad = true;
        function(x).Sum().Backward();
        return x.Grad!;
    }

    /// <summary>Fills the memory that results are made in with NaN, and gives it back.</summary>
    private static void LeaveNanBehind()
    {
        for (var round = 0; round < 2; round++)
        {
            FillMemory();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void FillMemory()
    {
        for (var size = 4096; size < 60_000; size += size / 2)
        {
            for (var k = 0; k < 4; k++)
            {
                Tensor.Full(Shape.Create(size), double.NaN);
                Tensor.Full(Shape.Create(size), double.NaN, DType.Float64);
                Tensor.Full(Shape.Create(size), 77, DType.Int64);
                Tensor.Full(Shape.Create(4 * size), true, DType.Bool);
            }
        }
    }
}

using Autograd.NN;

namespace Autograd.Tests.Edges;

/// <summary>A leaf whose data were replaced by others of another shape between forward and backward has no gradient of memory.</summary>
public class ReplacedDataTests
{
    private static Tensor Leaf(params int[] sizes) => Tensor.Ones(Shape.Create(sizes), requiresGrad: true);

    private static readonly Tensor Ones = Tensor.Ones(4, 3);

    private static readonly Tensor Targets = Tensor.From([0L, 1, 2, 0]);

    private static IEnumerable<TestCaseData> Uses()
    {
        yield return Case("Linear's weight", [5, 3], w => F.Linear(Ones, w));
        yield return Case("Linear's bias", [5], b => F.Linear(Ones, Tensor.Ones(5, 3), b));
        yield return Case("Linear's input", [4, 3], x => F.Linear(x, Tensor.Ones(5, 3)));
        yield return Case("MatMul", [3, 5], w => Ones.MatMul(w));
        yield return Case("AddMM's addend", [4, 5], a => a.AddMM(Ones, Tensor.Ones(3, 5)));
        yield return Case("AddMM's matrix", [3, 5], w => Tensor.Ones(4, 5).AddMM(Ones, w));
        yield return Case("Embedding", [6, 2], w => F.Embedding(Targets, w));
        yield return Case("rows", [6, 2], w => w[[0, 0, 1]]);
        yield return Case("a row", [6, 2], w => w[0] + w[[1]]);
        yield return Case("a slice", [6, 2], w => w[1..3]);
        yield return Case("LayerNorm's weight", [3], w => F.LayerNorm(Ones, [3], w, Tensor.Zeros(3)));
        yield return Case("LayerNorm's bias", [3], b => F.LayerNorm(Ones, [3], Tensor.Ones(3), b));
        yield return Case("LayerNorm's input", [4, 3], x => F.LayerNorm(x, [3]));
        yield return Case("CrossEntropy", [4, 3], x => F.CrossEntropy(x, Targets));
        yield return Case("CrossEntropy's probabilities", [4, 3], p => F.CrossEntropy(Ones, p));
        yield return Case("MseLoss", [4, 3], x => F.MseLoss(x, Ones));
        yield return Case("attention", [1, 4, 3], q => F.ScaledDotProductAttention(q, q, q));
        yield return Case("a broadcast sum", [3], b => Ones + b);
        yield return Case("a product", [3], b => Ones * b);
        yield return Case("a sum", [4, 3], x => x.Sum());
        yield return Case("reshaping", [4, 3], x => x.Reshape(12));
        yield return Case("softmax", [4, 3], x => x.Softmax(1));
        yield return Case("Cat", [4, 3], x => Tensor.Cat([x, x]));
        yield return Case("a write", [3], x =>
        {
            var y = Tensor.Zeros(4, 3);
            y[0] = x;
            return y;
        });

        static TestCaseData Case(string name, int[] sizes, Func<Tensor, Tensor> use) =>
            new TestCaseData(sizes, use).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Uses))]
    public void Other_data_are_an_error_and_leave_no_gradient(int[] sizes, Func<Tensor, Tensor> use)
    {
        foreach (var other in new[] { new[] { 50, 50 }, [1], [7, .. sizes] })
        {
            var leaf = Leaf(sizes);
            var y = use(leaf);
            leaf.Data = Tensor.Zeros(Shape.Create(other));
            Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException.With.Message.Contains("replaced")
                .Or.Message.Contains("overwritten"));
            Assert.That(leaf.Grad, Is.Null);
            (leaf * 2).Sum().Backward();
            Assert.That(leaf.Grad!.Shape, Is.EqualTo(leaf.Shape), "a graph of the new data is none of the old one's business");
        }
    }

    [Test]
    public void Parameters_of_recurrent_layers_too([Values("RNN", "LSTM", "GRU")] string kind)
    {
        var (rnn, lstm, gru) = (new RNN(3, 2), new LSTM(3, 2), new GRU(3, 2));
        Module net = kind == "RNN" ? rnn : kind == "LSTM" ? lstm : gru;
        foreach (var (name, parameter) in net.NamedParameters())
        {
            var x = Tensor.Ones(5, 1, 3);
            var y = kind == "RNN" ? rnn.Forward(x).Output : kind == "LSTM" ? lstm.Forward(x).Output : gru.Forward(x).Output;
            var before = parameter.Data;
            parameter.Data = Tensor.Zeros(50, 50);
            Assert.That(() => y.Sum().Backward(), Throws.InvalidOperationException, name);
            Assert.That(parameter.Grad, Is.Null);
            parameter.Data = before;
        }
    }

    [Test]
    public void Data_of_the_same_shape_are_the_users_own_affair()
    {
        var w = Leaf(3);
        var y = w * 2;
        w.Data = Tensor.Zeros(3);
        y.Sum().Backward();
        Assert.That(w.Grad!.ToArray<float>(), Is.All.EqualTo(2f));
    }

    [Test]
    public void Another_type_gets_a_gradient_of_that_type_and_hooks_stay()
    {
        var (w, calls) = (Leaf(3), 0);
        w.RegisterHook(_ => { calls++; });
        var before = (w * 2).Sum();
        w.Data = w.Data.To(DType.Float64);
        before.Backward();
        Assert.That((w.Grad!.DType, w.Grad.Sum().Item(), calls), Is.EqualTo((DType.Float64, 6.0, 1)));
        (w * 2).Sum().Backward();
        Assert.That((w.Grad!.Sum().Item(), calls), Is.EqualTo((12.0, 2)));
    }

    [Test]
    public void A_results_data_keep_its_shape_and_type()
    {
        var y = Leaf(3) * 2;
        Assert.That(() => y.Data = Tensor.Zeros(5, 3), Throws.InvalidOperationException.With.Message.StartsWith(
            "Data: data of shape (5, 3) and type Float32 for the result of MulBackward0, which has shape (3,) and type Float32"));
        y.Data = Tensor.Zeros(3);
        Assert.That(y.Sum().Item(), Is.Zero);
    }
}

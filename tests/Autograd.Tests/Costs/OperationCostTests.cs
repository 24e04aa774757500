using Autograd.Tests.Memory;

namespace Autograd.Tests.Costs;

/// <summary>
/// An elementwise operation makes a tensor and its array, and one node if it is recorded; its gradient is mostly one more tensor, and none where
/// it is the gradient that arrived. Bytes say so exactly, since every object's size is known.
/// </summary>
[NonParallelizable, WithStoppedClock]
public class OperationCostTests
{
    /// <summary>Each operation, and the tensors that its gradient makes.</summary>
    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Apply, int Gradients)> _operations = new()
    {
        ["add"] = ((x, w) => x + w, 0),
        ["sub"] = ((x, w) => x - w, 0),
        ["mul"] = ((x, w) => x * w, 1),
        ["div"] = ((x, w) => x / w, 1),
        ["maximum"] = ((x, w) => x.Maximum(w), 1),
        ["minimum"] = ((x, w) => x.Minimum(w), 1),
        ["add a number"] = ((x, _) => x + 1.5, 0),
        ["mul by a number"] = ((x, _) => x * 0.5, 1),
        ["divide by a number"] = ((x, _) => x / 2.0, 1),
        ["pow"] = ((x, _) => x.Pow(2), 1),
        ["negate"] = ((x, _) => -x, 1),
        ["exp"] = ((x, _) => x.Exp(), 1),
        ["log"] = ((x, _) => x.Log(), 1),
        ["sqrt"] = ((x, _) => x.Sqrt(), 1),
        ["square"] = ((x, _) => x.Square(), 1),
        ["abs"] = ((x, _) => x.Abs(), 2),
        ["sin"] = ((x, _) => x.Sin(), 2),
        ["tanh"] = ((x, _) => x.Tanh(), 1),
        ["sigmoid"] = ((x, _) => x.Sigmoid(), 1),
        ["relu"] = ((x, _) => x.Relu(), 1),
        ["gelu"] = ((x, _) => x.Gelu(), 1),
        ["silu"] = ((x, _) => x.Silu(), 1),
        ["softplus"] = ((x, _) => x.Softplus(), 1),
        ["clamp"] = ((x, _) => x.Clamp(-1, 1), 1),
    };

    private const int Chain = 1000;

    private static IEnumerable<string> Names => _operations.Keys;

    [Test]
    public void Forward_two_objects_and_a_node([ValueSource(nameof(Names))] string name, [Values(1, 64)] int n)
    {
        var (x, w) = Operands(n);
        var pair = BytesOfTensor(n);
        Assert.That(Allocated.BytesPer(Chain, () => ChainOf(name, x, w)), Is.EqualTo(pair), "unrecorded");
        x.RequiresGrad = true;
        var node = Allocated.BytesOf(_operations[name].Apply(x, w).GradFn!.GetType());
        Assert.That(Allocated.BytesPer(Chain, () => ChainOf(name, x, w)), Is.EqualTo(pair + node), "recorded");
    }

    [Test]
    public void Backward_two_objects_a_tensor([ValueSource(nameof(Names))] string name, [Values(1, 64)] int n)
    {
        var (x, w) = Operands(n);
        x.RequiresGrad = true;
        var both = Allocated.BytesPer(1, () => Differentiate(2 * Chain)) - Allocated.BytesPer(1, () => Differentiate(Chain));
        var forward = Allocated.BytesPer(1, () => ChainOf(name, x, w));
        var pair = BytesOfTensor(n);
        Assert.That((both - forward) / Chain, Is.EqualTo(_operations[name].Gradients * pair));

        void Differentiate(int count)
        {
            var y = x;
            for (var i = 0; i < count; i++) y = _operations[name].Apply(y, w);
            y.Backward(w);
            x.ZeroGrad();
        }
    }

    /// <summary>What the documentation states of a multiplication.</summary>
    [TestCase(1, 152, 296, 448)]
    [TestCase(64, 400, 544, 944)]
    public void Bytes_of_a_multiplication(int n, int forward, int recorded, int differentiated)
    {
        var (x, w) = Operands(n);
        x.RequiresGrad = true;
        var node = Allocated.BytesOf((x * w).GradFn!.GetType());
        Assert.That(BytesOfTensor(n), Is.LessThanOrEqualTo(forward));
        Assert.That(BytesOfTensor(n) + node, Is.LessThanOrEqualTo(recorded));
        Assert.That(2 * BytesOfTensor(n) + node, Is.LessThanOrEqualTo(differentiated));
    }

    private static double BytesOfTensor(int numel) => Allocated.BytesOf(typeof(Tensor)) + Allocated.BytesOfFloats(numel);

    private static (Tensor X, Tensor W) Operands(int n) => (Tensor.Full([n], 0.5), Tensor.Full([n], 1.001));

    private static Tensor ChainOf(string name, Tensor x, Tensor w)
    {
        var operation = _operations[name].Apply;
        for (var i = 0; i < Chain; i++) x = operation(x, w);
        return x;
    }
}

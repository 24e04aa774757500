using Autograd.NN;

namespace Autograd.Tests.Notebooks;

/// <summary>
/// 5000 epochs of nets that predict the next character. The weights are those that the notebook printed; the losses are PyTorch's
/// from the same seed, each computed in the last epoch, before its update.
/// </summary>
[NonParallelizable, Category("Slow")]
public class NextCharacterNotebookTests
{
    private const double Tolerance = 5e-6;

    [Test]
    public void Abc_ends_with_the_published_weights()
    {
        var (x, y) = CyclicText.Pairs("abc", "abc");
        var net = SeededNet(characters: 3, width: 1);
        Train(net, x, y);
        var linear = (Linear)net[2];
        Assert.That(Printed(linear.Weight), Is.EqualTo(new[] { "-4.6804", "0.3071", "5.2894" }));
        Assert.That(Printed(linear.Bias!), Is.EqualTo(new[] { "-1.5440", "0.9143", "-1.3970" }));
    }

    [Test]
    public void Abcd_from_weights_set_by_hand()
    {
        var (x, y) = CyclicText.Pairs("abcd", "abcd");
        var net = SeededNet(characters: 4, width: 1);
        ((Embedding)net[0]).Weight.Data = Tensor.From([[-0.3333f], [-2.5f], [5f], [0.3333f]]);
        ((Linear)net[^1]).Weight.Data = Tensor.From([[1.5f], [-6f], [-2f], [6f]]);
        ((Linear)net[^1]).Bias!.Data = Tensor.From([0.15f, -2f, 0.15f, -2f]);
        var (first, last) = Train(net, x, y);
        Assert.That(first, Is.EqualTo(1.0207915).Within(Tolerance));
        Assert.That(last, Is.EqualTo(0.1661002).Within(Tolerance));
    }

    [TestCase("abcd", "abcd", 2, 0.0236968)]
    [TestCase("abcde", "abcde", 3, 0.0117946)]
    [TestCase("AbAcAd", "Abcd", 2, 0.5515294)]
    public void Last_loss_from_a_seed(string period, string alphabet, int width, double expected)
    {
        var (x, y) = CyclicText.Pairs(period, alphabet);
        var (_, last) = Train(SeededNet(alphabet.Length, width), x, y);
        Assert.That(last, Is.EqualTo(expected).Within(Tolerance));
    }

    private static Sequential SeededNet(int characters, int width)
    {
        Generator.ManualSeed(43052);
        return new Sequential(new Embedding(characters, width), new Tanh(), new Linear(width, characters));
    }

    private static (double First, double Last) Train(Sequential net, Tensor x, Tensor y)
    {
        var lossFn = new CrossEntropyLoss();
        var optimizer = new Adam(net.Parameters());
        var (first, last) = (double.NaN, double.NaN);
        for (var epoch = 0; epoch < 5000; epoch++)
        {
            var loss = lossFn.Forward(net.Forward(x), y);
            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            if (epoch == 0) first = loss.Item();
            last = loss.Item();
        }

        return (first, last);
    }

    private static IEnumerable<string> Printed(Tensor tensor) =>
        tensor.ToArray<float>().Select(value => PythonNumber.Fixed(value, 4));
}

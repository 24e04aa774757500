using Autograd.NN;
using Autograd.Tests.NN;

namespace Autograd.Tests.Notebooks;

/// <summary>The network that looks for a repeated pattern, against PyTorch's losses and answers from the same seeds.</summary>
[NonParallelizable]
public class PatternRnnNotebookTests
{
    [Test]
    public void The_first_losses_and_answers_are_PyTorchs()
    {
        var expected = Fixture.Load("pattern_rnn.json");
        var losses = expected.GetProperty("losses").Numbers<double>();
        var answers = expected.GetProperty("correct").Numbers<byte>();

        var random = new NumPyRandom(0);
        Generator.ManualSeed(0);
        var model = new PatternRnn();
        var optimizer = new Adam(model.Parameters());
        var (obtained, correct) = (new double[losses.Length], new byte[losses.Length]);
        for (var i = 0; i < losses.Length; i++)
        {
            var (x, target) = Draw(random);
            optimizer.ZeroGrad();
            var output = model.Forward(x)[^1..];
            var loss = F.CrossEntropy(output, target.Long());
            obtained[i] = loss.Item();
            correct[i] = (byte)(output.ArgMax(dim: 1).Item() == target.Item() ? 1 : 0);
            loss.Backward();
            optimizer.Step();
        }

        Assert.That(obtained, Is.EqualTo(losses).Within(1e-5));
        Assert.That(correct, Is.EqualTo(answers));
    }

    /// <summary>Digits with their second half equal to the first, or not, and whether it is.</summary>
    private static (Tensor X, Tensor Target) Draw(NumPyRandom random)
    {
        var length = random.RandInt(1, 11);
        var pattern = random.RandInt(0, 10, [length]);
        var match = random.Rand() >= 0.5;
        var secondHalf = pattern;
        if (!match)
        {
            do secondHalf = random.RandInt(0, 10, [length]);
            while (secondHalf.Equal(pattern));
        }

        return (Tensor.Cat([pattern, secondHalf]).OneHot(10).Float(), Tensor.From([(short)(match ? 1 : 0)], DType.Int16));
    }

    private sealed class PatternRnn : Module
    {
        private readonly Linear _x2h = new(10, 50);
        private readonly Linear _h2h = new(50, 50);
        private readonly Linear _h2y = new(50, 2);

        public Tensor Forward(Tensor x)
        {
            var h = Tensor.Zeros(1, 50);
            var states = new List<Tensor>();
            foreach (var xt in x)
            {
                h = (_x2h.Forward(xt.Unsqueeze(0)) + _h2h.Forward(h)).Relu();
                states.Add(h);
            }

            return _h2y.Forward(Tensor.Cat(states));
        }
    }
}

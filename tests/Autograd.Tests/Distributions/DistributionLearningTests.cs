using Autograd.Distributions;
using Autograd.NN;

namespace Autograd.Tests.Distributions;

/// <summary>The two loops of docs/distributions.md learn.</summary>
[NonParallelizable]
public class DistributionLearningTests
{
    [Test]
    public void A_policy_gradient_finds_the_better_arm()
    {
        Generator.ManualSeed(0);
        var logits = Tensor.Zeros([3], requiresGrad: true);
        var optimizer = new SGD([logits], lr: 0.5);
        for (var step = 0; step < 200; step++)
        {
            optimizer.ZeroGrad();
            var policy = new Categorical(logits: logits);
            var action = policy.Sample();
            var reward = action.Item() == 2 ? 1.0 : 0.0;
            (-(policy.LogProb(action) * reward) - 0.01 * policy.Entropy()).Backward();
            optimizer.Step();
        }

        Assert.That(new Categorical(logits: logits).Probs[2].Item(), Is.GreaterThan(0.9));
    }

    [Test]
    public void Reparametrized_samples_fit_a_posterior()
    {
        // Prior N(0, 1), observations 1 ± ½: the posterior is N(0.8, 0.2).
        Generator.ManualSeed(0);
        var mean = Tensor.Zeros([1], requiresGrad: true);
        var logVar = Tensor.Zeros([1], requiresGrad: true);
        var optimizer = new Adam([mean, logVar], lr: 0.02);
        for (var step = 0; step < 1500; step++)
        {
            optimizer.ZeroGrad();
            var q = new Normal(mean, (0.5 * logVar).Exp());
            var z = q.RSample(32);
            var loss = -new Normal(z, 0.5).LogProb(1.0).Mean(0) + Distribution.KlDivergence(q, new Normal(0, 1));
            loss.Sum().Backward();
            optimizer.Step();
        }

        Assert.That(mean.Item(), Is.EqualTo(0.8).Within(0.05));
        Assert.That(logVar.Detach().Exp().Item(), Is.EqualTo(0.2).Within(0.03));
    }
}

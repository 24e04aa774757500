using Autograd.NN;

namespace Autograd.Tests.Costs;

/// <summary>A step of a training loop in two parts, so that the graph can be looked at between them.</summary>
internal sealed record TrainingStep(Func<Tensor> Loss, Action Update)
{
    public static TrainingStep With(Optimizer optimizer, Func<Tensor> loss) => new(loss, () =>
    {
        optimizer.Step();
        optimizer.ZeroGrad();
    });

    /// <summary>A step whose gradients nobody uses: forward and backward alone.</summary>
    public static TrainingStep WithoutUpdate(IEnumerable<Tensor> leaves, Func<Tensor> loss)
    {
        Tensor[] all = [.. leaves];
        return new(loss, () =>
        {
            foreach (var leaf in all) leaf.ZeroGrad();
        });
    }

    public void Run()
    {
        Loss().Backward();
        Update();
    }
}

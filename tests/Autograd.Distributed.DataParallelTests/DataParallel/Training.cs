using Autograd.NN;

namespace Autograd.Distributed.DataParallelTests.DataParallel;

/// <summary>Training by one process, which accumulates the gradients of the parts in the order of ranks.</summary>
internal static class Training
{
    public static void Alone<T>(T net, Optimizer optimizer, Func<T, Tensor, Tensor> forward, (Tensor X, Tensor Y) data, int steps, int ranks)
        where T : Module
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.ZeroGrad();
            for (var rank = 0; rank < ranks; rank++)
            {
                var (x, y) = Nets.Part(data, rank, ranks);
                F.CrossEntropy(forward(net, x), y).Backward();
            }

            using (GradMode.NoGrad())
                foreach (var parameter in net.Parameters()) parameter.Grad = parameter.Grad! / ranks;
            optimizer.Step();
        }
    }

    public static void OnRank(Optimizer optimizer, Func<Tensor, Tensor> forward, (Tensor X, Tensor Y) part, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.ZeroGrad();
            F.CrossEntropy(forward(part.X), part.Y).Backward();
            optimizer.Step();
        }
    }

    public static void AssertSameBits(Module actual, Module expected)
    {
        foreach (var ((name, one), (_, other)) in actual.NamedParameters().Zip(expected.NamedParameters()))
            Assert.That(one.Equal(other), $"{name} differs by up to {(one - other).Abs().Max().Item():g3}");
    }
}

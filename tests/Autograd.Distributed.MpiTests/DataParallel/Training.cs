using Autograd.NN;

namespace Autograd.Distributed.MpiTests.DataParallel;

/// <summary>Trains one net by one process, which accumulates the gradients of the parts in the order of ranks.</summary>
internal static class Training
{
    public static void Alone<T>(T net, Optimizer optimizer, Func<T, Tensor, Tensor> forward, (Tensor X, Tensor Y) data, int steps, int ranks)
        where T : Module
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.ZeroGrad();
            for (var rank = 0; rank < ranks; rank++)
                F.CrossEntropy(forward(net, Nets.Part(data.X, rank, ranks)), Nets.Part(data.Y, rank, ranks)).Backward();
            using (GradMode.NoGrad())
                foreach (var parameter in net.Parameters()) parameter.Grad?.DivInPlace(ranks);
            optimizer.Step();
        }
    }

    public static void Together<T>(
        Optimizer optimizer, Func<Func<Func<T, Tensor>, Tensor>> ddp, Func<T, Tensor, Tensor> forward, (Tensor X, Tensor Y) data, int steps)
        where T : Module
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.ZeroGrad();
            F.CrossEntropy(ddp()(net => forward(net, data.X)), data.Y).Backward();
            optimizer.Step();
        }
    }

    public static void AssertSame(Module expected, Module actual, double tolerance = 0)
    {
        foreach (var ((name, one), (_, other)) in expected.NamedParameters().Zip(actual.NamedParameters()))
        {
            if (tolerance == 0) Check.That(one.Equal(other), $"{name} differs by up to {(one - other).Abs().Max().Item():g3}");
            else Testing.AssertClose(other.Detach(), one.Detach(), tolerance, tolerance);
        }
    }
}

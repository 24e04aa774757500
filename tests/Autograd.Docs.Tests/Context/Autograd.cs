using Autograd.NN;

#pragma warning disable CS8618 // nothing of this runs

namespace Autograd.Docs.Tests.Context;

public abstract class Autograd
{
    protected static Tensor x, y, v, w, h, loss;
    protected static Func<Tensor, Tensor> f;
    protected static double lr;
    protected static Sequential net;
    protected static Sequential blocks;

    protected static Tensor Loss(Tensor output) => output.Sum();
}

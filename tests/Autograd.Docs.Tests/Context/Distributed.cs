using Autograd.Data;
using Autograd.NN;

#pragma warning disable CS8618 // nothing of this runs

namespace Autograd.Docs.Tests.Context;

public abstract class Distributed
{
    protected static Tensor x, target;
    protected static TensorDataset data;
    protected static Sequential net;
    protected static Optimizer optimizer;

    protected static void Train(int epoch)
    {
    }
}

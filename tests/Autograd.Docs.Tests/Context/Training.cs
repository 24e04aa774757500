using Autograd.NN;

#pragma warning disable CS8618 // nothing of this runs

namespace Autograd.Docs.Tests.Context;

/// <summary>What a block of the documentation takes for granted: a net, its optimizer and data.</summary>
public abstract class Training
{
    protected static Tensor x, y, loss;
    protected static Net net;
    protected static CrossEntropyLoss lossFn;
    protected static Optimizer optimizer;
    protected static IEnumerable<(Tensor X, Tensor Y)> batches;
    protected static int epochs, batch, accumulated;
    protected static Tensor[] weights, biases;

    public sealed class Net : UnaryModule
    {
        public override Tensor Forward(Tensor x) => x;
    }
}

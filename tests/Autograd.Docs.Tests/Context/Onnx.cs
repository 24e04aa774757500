using Autograd.NN;

#pragma warning disable CS8618 // nothing of this runs

namespace Autograd.Docs.Tests.Context;

public abstract class Onnx
{
    protected static Sequential net;
    protected static LSTM lstm;
}

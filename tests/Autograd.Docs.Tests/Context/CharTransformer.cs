#pragma warning disable CS8618 // nothing of this runs

namespace Autograd.Docs.Tests.Context;

public abstract class CharTransformer
{
    protected static Gpt model;
    protected static IReadOnlyList<Tensor> parameters;
    protected static Tensor train, seen;
    protected static Generator generator;
    protected static double temperature;
    protected static string written;
    protected static char[] characters;
    protected static int batch, context, split;

    protected static double Factor(int step) => step;

    public abstract class Gpt
    {
        public abstract Tensor Forward(Tensor x);
    }
}

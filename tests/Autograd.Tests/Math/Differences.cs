namespace Autograd.Tests.MathOps;

/// <summary>Compares first and second derivatives of a function of Float64 tensors with central differences.</summary>
internal static class Differences
{
    private const double Step = 1e-5;

    /// <summary>Checks the derivatives with respect to every input, along fixed random weights of the output.</summary>
    public static void Check(Func<Tensor[], Tensor> f, params Tensor[] inputs)
    {
        var values = Array.ConvertAll(inputs, x => x.ToArray<double>());
        var first = FirstOrder(f, inputs, values);
        for (var k = 0; k < inputs.Length; k++)
            for (var i = 0; i < values[k].Length; i++)
            {
                var expected = Difference(values, k, i, v => Loss(f, inputs, v));
                Assert.That(first[k][i], Near(expected), $"first order, input {k}, element {i}");
            }

        var second = SecondOrder(f, inputs, values);
        for (var k = 0; k < inputs.Length; k++)
            for (var i = 0; i < values[k].Length; i++)
            {
                var expected = Difference(values, k, i, v => Directional(FirstOrder(f, inputs, v)));
                Assert.That(second[k][i], Near(expected), $"second order, input {k}, element {i}");
            }
    }

    /// <summary>Random numbers between two bounds, away from one another's ties for any practical purpose.</summary>
    public static Tensor Uniform(int seed, double low, double high, params int[] shape)
    {
        var random = new Random(seed);
        var size = Shape.Create(shape);
        var values = new double[size.Numel];
        for (var i = 0; i < values.Length; i++) values[i] = low + (high - low) * random.NextDouble();
        return Tensor.From(values, size);
    }

    private static NUnit.Framework.Constraints.Constraint Near(double expected) =>
        Is.EqualTo(expected).Within(1e-6 * System.Math.Max(1, System.Math.Abs(expected)));

    private static double Difference(double[][] values, int k, int i, Func<double[][], double> f)
    {
        var copy = Array.ConvertAll(values, v => (double[])v.Clone());
        copy[k][i] = values[k][i] + Step;
        var above = f(copy);
        copy[k][i] = values[k][i] - Step;
        return (above - f(copy)) / (2 * Step);
    }

    private static Tensor[] Leaves(Tensor[] inputs, double[][] values)
    {
        var leaves = new Tensor[inputs.Length];
        for (var k = 0; k < leaves.Length; k++) leaves[k] = Tensor.From(values[k], inputs[k].Shape, requiresGrad: true);
        return leaves;
    }

    private static double Loss(Func<Tensor[], Tensor> f, Tensor[] inputs, double[][] values) =>
        Weighted(f(Leaves(inputs, values)), 1).Item();

    private static double[][] FirstOrder(Func<Tensor[], Tensor> f, Tensor[] inputs, double[][] values)
    {
        var leaves = Leaves(inputs, values);
        Weighted(f(leaves), 1).Backward();
        return Array.ConvertAll(leaves, x => x.Grad?.ToArray<double>() ?? new double[x.Numel]);
    }

    private static double[][] SecondOrder(Func<Tensor[], Tensor> f, Tensor[] inputs, double[][] values)
    {
        var leaves = Leaves(inputs, values);
        Weighted(f(leaves), 1).Backward(null, createGraph: true);
        Tensor total = 0.0;
        for (var k = 0; k < leaves.Length; k++)
            if (leaves[k].Grad is { } grad) total = total + Weighted(grad, 2 + k);
        foreach (var leaf in leaves) leaf.ZeroGrad();
        if (total.RequiresGrad) total.Backward();
        return Array.ConvertAll(leaves, x => x.Grad?.ToArray<double>() ?? new double[x.Numel]);
    }

    private static double Directional(double[][] grads)
    {
        var total = 0.0;
        for (var k = 0; k < grads.Length; k++)
        {
            var random = new Random(2 + k);
            foreach (var g in grads[k]) total += g * (random.NextDouble() - 0.3);
        }

        return total;
    }

    private static Tensor Weighted(Tensor x, int seed) => (x * (Uniform(seed, 0, 1, x.Shape.ToArray()) - 0.3)).Sum();
}

namespace Autograd.Tests.Indexing;

/// <summary>Compares gradients with central differences, in Float64.</summary>
internal static class Differences
{
    /// <summary>
    /// Checks the gradient of Σ f(inputs)·weights for fixed irregular weights with respect to every input, and then the same of
    /// Σ gradient², which checks the second derivative.
    /// </summary>
    public static void Check(Func<Tensor[], Tensor> f, params Tensor[] inputs)
    {
        CheckOnce(x => Weighted(f(x)), inputs);
        CheckOnce(x =>
        {
            // The cube makes the gradient depend on the inputs, so that its own derivative is not zero.
            var leaves = x.Select(t => t.RequiresGrad ? t : t.Clone()).ToArray();
            var y = f(leaves);
            var loss = Weighted(y * y * y);
            var grads = GradientsOf(loss, leaves);
            Tensor total = 0;
            foreach (var grad in grads)
                if (grad is not null) total = total + Weighted(grad);
            return total;
        }, inputs, second: true);
    }

    private static Tensor?[] GradientsOf(Tensor loss, Tensor[] leaves)
    {
        var before = leaves.Select(leaf => leaf.Grad).ToArray();
        foreach (var leaf in leaves) leaf.ZeroGrad();
        loss.Backward(null, createGraph: true);
        var grads = leaves.Select(leaf => leaf.Grad).ToArray();
        for (var i = 0; i < leaves.Length; i++) leaves[i].Grad = before[i];
        return grads;
    }

    private static void CheckOnce(Func<Tensor[], Tensor> loss, Tensor[] inputs, bool second = false)
    {
        var leaves = inputs.Select(x => Leaf(x.ToArray<double>(), x.Shape)).ToArray();
        var value = loss(leaves);
        if (second && !value.RequiresGrad) return;
        value.Backward();
        for (var n = 0; n < leaves.Length; n++)
        {
            var grad = leaves[n].Grad?.ToArray<double>() ?? new double[leaves[n].Numel];
            var values = inputs[n].ToArray<double>();
            for (var i = 0; i < values.Length; i++)
            {
                const double step = 1e-5;
                var expected = (At(values[i] + step) - At(values[i] - step)) / (2 * step);
                Assert.That(grad[i], Is.EqualTo(expected).Within(2e-6 * Math.Max(1, Math.Abs(expected))),
                    $"input {n}, element {i}");

                double At(double v)
                {
                    var moved = (double[])values.Clone();
                    moved[i] = v;
                    var at = inputs.Select((x, k) => Leaf(k == n ? moved : x.ToArray<double>(), x.Shape)).ToArray();
                    return loss(at).Item();
                }
            }
        }
    }

    private static Tensor Leaf(double[] values, Shape shape) => Tensor.From(values, shape, requiresGrad: true);

    private static Tensor Weighted(Tensor y)
    {
        var weights = new double[y.Numel];
        for (var i = 0; i < weights.Length; i++) weights[i] = Math.Sin(3 * i + 1) + 0.3;
        return (y * Tensor.From(weights, y.Shape)).Sum();
    }

    /// <summary>A tensor of seeded numbers between −1 and 1.</summary>
    public static Tensor Random(int seed, params int[] shape)
    {
        var random = new Random(seed);
        var values = new double[Shape.Create(shape).Numel];
        for (var i = 0; i < values.Length; i++) values[i] = 2 * random.NextDouble() - 1;
        return Tensor.From(values, Shape.Create(shape));
    }
}

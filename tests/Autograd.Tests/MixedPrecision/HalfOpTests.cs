using Autograd.Tests.OpCases;

namespace Autograd.Tests.MixedPrecision;

/// <summary>
/// Every row of the table of operations, in Float16 and BFloat16: results and gradients are those of Float32, rounded,
/// or the operation, which is one of <see cref="Linalg"/>, says that it does not compute in the type.
/// </summary>
[NonParallelizable]
internal class HalfOpTests
{
    private static IEnumerable<TestCaseData> Rows() =>
        from row in OpTable.All
        from dtype in new[] { DType.Float16, DType.BFloat16 }
        select new TestCaseData(row, dtype);

    [TestCaseSource(nameof(Rows))]
    public void Results_and_gradients_are_those_of_Float32_rounded(OpCase row, DType dtype)
    {
        var inputs = Array.ConvertAll(row.MakeInputs(DType.Float32), x => Leaf(x.Detach().To(dtype), x.RequiresGrad));
        var wide = Array.ConvertAll(inputs, x => Leaf(x.Detach().To(DType.Float32), x.RequiresGrad));
        Tensor result;
        try
        {
            Generator.ManualSeed(7);
            result = row.Function(inputs);
        }
        catch (ArgumentException refusal)
        {
            Assert.That(refusal.Message, Does.Contain(dtype.ToString()).And.Contains("To("));
            Assert.That(typeof(Linalg).GetMethods().Select(method => method.Name), Does.Contain(refusal.Message.Split(':')[0]), refusal.Message);
            return;
        }

        Generator.ManualSeed(7);
        var expected = row.Function(wide);
        if (expected.DType != DType.Float32)
        {
            Assert.That(result.DType, Is.EqualTo(expected.DType));
            return;
        }

        var eps = new FInfo(dtype).Eps;
        Assert.That(result.DType, Is.AnyOf(dtype, DType.Float32));
        AssertClose(result, expected, 8 * eps, "the result");
        if (!expected.RequiresGrad) return;
        var seed = Tensor.RandN(expected.Shape, DType.Float32, new Generator(3)).To(dtype);
        result.Backward(seed.To(result.DType));
        expected.Backward(seed.To(DType.Float32));
        for (var i = 0; i < inputs.Length; i++)
        {
            if (wide[i].Grad is not { } grad) continue;
            Assert.That(inputs[i].Grad?.DType, Is.EqualTo(dtype), $"the type of gradient {i}");
            AssertClose(inputs[i].Grad!, grad, 24 * eps, $"gradient {i}");
        }
    }

    private static Tensor Leaf(Tensor x, bool requiresGrad)
    {
        x = x.Clone();
        x.RequiresGrad = requiresGrad && x.DType.IsFloatingPoint();
        return x;
    }

    private static void AssertClose(Tensor actual, Tensor expected, double tolerance, string what)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), what);
        var (a, b) = (actual.Detach().ToArray<double>(), expected.Detach().ToArray<double>());
        var scale = Math.Max(1, b.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max());
        for (var i = 0; i < a.Length; i++)
            Assert.That(a[i], Is.EqualTo(b[i]).Within(double.IsFinite(b[i]) ? tolerance * scale : 0), $"{what}, element {i}");
    }
}

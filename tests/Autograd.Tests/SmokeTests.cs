namespace Autograd.Tests;

public class SmokeTests
{
    [Test]
    public void A_chain_and_shared_leaves()
    {
        var x = Tensor.From([1f, 2f, 3f], requiresGrad: true);
        var y = ((x * x + x) * 2).Tanh().Sum();
        y.Backward();
        var g = x.Grad!.ToArray<float>();
        for (var i = 0; i < 3; i++)
        {
            var v = i + 1f;
            var t = MathF.Tanh((v * v + v) * 2);
            Assert.That(g[i], Is.EqualTo((1 - t * t) * 2 * (2 * v + 1)).Within(1e-5));
        }

        Assert.That(() => y.Backward(), Throws.InvalidOperationException);
    }

    [Test]
    public void Alias_free_grads_and_second_order()
    {
        var a = Tensor.From([1.0, 2.0], requiresGrad: true);
        var b = Tensor.From([3.0, 4.0], requiresGrad: true);
        var z = (a * a * b).Sum();
        z.Backward(null, createGraph: true);
        var ga = a.Grad!;
        a.ZeroGrad();
        b.ZeroGrad();
        ga.Sum().Backward();
        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(new[] { 6.0, 8.0 }));
        Assert.That(b.Grad!.ToArray<double>(), Is.EqualTo(new[] { 2.0, 4.0 }));
    }

    [Test]
    public void In_place_on_a_view_joins_the_graph()
    {
        var w = Tensor.From([1.0, 2.0], requiresGrad: true);
        var buffer = Tensor.Zeros(Shape.Create(2, 2), DType.Float64);
        buffer.T.CopyInPlace(w);
        (buffer * Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } })).Sum().Backward();
        Assert.That(w.Grad!.ToArray<double>(), Is.EqualTo(new[] { 3.0, 7.0 }));
    }

    [Test]
    public void Matmul()
    {
        var a = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }, requiresGrad: true);
        var b = Tensor.From(new[,] { { 5.0, 6.0 }, { 7.0, 8.0 } }, requiresGrad: true);
        var c = a.MatMul(b);
        Assert.That(c.ToArray<double>(), Is.EqualTo(new[] { 19.0, 22, 43, 50 }));
        c.Sum().Backward();
        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(new[] { 11.0, 15, 11, 15 }));
        Assert.That(b.Grad!.ToArray<double>(), Is.EqualTo(new[] { 4.0, 4, 6, 6 }));
    }

    [Test]
    public void Deep_chain_on_a_small_stack()
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                var x = Tensor.From(1f, requiresGrad: true);
                var y = x;
                for (var i = 0; i < 1_000_000; i++) y = y + 1;
                y.Backward();
                Assert.That(x.Grad!.Item(), Is.EqualTo(1));
            }
            catch (Exception e)
            {
                failure = e;
            }
        }, 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }
}

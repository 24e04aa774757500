namespace Autograd.Tests.Graph;

[Category("Slow")]
public class DeepGraphTests
{
    [Test]
    public void A_chain_of_a_million_operations_on_a_small_stack()
    {
        OnSmallStack(() =>
        {
            var x = Tensor.From(1f, requiresGrad: true);
            var y = x;
            for (var i = 0; i < 1_000_000; i++) y = y + 1;
            y.Backward();
            Assert.That(x.Grad!.Item(), Is.EqualTo(1));
        });
    }

    [Test]
    public void A_failure_at_the_end_of_a_long_chain_unwinds_on_a_small_stack()
    {
        OnSmallStack(() =>
        {
            var x = Tensor.From(1f, requiresGrad: true);
            var y = CallbackNode.Apply(x, _ => throw new TimeoutException());
            for (var i = 0; i < 200_000; i++) y = y + 1;
            Assert.That(() => y.Backward(), Throws.TypeOf<TimeoutException>());
            Assert.That(Functional.Grad(y, y).Item(), Is.EqualTo(1));
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_diamond_of_depth_forty_is_walked_once(bool chosenInput)
    {
        var visits = 0;
        var x = Tensor.From(1.0, DType.Float64, requiresGrad: true);
        var y = x;
        for (var i = 0; i < 40; i++) y = CallbackNode.Apply(y + y, _ => visits++);
        var gradient = chosenInput ? Functional.Grad(y, x) : Backward();
        Assert.That(gradient.Item(), Is.EqualTo(Math.Pow(2, 40)));
        Assert.That(visits, Is.EqualTo(40));

        Tensor Backward()
        {
            y.Backward();
            return x.Grad!;
        }
    }

    [Test]
    public void A_long_chain_with_createGraph()
    {
        OnSmallStack(() =>
        {
            var x = Tensor.From(1.0, DType.Float64, requiresGrad: true);
            var y = x;
            for (var i = 0; i < 20_000; i++) y = y * x;
            var first = Functional.Grad(y, x, createGraph: true);
            Assert.That(first.Item(), Is.EqualTo(20_001));
            Assert.That(Functional.Grad(first, x).Item(), Is.EqualTo(20_001.0 * 20_000));
        });
    }

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.Null);
    }
}

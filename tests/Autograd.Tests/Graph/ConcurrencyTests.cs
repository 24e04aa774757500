namespace Autograd.Tests.Graph;

public class ConcurrencyTests
{
    [Test]
    public void Graphs_on_several_threads_that_share_leaves_add_up()
    {
        const int threads = 4, steps = 500;
        var a = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var b = Tensor.From([3.0, 4.0], DType.Float64, requiresGrad: true);
        RunTogether(threads, thread =>
        {
            for (var i = 0; i < steps; i++) (a * (thread + 1) + a * b + b).Sum().Backward();
        });
        var sumOfFactors = steps * (1 + 2 + 3 + 4.0);
        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(new[] { sumOfFactors + 2000 * 3, sumOfFactors + 2000 * 4 }));
        Assert.That(b.Grad!.ToArray<double>(), Is.EqualTo(new[] { 2000 * 1.0 + 2000, 2000 * 2 + 2000 }));
        Assert.That(a.GradientEdge().Node!.Owner, Is.Zero, "every pass let go of the leaf");
    }

    [Test]
    public void Threads_that_ask_for_gradients_of_one_leaf_each_get_their_own()
    {
        var x = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        var wrong = 0;
        RunTogether(4, thread =>
        {
            for (var i = 0; i < 500; i++)
            {
                var grad = Functional.Grad((x * (thread + 1) + x * x).Sum(), x).ToArray<double>();
                if (grad[0] != thread + 3 || grad[1] != thread + 5) Interlocked.Increment(ref wrong);
            }
        });
        Assert.That(wrong, Is.Zero);
        Assert.That(x.Grad, Is.Null);
    }

    [Test]
    public void A_leaf_is_not_adopted_while_another_path_still_waits_for_the_same_gradient()
    {
        var shared = Tensor.From([1.0], DType.Float64, requiresGrad: true);
        var x = Tensor.From([1.0], DType.Float64, requiresGrad: true);

        // Wherever the walk is when this runs, the inner pass adds to the shared leaf's gradient.
        var rest = CallbackNode.Apply(x * 1, _ => (shared * 100).Backward());
        (shared + rest).Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(1));
        Assert.That(shared.Grad!.Item(), Is.EqualTo(101));

        x.ZeroGrad();
        shared.ZeroGrad();
        rest = CallbackNode.Apply(x * 1, _ => (shared * 100).Backward());
        (rest + shared).Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(1));
        Assert.That(shared.Grad!.Item(), Is.EqualTo(101));
    }

    [Test]
    public void A_backward_inside_a_backward_shares_leaves_with_it()
    {
        var x = Tensor.From([2.0], DType.Float64, requiresGrad: true);
        var y = CallbackNode.Apply(x * 3, _ => (x * x + x * 2).Backward()) + x * 5;
        y.Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(3 + 5 + 4 + 2));
        Assert.That(x.GradientEdge().Node!.Owner, Is.Zero);
        (x * 1).Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(15));
    }

    [Test]
    public void A_failed_pass_leaves_the_graph_as_it_was()
    {
        var fail = true;
        var x = Tensor.From([2.0], DType.Float64, requiresGrad: true);
        var h = x * x;
        var y = CallbackNode.Apply(h, _ => { if (fail) throw new TimeoutException(); }) + h * 3 + x;
        Assert.That(() => y.Backward(null, retainGraph: true), Throws.TypeOf<TimeoutException>());
        fail = false;
        x.ZeroGrad();
        y.Backward();
        Assert.That(x.Grad!.Item(), Is.EqualTo(4 + 12 + 1));
    }

    [Test]
    public void A_failed_pass_restores_the_mode_and_gives_back_what_it_claimed_elsewhere()
    {
        var x = Tensor.From([2.0], DType.Float64, requiresGrad: true);
        var busy = x * 2;
        var outer = CallbackNode.Apply(
            busy,
            _ => Assert.That(() => (busy + x * 7).Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
                "Backward: MulBackward0 is part of a Backward that is still running (on another thread, or around this one); build a "
                + "graph of its own for each, or run them one after the other"))) + x;
        outer.Backward();
        Assert.That(GradMode.IsEnabled);
        Assert.That(x.Grad!.Item(), Is.EqualTo(3));
        Assert.That(x.GradientEdge().Node!.Owner, Is.Zero);
    }

    [Test]
    public void A_gradient_that_is_read_beside_training_is_that_of_one_step()
    {
        const int steps = 400;
        var w = Tensor.Zeros([20_000], requiresGrad: true);
        var isOver = false;
        var torn = 0;
        RunTogether(2, thread =>
        {
            if (thread == 0)
            {
                for (var step = 1; step <= steps; step++)
                {
                    w.ZeroGrad();
                    (w * step).Sum().Backward();
                }

                Volatile.Write(ref isOver, true);
                return;
            }

            while (!Volatile.Read(ref isOver))
            {
                if (w.Grad?.ToArray<float>() is not { } grad) continue;
                if (grad[0] is < 1 or > steps || grad.AsSpan().ContainsAnyExcept(grad[0])) torn++;
            }
        });
        Assert.That(torn, Is.Zero);
        Assert.That(w.Grad!.ToArray<float>(), Is.All.EqualTo((float)steps));
    }

    private static void RunTogether(int count, Action<int> action)
    {
        using var start = new Barrier(count);
        Exception? failure = null;
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                action(i);
            }
            catch (Exception e)
            {
                failure = e;
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.That(failure, Is.Null);
    }
}

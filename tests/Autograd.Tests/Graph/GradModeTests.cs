namespace Autograd.Tests.Graph;

public class GradModeTests
{
    private readonly Tensor _x = Tensor.From([1.0], DType.Float64, requiresGrad: true);

    [Test]
    public void Scopes_nest_and_restore()
    {
        Assert.That(GradMode.IsEnabled);
        using (GradMode.NoGrad())
        {
            Assert.That((_x * 2).RequiresGrad, Is.False);
            using (GradMode.NoGrad()) Assert.That(GradMode.IsEnabled, Is.False);
            Assert.That(GradMode.IsEnabled, Is.False);
            using (GradMode.EnableGrad()) Assert.That((_x * 2).RequiresGrad);
            Assert.That(GradMode.IsEnabled, Is.False);
        }

        Assert.That((_x * 2).RequiresGrad);
    }

    [Test]
    public void An_exception_restores_the_mode()
    {
        try
        {
            using (GradMode.NoGrad()) throw new TimeoutException();
        }
        catch (TimeoutException)
        {
        }

        Assert.That(GradMode.IsEnabled);
    }

    [Test]
    public async Task The_mode_flows_across_await_and_back()
    {
        using (GradMode.NoGrad())
        {
            await Task.Yield();
            Assert.That(GradMode.IsEnabled, Is.False);
            await Task.Run(() => Assert.That(GradMode.IsEnabled, Is.False));
        }

        await Task.Yield();
        Assert.That(GradMode.IsEnabled);
    }

    [Test]
    public async Task A_callees_mode_does_not_leak_to_its_caller()
    {
        var opened = new TaskCompletionSource();
        var close = new TaskCompletionSource();
        var callee = SwitchOff();
        await opened.Task;
        Assert.That(GradMode.IsEnabled);
        close.SetResult();
        await callee;
        Assert.That(GradMode.IsEnabled);

        async Task SwitchOff()
        {
            using var off = GradMode.NoGrad();
            opened.SetResult();
            await close.Task;
            Assert.That(GradMode.IsEnabled, Is.False);
        }
    }

    [Test]
    public void Threads_have_modes_of_their_own()
    {
        using var bothInside = new Barrier(2);
        var seen = new bool[2];
        Thread[] threads = [new(() => Record(0, true)), new(() => Record(1, false))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.That(seen, Is.EqualTo(new[] { false, true }));
        Assert.That(GradMode.IsEnabled);

        void Record(int i, bool off)
        {
            using (off ? GradMode.NoGrad() : GradMode.EnableGrad())
            {
                bothInside.SignalAndWait();
                seen[i] = GradMode.IsEnabled;
                bothInside.SignalAndWait();
            }
        }
    }

    [Test]
    public void A_started_thread_inherits_the_mode()
    {
        var inside = true;
        using (GradMode.NoGrad())
        {
            var thread = new Thread(() => inside = GradMode.IsEnabled);
            thread.Start();
            thread.Join();
        }

        Assert.That(inside, Is.False);
    }

    [Test]
    public async Task A_flow_that_outlives_the_scope_it_started_in_keeps_the_mode()
    {
        var closed = new TaskCompletionSource();
        Task<bool> started;
        using (GradMode.NoGrad())
        {
            started = Task.Run(async () =>
            {
                await closed.Task.ConfigureAwait(false);
                return GradMode.IsEnabled;
            });
        }

        Assert.That(GradMode.IsEnabled);
        closed.SetResult();
        Assert.That(await started, Is.False);
        Assert.That(GradMode.IsEnabled);
    }

    [Test]
    public void A_scope_that_is_closed_twice_switches_nobody_elses_recording_on()
    {
        var scope = GradMode.NoGrad();
        var inside = true;
        using var opened = new ManualResetEventSlim();
        using var close = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            using var own = GradMode.NoGrad();
            opened.Set();
            close.Wait();
            inside = GradMode.IsEnabled;
        });
        thread.Start();
        opened.Wait();
        scope.Dispose();
        scope.Dispose();
        Assert.That(GradMode.IsEnabled);
        close.Set();
        thread.Join();
        Assert.That(inside, Is.False);
    }

    [Test]
    public void A_leaf_made_under_NoGrad_may_require_a_gradient()
    {
        Tensor leaf;
        using (GradMode.NoGrad()) leaf = Tensor.From([2.0], DType.Float64, requiresGrad: true);
        (leaf * leaf).Backward();
        Assert.That(leaf.Grad!.Item(), Is.EqualTo(4));
    }

    [Test]
    public void Backward_works_under_NoGrad_and_leaves_the_mode()
    {
        var x = Tensor.From([2.0], DType.Float64, requiresGrad: true);
        var y = x * x;
        using (GradMode.NoGrad())
        {
            y.Backward(null, createGraph: true);
            Assert.That(GradMode.IsEnabled, Is.False);
        }

        Assert.That(x.Grad!.RequiresGrad);
    }
}

using Autograd.NN;

namespace Autograd.Live.BrowserTests;

/// <summary>The page follows a run: while it trains, over a reload, and over a restart of the server.</summary>
public sealed class FollowingTests : BrowserTest
{
    private const string Token = "a-token-of-this-test";

    [Test]
    public async Task It_loads_and_says_that_there_is_nothing_yet()
    {
        using var page = Serve(new LiveLogger("nothing"));
        await Open(page);
        await Expect(Tab).ToHaveTitleAsync("Autograd live");
        await Expect(Tab.Locator("#status")).ToHaveTextAsync("live");
        await Expect(Tab.Locator("#empty")).ToBeVisibleAsync();
    }

    [Test]
    public async Task It_updates_while_a_net_trains()
    {
        Generator.ManualSeed(0);
        var (x, y) = (Tensor.RandN(64, 2), Tensor.RandN(64, 1));
        var net = new Sequential(new Linear(2, 16), new Tanh(), new Linear(16, 1));
        var optimizer = new Adam(net.Parameters(), lr: 0.01);
        var run = new LiveLogger("net");
        using var page = Serve(run);
        await Open(page);

        // The net trains until the browser has seen it three times.
        using var seen = new CancellationTokenSource();
        var training = Task.Run(() =>
        {
            while (!seen.IsCancellationRequested)
            {
                var loss = F.MseLoss(net.Forward(x), y);
                loss.Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
                run.SetTrainBatch([("loss", loss)], batchSize: 64);
                if (run.NumTrainBatch % 50 == 0) run.SetTrainEpoch();
            }
        });
        try
        {
            var chart = await Chart("loss");
            var legend = Tab.Locator(".legend output").First;
            for (var time = 0; time < 3; time++)
            {
                var (frame, value) = (await Frame(chart), await legend.TextContentAsync());
                await FrameChanges(chart, frame);
                await Expect(legend).Not.ToHaveTextAsync(value!);
            }
        }
        finally
        {
            seen.Cancel();
            await training;
        }

        await Screenshot("following");
    }

    [Test]
    public async Task It_survives_a_reload()
    {
        var run = Samples.Run("run", seed: 1);
        using var page = Serve(run);
        run.Print("before the reload");
        await Open(page);
        await Chart("loss");
        await Tab.ReloadAsync();
        await Chart("loss");
        await Expect(Tab.GetByRole(AriaRole.Log)).ToContainTextAsync("before the reload");
    }

    [Test]
    public async Task It_connects_again_after_the_server_was_started_anew()
    {
        var first = Serve(0, Token, Printed("first"));
        await Open(first);
        await Chart("loss");
        var port = first.Url!.Port;
        first.Dispose();
        await Expect(Tab.Locator("#status")).ToHaveTextAsync("the run has ended");

        using var second = Serve(port, Token, Printed("second"));
        Assert.That(second.Url!.Port, Is.EqualTo(port));
        await Expect(Tab.Locator("#status")).ToHaveTextAsync("live");
        await Expect(Tab.GetByRole(AriaRole.Log)).ToHaveTextAsync("printed by the second");
        await Chart("loss");

        static LiveLogger Printed(string name)
        {
            var run = Samples.Run(name, seed: 1);
            run.Print($"printed by the {name}");
            return run;
        }
    }

    [Test]
    public async Task It_connects_again_after_the_script_was_killed_and_started_anew()
    {
        int port;
        using (var first = await Script.Start(0, Token, "first"))
        {
            port = first.Url.Port;
            await Tab.GotoAsync(first.Url.ToString());
            await Expect(Tab.GetByRole(AriaRole.Log)).ToHaveTextAsync("printed by the first");
        }

        await Expect(Tab.Locator("#status")).ToHaveTextAsync("no connection; waiting for the run");
        using var second = await Script.Start(port, Token, "second");
        Assert.That(second.Url.Port, Is.EqualTo(port));
        var patient = new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 };
        await Expect(Tab.GetByRole(AriaRole.Log)).ToHaveTextAsync("printed by the second", patient);
        await Expect(Tab.Locator("#status")).ToHaveTextAsync("live");
        await Chart("loss");
    }

    [Test]
    public async Task The_last_values_arrive_before_the_page_ends()
    {
        var run = new LiveLogger("short");
        var page = LivePage.Start(new LivePageOptions { Port = 0, RefreshInterval = TimeSpan.FromHours(1), Output = TextWriter.Null }, run);
        await Open(page);
        await Expect(Tab.Locator("#status")).ToHaveTextAsync("live");
        run.SetTrainBatch([("loss", 0.125)], batchSize: 1);
        page.Dispose();
        await Chart("loss");
        await Expect(Tab.Locator(".legend output")).ToHaveTextAsync("0.125");
        await Expect(Tab.Locator("#status")).ToHaveTextAsync("the run has ended");
    }

    [Test]
    public async Task Its_button_ends_the_waiting()
    {
        using var page = Serve(Samples.Run("run", seed: 1));
        await Open(page);
        await Chart("loss");
        await Expect(Tab.Locator("#close")).ToBeHiddenAsync();
        var waiting = Task.Run(() => page.WaitForClose());
        await Tab.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Close the page" }).ClickAsync();
        await waiting;
    }

    [Test]
    public async Task An_hour_of_updates_leaves_the_page_small()
    {
        const int updates = 360_000;
        var patient = new LocatorAssertionsToHaveTextOptions { Timeout = 60_000 };
        var run = new LiveLogger("hour");
        using var page = Serve(run);
        await Open(page);
        run.SetTrainBatch([("loss", 1)], batchSize: 1);
        await Chart("loss");
        for (var i = 1; i <= updates; i++)
        {
            run.SetTrainBatch([("loss", 1.0 / i), ("accuracy", 1 - (1.0 / i))], batchSize: 100);
            if (i % 100 == 0) run.SetTrainEpoch();
            if (i % 10 == 0) run.Print($"update {i}");

            // The browser keeps up: it has seen this before more comes.
            if (i % 36_000 == 0) await Expect(Tab.Locator("#lines > div").Last).ToHaveTextAsync($"update {i}", patient);
        }

        await Expect(Tab.Locator("#lines > div")).ToHaveCountAsync(LiveLogger.PrintedLineCapacity);
        Assert.That(await Tab.EvaluateAsync<int>("document.querySelectorAll('*').length"), Is.LessThan(2000));
        Assert.That(await Tab.EvaluateAsync<double>("performance.memory.usedJSHeapSize"), Is.LessThan(64 << 20));
    }
}

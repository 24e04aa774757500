using System.Net;
using System.Net.Sockets;
using Autograd.Plotting;

namespace Autograd.Live.Tests.Page;

/// <summary>How a page begins, fails and ends.</summary>
[NonParallelizable]
public sealed class LifeTests
{
    [Test]
    public void A_busy_port_moves_on()
    {
        using var first = new PageClient(new LiveLogger("run"));
        using var second = new PageClient(Options(first.Url.Port), new LiveLogger("run"));
        Assert.That(second.Url.Port, Is.InRange(first.Url.Port + 1, first.Url.Port + 20).Or.GreaterThan(1023));
        Assert.That(second.Url.Port, Is.Not.EqualTo(first.Url.Port));
    }

    [Test]
    public void A_port_that_another_program_holds_moves_on()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        using var client = new PageClient(Options(port), new LiveLogger("run"));
        Assert.That(client.Url.Port, Is.Not.EqualTo(port));
    }

    [Test]
    public void The_end_frees_the_port()
    {
        var first = new PageClient(new LiveLogger("run"));
        var port = first.Url.Port;
        first.Dispose();
        first.Page.Dispose();
        using var second = new PageClient(Options(port), new LiveLogger("run"));
        Assert.That(second.Url.Port, Is.EqualTo(port));
    }

    [Test]
    public void The_end_of_a_live_plot_ends_its_page()
    {
        var plot = new LivePlot();
        var page = plot.Show(Options(0));
        var port = page.Url!.Port;
        plot.SetTrainBatch([("loss", 1)], batchSize: 1);
        plot.Plot();
        plot.Dispose();
        Assert.That(() => Connect(port), Throws.InstanceOf<SocketException>());
        Assert.That(() => plot.Show(), Throws.InvalidOperationException.With.Message.EqualTo(
            $"Show: the run \"{plot.Name}\" has ended; LivePage.Start shows it"));
    }

    [Test]
    public void It_prints_its_address_and_nothing_else()
    {
        var output = new StringWriter { NewLine = "\n" };
        using var page = LivePage.Start(new LivePageOptions { Port = 0, Output = output }, new LiveLogger("run"));
        page.Refresh();
        Assert.That(output.ToString(), Is.EqualTo($"The run is shown at {page.Url}\n"));
    }

    [Test]
    public void A_page_that_cannot_listen_leaves_the_run_alone()
    {
        var output = new StringWriter { NewLine = "\n" };
        var run = new LiveLogger("run");
        using var page = new LivePage(
            new LivePageOptions { Output = output }, [run], (_, _) => throw new IOException("no port is left"));
        run.SetTrainBatch([("loss", 1)], batchSize: 1);
        page.Refresh();
        page.Show(new Figure());
        page.WaitForClose();
        Assert.Multiple(() =>
        {
            Assert.That(page.Url, Is.Null);
            Assert.That(page.Error, Is.InstanceOf<IOException>());
            Assert.That(output.ToString(), Is.EqualTo("LivePage: the page cannot be shown (no port is left); the run goes on without it\n"));
            Assert.That(Figure.Viewer, Is.Not.SameAs(page));
        });
    }

    [Test]
    public async Task A_panel_that_fails_is_told_to_the_page_alone()
    {
        var output = new StringWriter { NewLine = "\n" };
        var run = new LiveLogger("run");
        run.SetTrainBatch([("loss", 1)], batchSize: 1);
        using var client = new PageClient(
            new LivePageOptions { Port = 0, RefreshInterval = TimeSpan.FromHours(1), Output = output }, run);
        client.Page.Board.Panel("broken", id => new BrokenPanel(id));
        client.Page.Refresh();
        client.Page.Refresh();

        var panel = await client.Panel("loss");
        Assert.That(await client.Get($"panels/{panel.GetProperty("id").GetInt32()}/chart"), Does.StartWith("<svg"), "the others are shown");
        var broken = client.Page.Board.Panel<BrokenPanel>("broken", _ => null!);
        using var response = await client.Send($"panels/{broken.Id}/chart");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("broken by the test"));
        Assert.That(output.ToString(), Does.EndWith("LivePage: broken by the test; the run goes on\n"));
        Assert.That(output.ToString().Split("broken"), Has.Length.EqualTo(2), "told once");
    }

    [Test]
    public async Task Waiting_ends_by_the_page_s_button()
    {
        using var client = new PageClient(new LiveLogger("run"));
        var waiting = Task.Run(() => client.Page.WaitForClose());
        await client.Events(item => item.Data.Contains("\"waiting\":true"));
        Assert.That(await client.Status("close", method: HttpMethod.Post), Is.EqualTo(HttpStatusCode.NoContent));
        await waiting;
        await client.Events(item => item.Data.Contains("\"waiting\":false"));
    }

    [Test]
    public void Waiting_ends_by_cancellation()
    {
        using var client = new PageClient(new LiveLogger("run"));
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.That(() => client.Page.WaitForClose(cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_page_that_is_open_hears_of_the_end()
    {
        var client = new PageClient(new LiveLogger("run"));
        var told = client.Events(item => item.Data.Contains("\"ended\":true"));
        await client.Events(item => item.EventType == "state");
        client.Page.Dispose();
        await told;
        client.Dispose();
    }

    [Test]
    public async Task Figures_come_to_the_page_that_began_last()
    {
        Assert.That(Figure.Viewer, Is.Null);
        using (var outer = new PageClient(new LiveLogger("outer")))
        {
            using (var inner = new PageClient(new LiveLogger("inner")))
            {
                var figure = new Figure();
                figure.SupTitle("inner figure");
                figure.Show();
                figure.Show();
                var panel = await inner.Panel("inner figure");
                Assert.That(await inner.Get($"panels/{panel.GetProperty("id").GetInt32()}/image"), Does.Contain("<svg"));
                Assert.That(inner.Page.Board.Find(panel.GetProperty("id").GetInt32() + 1), Is.Null, "shown twice, there once");
            }

            Assert.That(Figure.Viewer, Is.SameAs(outer.Page));
        }

        Assert.That(Figure.Viewer, Is.Null);
    }

    [Test]
    public void Of_many_figures_the_latest_are_kept()
    {
        using var client = new PageClient(new LiveLogger("run"));
        for (var i = 0; i < 450; i++) client.Page.Show(new Figure((1, 1)));
        Assert.That(client.Page.Board.Events.Count, Is.LessThanOrEqualTo(200 + 200 + 1), "figures, removed ones, the state");
        Assert.That(client.Page.Board.Find(1), Is.Null);
        Assert.That(client.Page.Board.Find(450), Is.Not.Null);
    }

    [TestCase(-1)]
    [TestCase(65536)]
    public void Ports_are_checked(int port) => Assert.That(
        () => LivePage.Start(new LivePageOptions { Port = port }),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(
            $"LivePage: Port is {port}; pass one from 1 to 65535, or 0 for any free one"));

    [TestCase("short")]
    [TestCase("0123456789/abcdef")]
    public void Tokens_are_checked(string token) => Assert.That(
        () => LivePage.Start(new LivePageOptions { Token = token }),
        Throws.ArgumentException.With.Message.StartsWith(
            $"LivePage: a Token of {token.Length} characters; pass at least 16, of letters, digits, - and _ alone"));

    [Test]
    public void Intervals_are_checked() => Assert.That(
        () => LivePage.Start(new LivePageOptions { RefreshInterval = TimeSpan.Zero }),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(
            "LivePage: RefreshInterval is 00:00:00; pass one from a millisecond to an hour"));

    [Test]
    public void Nulls_are_named()
    {
        using var client = new PageClient(new LiveLogger("run"));
        Assert.Multiple(() =>
        {
            Assert.That(() => LivePage.Start((LivePageOptions)null!), Throws.ArgumentNullException);
            Assert.That(() => LivePage.Start([null!]), Throws.ArgumentNullException);
            Assert.That(() => client.Page.Add(null!), Throws.ArgumentNullException);
            Assert.That(() => client.Page.Show(null!), Throws.ArgumentNullException);
        });
    }

    private static LivePageOptions Options(int port) => new() { Port = port, RefreshInterval = TimeSpan.FromHours(1), Output = TextWriter.Null };

    private static void Connect(int port)
    {
        using var socket = new TcpClient();
        socket.Connect(IPAddress.Loopback, port);
    }

    private sealed class BrokenPanel(int id) : ChartPanel(id, "metrics", "broken")
    {
        public override long Version => 1;

        public override PanelState State() => throw new InvalidOperationException("broken by the test");

        public override ChartImage Draw(ChartView view) => throw new InvalidOperationException("broken by the test");

        public override string Describe(ChartView view) => "";

        public override ValuesAt? At(ChartView view, double x, double y) => null;

        public override TableContent Table(ChartView view) => new([], []);
    }
}

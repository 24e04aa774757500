namespace Autograd.Tests.ProgressBars;

/// <summary>Where lines cannot be overwritten, they come at growing intervals.</summary>
public class ProgressLinesTests
{
    private readonly FakeClock _clock = new();
    private FakeTerminal _terminal = null!;
    private ProgressScreen _screen = null!;

    [SetUp]
    public void NewScreen()
    {
        _terminal = new FakeTerminal(width: 1000, isInteractive: false);
        _screen = new ProgressScreen(_terminal, _clock);
    }

    [Test]
    public void A_long_run_prints_after_1_3_7_15_seconds_and_at_its_end()
    {
        var bar = Range(20);
        foreach (var i in bar)
        {
            bar.Set("i", i);
            _clock.Advance(1);
        }

        Assert.That(_terminal.Text, Is.EqualTo(
            """
              5% 1/20 [00:01<00:19,  1.00it/s, i=0]
             15% 3/20 [00:03<00:17,  1.00it/s, i=2]
             35% 7/20 [00:07<00:13,  1.00it/s, i=6]
             75% 15/20 [00:15<00:05,  1.00it/s, i=14]
            100% 20/20 [00:20<00:00,  1.00it/s, i=19]
            """));
    }

    [Test]
    public void Ten_minutes_are_the_longest_pause()
    {
        foreach (var _ in Range(10_000)) _clock.Advance(1);
        Assert.That(_terminal.Rows.Reverse().Skip(2).Take(3).Select(row => row[..row.IndexOf('<')]), Is.EqualTo((string[])
        [
            " 94% 9423/10000 [2:37:03", " 88% 8823/10000 [2:27:03", " 82% 8223/10000 [2:17:03",
        ]));
    }

    [Test]
    public void A_short_run_prints_its_end_alone()
    {
        foreach (var _ in Range(5)) _clock.Advance(0.1);
        Assert.That(_terminal.Text, Is.EqualTo("100% 5/5 [00:00<00:00, 10.00it/s]"));
    }

    [Test]
    public void Inner_bars_print_with_the_outer_and_not_at_their_ends()
    {
        foreach (var outer in Range(2, "outer"))
            foreach (var _ in Range(4, "inner"))
                _clock.Advance(0.5);
        Assert.That(_terminal.Text, Is.EqualTo(
            """
            outer:   0% 0/2 [00:01<?, ?it/s]
            inner:  50% 2/4 [00:01<00:01,  2.00it/s]
            outer:  50% 1/2 [00:03<00:02,  2.00s/it]
            inner:  50% 2/4 [00:01<00:01,  2.00it/s]
            outer: 100% 2/2 [00:04<00:00,  2.00s/it]
            """));
    }

    [Test]
    public void What_is_written_stands_between_the_lines()
    {
        foreach (var i in Range(2))
        {
            _screen.Write($"line {i}");
            _clock.Advance(1);
        }

        Assert.That(_terminal.Text, Is.EqualTo("line 0\n 50% 1/2 [00:01<00:01,  1.00it/s]\nline 1\n100% 2/2 [00:02<00:00,  1.00it/s]"));
    }

    [Test]
    public void At_an_exit_the_last_state_is_printed_once()
    {
        foreach (var outer in Range(2, "outer"))
        {
            foreach (var inner in Range(4, "inner"))
            {
                _clock.Advance(0.25);
                if (inner == 1) _terminal.Exit(isEnd: true);
            }

            break;
        }

        Assert.That(_terminal.Text, Is.EqualTo("outer:   0% 0/2 [00:00<?, ?it/s]\ninner:  25% 1/4 [00:00<00:00,  4.00it/s]"));
        Assert.That((_clock.ActiveTimers, _screen.HasBars), Is.EqualTo((0, false)));
    }

    [Test]
    public void At_a_signal_that_the_program_survives_the_state_is_printed_and_the_loop_goes_on()
    {
        foreach (var i in Range(2))
            if (i == 1) _terminal.Exit(isEnd: false);
        Assert.That(_terminal.Rows[..2], Is.EqualTo((string[])[" 50% 1/2 [00:00<?, ?it/s]", "100% 2/2 [00:00<?, ?it/s]"]));
    }

    [TestCase(3, "done: 100% 2/2 [00:00<?, ?it/s]")]
    [TestCase(2, "")]
    public void A_bar_that_came_to_its_end_and_was_not_disposed_of_is_no_outer_loop(int updates, string last)
    {
        var forgotten = ProgressBar.On(_screen, total: 3);
        for (var i = 0; i < updates; i++) forgotten.Update();
        foreach (var _ in Range(2, "done"))
        {
        }

        Assert.That(_terminal.Text, Is.EqualTo(last));
        forgotten.Dispose();
    }

    private ProgressBar<int> Range(int total, string? description = null) => new(Enumerable.Range(0, total), _screen, total, description);
}

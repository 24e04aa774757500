namespace Autograd.Tests.ProgressBars;

/// <summary>What a terminal of 60 columns shows while a loop runs, and after it.</summary>
public class ProgressBarTests
{
    private readonly FakeClock _clock = new();
    private FakeTerminal _terminal = null!;
    private ProgressScreen _screen = null!;

    [SetUp]
    public void NewScreen() => Use(new FakeTerminal());

    [TearDown]
    public void Nothing_stays_behind() => Assert.That((_clock.ActiveTimers, _screen.HasBars), Is.EqualTo((0, false)));

    [Test]
    public void A_loop_shows_its_share_count_times_and_rate_and_leaves_its_last_line()
    {
        var shown = new List<string>();
        foreach (var _ in Range(64))
        {
            shown.Add(_terminal.Text);
            _clock.Advance(0.5);
        }

        Assert.Multiple(() =>
        {
            Assert.That(shown[0], Is.EqualTo("  0%|                               | 0/64 [00:00<?, ?it/s]"));
            Assert.That(shown[1], Is.EqualTo("  1%|▎                      | 1/64 [00:00<00:31,  2.00it/s]"));
            Assert.That(shown[13], Is.EqualTo(" 20%|████▍                 | 13/64 [00:06<00:25,  2.00it/s]"));
            Assert.That(shown[63], Is.EqualTo(" 98%|█████████████████████▋| 63/64 [00:31<00:00,  2.00it/s]"));
            Assert.That(_terminal.Text, Is.EqualTo("100%|██████████████████████| 64/64 [00:32<00:00,  2.00it/s]"));
            Assert.That(_terminal.Cursor, Is.EqualTo((1, 0)));
        });
    }

    [Test]
    public void A_loop_gives_the_elements_and_can_run_again()
    {
        var bar = Range(3);
        Assert.That(bar, Is.EqualTo((int[])[0, 1, 2]));
        Assert.That(bar, Is.EqualTo((int[])[0, 1, 2]));
        Assert.That(_terminal.Rows, Has.Length.EqualTo(3), "two lines and the cursor");
    }

    [Test]
    public void Lines_are_drawn_when_the_timer_says_so_and_not_at_every_pass()
    {
        foreach (var i in Range(1000))
            if (i % 250 == 0) _clock.Advance(0.1);
        Assert.That(_terminal.Writes, Is.EqualTo(1 + 4 + 1));
    }

    [Test]
    public void Metrics_stand_at_the_end_and_share_its_place()
    {
        var bar = Range(8, "train");
        var shown = "";
        foreach (var i in bar)
        {
            shown = _terminal.Text;
            bar.Set("loss", 1 / (i + 3.0));
            bar.Set("n", 12345L * i);
            bar.Set("lr", "1e-3");
            _clock.Advance(2);
        }

        Assert.That(shown, Is.EqualTo("train:  87% 7/8 [00:14<00:02,  2.00s/it, loss=0.111, n=7407"));
        Assert.That(_terminal.Rows[0], Is.EqualTo("train: 100% 8/8 [00:16<00:00,  2.00s/it, loss=0.1, n=86415,"));
    }

    [Test]
    public void An_unknown_length_shows_the_count()
    {
        var shown = "";
        foreach (var _ in Of(Endless().Where(n => n % 2 == 0).Take(12), unit: "row"))
        {
            shown = _terminal.Text;
            _clock.Advance(1);
        }

        Assert.That(shown, Is.EqualTo("11row [00:11,  1.00row/s]"));
        Assert.That(_terminal.Text, Is.EqualTo("12row [00:12,  1.00row/s]"));
    }

    [Test]
    public void More_elements_than_announced_end_the_percentage()
    {
        foreach (var _ in Of(Enumerable.Range(0, 5), total: 4)) _clock.Advance(1);
        Assert.That(_terminal.Text, Is.EqualTo("5it [00:05,  1.00it/s]"));
    }

    [Test]
    public void A_loop_of_nothing_leaves_a_line()
    {
        foreach (var _ in Range(0, "nothing")) Assert.Fail();
        Assert.That(_terminal.Text, Is.EqualTo("nothing: 0it [00:00, ?it/s]"));
    }

    [Test]
    public void The_remaining_time_follows_the_rate_of_late_and_the_last_line_the_average()
    {
        var shown = "";
        foreach (var i in Range(20))
        {
            shown = _terminal.Text;
            _clock.Advance(i < 10 ? 1 : 3);
        }

        Assert.That(shown, Is.EqualTo(" 95%|████████████████████▉ | 19/20 [00:37<00:02,  2.92s/it]"));
        Assert.That(_terminal.Text, Is.EqualTo("100%|██████████████████████| 20/20 [00:40<00:00,  2.00s/it]"));
    }

    [Test]
    public void Hours_are_written_where_there_are_any()
    {
        using var bar = ProgressBar.On(_screen, total: 100);
        _clock.Advance(3599);
        bar.Update(1);
        Assert.That(_terminal.Text, Does.Contain("1/100 [59:59<98:58:21, 3599.00s/it]"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Leaving_a_loop_early_leaves_the_line_and_the_cursor_below(bool byException)
    {
        try
        {
            foreach (var i in Range(10))
            {
                _clock.Advance(1);
                if (i < 4) continue;
                if (byException) throw new InvalidOperationException();
                break;
            }
        }
        catch (InvalidOperationException)
        {
        }

        Assert.That(_terminal.Text, Is.EqualTo(" 40%|█████████▏             | 4/10 [00:05<00:07,  1.25s/it]"));
        Assert.That(_terminal.Cursor, Is.EqualTo((1, 0)));
    }

    [Test]
    public void An_inner_loop_has_its_bar_below_and_takes_it_away()
    {
        string within = "", between = "";
        foreach (var epoch in Range(2, "epochs"))
        {
            foreach (var batch in Range(4, "batches"))
            {
                _clock.Advance(1);
                if (epoch == 1 && batch == 3) within = _terminal.Text;
            }

            between = _terminal.Text;
            Assert.That(_terminal.Cursor, Is.EqualTo((0, between.Length)));
        }

        Assert.Multiple(() =>
        {
            Assert.That(within, Is.EqualTo(
                "epochs:  50%|████████        | 1/2 [00:07<00:04,  4.00s/it]\n"
                + "batches:  75%|███████████▎   | 3/4 [00:03<00:01,  1.00it/s]"));
            Assert.That(between, Is.EqualTo("epochs:  50%|████████        | 1/2 [00:08<00:04,  4.00s/it]"));
            Assert.That(_terminal.Text, Is.EqualTo("epochs: 100%|████████████████| 2/2 [00:08<00:00,  4.00s/it]"));
            Assert.That(_terminal.Cursor, Is.EqualTo((1, 0)));
        });
    }

    [Test]
    public void An_inner_loop_that_leaves_its_bar_leaves_it_above()
    {
        foreach (var outer in Range(2, "outer"))
            foreach (var _ in Range(1, "inner", leave: true))
                _clock.Advance(1);
        Assert.That(_terminal.Text, Is.EqualTo(
            "inner: 100%|█████████████████| 1/1 [00:01<00:00,  1.00it/s]\n"
            + "inner: 100%|█████████████████| 1/1 [00:01<00:00,  1.00it/s]\n"
            + "outer: 100%|█████████████████| 2/2 [00:02<00:00,  1.00it/s]"));
    }

    [Test]
    public void A_loop_that_leaves_nothing_leaves_an_empty_line()
    {
        foreach (var _ in Range(3, leave: false)) _clock.Advance(1);
        Assert.That((_terminal.Text, _terminal.Cursor), Is.EqualTo(("", (0, 0))));
    }

    [Test]
    public void What_is_written_stands_above_the_bars()
    {
        foreach (var i in Range(2, "outer"))
        {
            foreach (var _ in Range(2, "inner"))
            {
                _clock.Advance(1);
                _screen.Write($"line {i}");
            }
        }

        _screen.Write("after");
        Assert.That(_terminal.Text, Is.EqualTo("line 0\nline 0\nline 1\nline 1\nouter: 100%|█████████████████| 2/2 [00:04<00:00,  2.00s/it]\nafter"));
    }

    [Test]
    public void Hangul_takes_two_columns()
    {
        using var bar = ProgressBar.On(_screen, total: 4, description: "훈련 중");
        Assert.That(_terminal.Text, Is.EqualTo("훈련 중:   0%|                       | 0/4 [00:00<?, ?it/s]"));
        Assert.That(DisplayWidth.Of(_terminal.Text), Is.EqualTo(59));
    }

    [TestCase("", 0)]
    [TestCase("abc", 3)]
    [TestCase("한글", 4)]
    [TestCase("ábc", 3)]
    [TestCase("a\u0301", 1)]
    [TestCase("漢字カナ", 8)]
    [TestCase("🚀 ∇θ█", 6)]
    public void Columns(string text, int columns) => Assert.That(DisplayWidth.Of(text), Is.EqualTo(columns));

    [Test]
    public void A_text_is_cut_before_a_wide_character_that_would_stick_out() =>
        Assert.That((DisplayWidth.Cut("가나다", 5), DisplayWidth.Cut("가나다", 6), DisplayWidth.Cut("", 0)), Is.EqualTo(("가나", "가나다", "")));

    [TestCase(20, "descri:  50% 1/2 [0")]
    [TestCase(2, "d")]
    [TestCase(1, "")]
    public void A_narrow_terminal_cuts_the_line(int width, string line)
    {
        Use(new FakeTerminal(width));
        using var bar = ProgressBar.On(_screen, total: 2, description: "descri");
        bar.Update();
        bar.Refresh();
        Assert.That(_terminal.Text, Is.EqualTo(line));
    }

    [Test]
    public void A_bar_is_moved_by_hand_and_renamed()
    {
        using (var bar = ProgressBar.On(_screen, total: 2048, description: "read", unit: "B"))
        {
            bar.Description = "copy";
            _clock.Advance(1);
            bar.Update(512);
            Assert.That(_terminal.Text, Is.EqualTo("copy:  25%|███▎         | 512/2048 [00:01<00:03, 512.00B/s]"));
            Assert.That((bar.N, bar.Total, bar.Unit), Is.EqualTo((512L, (long?)2048L, "B")));
        }

        Assert.That(_terminal.Rows, Has.Length.EqualTo(2));
    }

    [Test]
    public void At_an_exit_the_cursor_goes_below_the_bars_and_nothing_more_is_drawn()
    {
        foreach (var outer in Range(2, "outer"))
        {
            foreach (var _ in Range(2, "inner")) _terminal.Exit(isEnd: true);
            break;
        }

        Assert.That((_terminal.Rows.Length, _terminal.Cursor), Is.EqualTo((3, (2, 0))));
    }

    [Test]
    public void A_program_that_survives_a_signal_goes_on_below()
    {
        foreach (var i in Range(2))
        {
            if (i == 0) _terminal.Exit(isEnd: false);
            _clock.Advance(1);
        }

        Assert.That(_terminal.Rows[1], Is.EqualTo("100%|████████████████████████| 2/2 [00:02<00:00,  1.00it/s]"));
    }

    [Test]
    public void A_sequence_that_cannot_begin_shows_no_bar()
    {
        Assert.Throws<InvalidOperationException>(() => Of(new Broken()).GetEnumerator());
        Assert.That(_terminal.Writes, Is.Zero);
    }

    [Test]
    public void Lengths_are_known_where_a_sequence_knows_its_own() => Assert.That(
        (Progress.LengthOf((int[])[1, 2]), Progress.LengthOf(Enumerable.Range(0, 7).Select(i => -i)), Progress.LengthOf(new Counted()),
            Progress.LengthOf(Endless())),
        Is.EqualTo(((long?)2L, (long?)7L, (long?)3L, (long?)null)));

    [Test]
    public void Wrong_arguments_are_named() => Assert.Multiple(() =>
    {
        AssertMessage(() => Progress.Range(-1), "Range: total is -1; it must not be negative (Parameter 'total')");
        AssertMessage(() => Progress.Of([1], total: -2), "Of: total is -2; it must not be negative, and null if it is unknown (Parameter 'total')");
        AssertMessage(() => new ProgressBar(total: -3), "ProgressBar: total is -3; it must not be negative, and null if it is unknown (Parameter 'total')");
        AssertMessage(() => Range(1).Set("y", Tensor.Ones(2, 3)),
            "Set: the metric \"y\" is a tensor of shape (2, 3), and a line has room for one number; pass its Mean(), say (Parameter 'value')");
        Assert.That(
            Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerator)default(ProgressBar<int>.Enumerator)).Reset())!.Message,
            Is.EqualTo("GetEnumerator: a loop begins anew with another enumerator"));
    });

    private static void AssertMessage(Action action, string message) =>
        Assert.That(Assert.Catch<ArgumentException>(() => action())!.Message, Does.StartWith(message));

    private void Use(FakeTerminal terminal)
    {
        _terminal = terminal;
        _screen = new ProgressScreen(terminal, _clock);
    }

    private ProgressBar<int> Range(int total, string? description = null, bool? leave = null) =>
        new(Enumerable.Range(0, total), _screen, total, description, leave: leave);

    private ProgressBar<T> Of<T>(IEnumerable<T> sequence, long? total = null, string unit = "it") =>
        new(sequence, _screen, total ?? Progress.LengthOf(sequence), unit: unit);

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++) yield return i;
    }

    private sealed class Broken : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => throw new InvalidOperationException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Counted : IReadOnlyCollection<int>
    {
        public int Count => 3;

        public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, 3).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace Autograd.Plotting.Tests;

/// <summary>Where axes begin and end.</summary>
public sealed class LimitTests
{
    [Test]
    public void A_line_has_a_twentieth_of_its_range_around_it() =>
        Assert.That(Limits(axes => axes.Plot([0, 10], [-1, 1])), Is.EqualTo((-0.5, 10.5, -1.1, 1.1)));

    [Test]
    public void Bars_stand_on_the_axis() => Assert.That(Limits(axes => axes.Bar([1, 2], [3, 10])).Bottom, Is.Zero);

    [Test]
    public void An_image_fills_the_frame_and_begins_at_the_top() =>
        Assert.That(Limits(axes => axes.Imshow(Tensor.Zeros(2, 3))), Is.EqualTo((-0.5, 2.5, 1.5, -0.5)));

    [Test]
    public void An_image_with_a_lower_origin_begins_at_the_bottom() =>
        Assert.That(Limits(axes => axes.Imshow(Tensor.Zeros(2, 3), origin: "lower")), Is.EqualTo((-0.5, 2.5, -0.5, 1.5)));

    [Test]
    public void Limits_that_are_given_stay_and_the_others_are_automatic() =>
        Assert.That(Limits(axes =>
        {
            axes.Plot([0, 10], [-1, 1]);
            axes.SetXLim(2);
            axes.SetYLim(top: 4);
        }), Is.EqualTo((2, 10.5, -1.1, 4)));

    [Test]
    public void The_larger_limit_first_turns_an_axis_round() =>
        Assert.That(Limits(axes =>
        {
            axes.Plot([0, 10], [-1, 1]);
            axes.SetXLim(8, 3);
        }), Is.EqualTo((8, 3, -1.1, 1.1)));

    [Test]
    public void A_logarithmic_axis_has_logarithms_and_follows_what_comes_later() =>
        Assert.That(Limits(axes =>
        {
            axes.Plot([1, 100], [1, 1000]);
            axes.SetXScale("log");
            axes.SetYScale("log");
            axes.Plot([1, 100], [10, 1]);
        }), Is.EqualTo((-0.1, 2.1, -0.15, 3.15)));

    [Test]
    public void A_scale_can_be_changed_back() =>
        Assert.That(Limits(axes =>
        {
            axes.Plot([0, 10], [1, 11]);
            axes.SetYScale("log");
            axes.SetYScale("linear");
        }), Is.EqualTo((-0.5, 10.5, 0.5, 11.5)));

    [Test]
    public void Text_and_missing_values_do_not_widen_an_axis() =>
        Assert.That(Limits(axes =>
        {
            axes.Plot([0, 10, double.NaN, 20], [-1, 1, 5, double.PositiveInfinity]);
            axes.Text(100, 100, "far away");
        }), Is.EqualTo((-0.5, 10.5, -1.1, 1.1)));

    [Test]
    public void Limits_set_on_the_ScottPlot_object_stay() =>
        Assert.That(Limits(axes =>
        {
            axes.Plot([0, 10], [-1, 1]);
            axes.ScottPlot.Axes.SetLimits(1, 2, 3, 4);
        }), Is.EqualTo((1, 2, 3, 4)));

    [Test]
    public void Data_that_is_added_after_a_figure_was_drawn_widens_it()
    {
        var axes = new Figure((3, 3)).AddSubplot();
        axes.Plot([0, 10], [-1, 1]);
        axes.Figure.ToSvg();
        axes.Plot([0, 20], [-1, 1]);
        axes.Figure.ToSvg();
        Assert.That(axes.ScottPlot.Axes.GetLimits().Right, Is.EqualTo(21));
    }

    [Test]
    public void Units_are_equal_where_the_aspect_is()
    {
        var axes = new Figure((6, 3)).AddSubplot();
        axes.Plot([0, 10], [0, 10]);
        axes.SetAspect("equal");
        axes.Figure.ToSvg();
        var rect = axes.ScottPlot.LastRender.DataRect;
        Assert.That(rect.Width, Is.EqualTo(rect.Height).Within(1));
    }

    [Test]
    public void Frames_of_a_column_and_of_a_row_line_up()
    {
        var figure = new Figure((6, 6));
        var ax = figure.Subplots(2, 2);
        ax[0, 0].Plot([1e5, 3e5]);
        ax[1, 0].Plot([1, 2]);
        ax[0, 1].SetTitle("title");
        ax[1, 1].SetXLabel("label");
        figure.ToSvg();
        var rects = ax.Select(axes => axes.ScottPlot.LastRender.DataRect).ToArray();
        Assert.That((rects[0].Left, rects[1].Left), Is.EqualTo((rects[2].Left, rects[3].Left)));
        Assert.That((rects[0].Top, rects[2].Top), Is.EqualTo((rects[1].Top, rects[3].Top)));
        Assert.That((rects[0].Bottom, rects[2].Bottom), Is.EqualTo((rects[1].Bottom, rects[3].Bottom)));
    }

    [TestCase(45)]
    [TestCase(90)]
    [TestCase(-30)]
    public void Turned_labels_have_room(double rotation)
    {
        var (plain, turned) = (new Figure((4, 3)).AddSubplot(), new Figure((4, 3)).AddSubplot());
        foreach (var axes in (Axes[])[plain, turned])
        {
            axes.Plot([1, 2]);
            axes.SetXTicks([0, 1], ["a long label", "b"], rotation: axes == turned ? rotation : 0);
            axes.Figure.ToSvg();
        }

        // The label is about 75 pixels long and 17 high.
        var more = plain.ScottPlot.LastRender.DataRect.Bottom - turned.ScottPlot.LastRender.DataRect.Bottom;
        var angle = Math.Abs(rotation) * Math.PI / 180;
        Assert.That(more, Is.GreaterThan(75 * Math.Sin(angle) + 17 * Math.Cos(angle) - 17 - 10));
    }

    [TestCase(new double[] { 0, 1 }, new double[] { 1, 0 }, "upper right")]
    [TestCase(new double[] { 0, 1 }, new double[] { 0, 1 }, "upper left")]
    public void A_legend_stands_where_there_is_room(double[] x, double[] y, string place)
    {
        var axes = new Figure().AddSubplot();
        axes.Plot(x, y, label: "line");
        axes.Legend();
        axes.Figure.ToSvg();
        var best = axes.ScottPlot.Legend.Alignment;
        axes.Legend(place);
        Assert.That(best, Is.EqualTo(axes.ScottPlot.Legend.Alignment));
    }

    private static (double Left, double Right, double Bottom, double Top) Limits(Action<Axes> draw)
    {
        var axes = new Figure((3, 3)).AddSubplot();
        draw(axes);
        axes.Figure.ToSvg();
        var limits = axes.ScottPlot.Axes.GetLimits();
        return (Math.Round(limits.Left, 9), Math.Round(limits.Right, 9), Math.Round(limits.Bottom, 9), Math.Round(limits.Top, 9));
    }
}

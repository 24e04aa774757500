namespace Autograd.Plotting.Tests;

/// <summary>Figures that several tests draw.</summary>
internal static class Figures
{
    internal static Figure Lines()
    {
        var axes = new Figure((4, 3)).AddSubplot();
        axes.Plot([1, 2, 3, 4], [1, 4, 9, 16], "--o", label: "x²");
        axes.Plot([1, 2, 3, 4], [1, 2, double.NaN, 4], "r-.x", label: "gap");
        axes.SetTitle(@"$\hat{y} = \alpha x^2$");
        axes.SetXLabel("x");
        axes.SetYLabel("y");
        axes.Legend();
        axes.Grid();
        return axes.Figure;
    }

    internal static Figure Logarithmic()
    {
        var axes = new Figure((4, 3), Style.DarkBackground).AddSubplot();
        axes.Plot([1, 10, 100, 1000], [1, 0.1, 0.01, 0], "s-");
        axes.SetXScale("log");
        axes.SetYScale("log");
        axes.Grid(which: "both");
        axes.AxHLine(0.05, "C1", ":");
        axes.Text(10, 0.2, "text", ha: "center");
        return axes.Figure;
    }

    internal static Figure Matrix()
    {
        var axes = new Figure((4, 3)).AddSubplot();
        axes.Matshow(Tensor.From([[-1.0, 0], [0.5, 1], [double.NaN, double.PositiveInfinity]]), "bwr", -1, 1, annot: true);
        axes.SetXTicks(["h", "ŷ"]);
        axes.ColorBar("value");
        return axes.Figure;
    }

    internal static Figure Bars()
    {
        var axes = new Figure((4, 3)).AddSubplot();
        axes.Bar(["가", "나", "다"], [1, 3, 2], label: "a");
        axes.FillBetween([0, 1, 2], [1, 2, 1], 0.5, color: "k", alpha: 0.2);
        axes.Legend("upper left");
        return axes.Figure;
    }

    internal static Figure Surfaces()
    {
        var figure = new Figure((6, 3));
        var grid = figure.Subplots(1, 2);
        var side = Tensor.Linspace(-1, 1, 21);
        var z = side.Unsqueeze(1) * side.Unsqueeze(0);
        grid[0].Contourf(side, side, z, levels: 4);
        grid[0].ColorBar();
        grid[1].Contour(side, side, z, levels: 4);
        grid[1].Scatter([0.5, -0.5], [0.5, -0.5], s: 30, c: [0, 1], marker: "*");
        figure.SupTitle("Surfaces");
        return figure;
    }

    internal static Figure Everything()
    {
        var figure = new Figure((9, 6));
        var ax = figure.Subplots(2, 2);
        ax[0].Plot([1, 2, 3], [3, 1, 2], "o-", label: "line");
        ax[0].Legend();
        ax[0].Text(1, 2, "text");
        ax[0].SetTitle("title");
        ax[1].Matshow(Tensor.Eye(3), annot: true);
        ax[1].ColorBar("bar");
        ax[2].Hist([1, 2, 2, 3, 3, 3], bins: 3);
        ax[2].SetXLabel("x");
        ax[2].SetYLabel("y");
        ax[3].Plot([1, 10, 100]);
        ax[3].SetYScale("log");
        figure.SupTitle("all");
        return figure;
    }

    internal static IEnumerable<TestCaseData> All()
    {
        yield return new TestCaseData((Func<Figure>)Lines).SetArgDisplayNames("lines");
        yield return new TestCaseData((Func<Figure>)Logarithmic).SetArgDisplayNames("logarithmic");
        yield return new TestCaseData((Func<Figure>)Matrix).SetArgDisplayNames("matrix");
        yield return new TestCaseData((Func<Figure>)Bars).SetArgDisplayNames("bars");
        yield return new TestCaseData((Func<Figure>)Surfaces).SetArgDisplayNames("surfaces");
    }
}

using System.Globalization;
using System.Text;

namespace Autograd.Plotting.Graphs;

/// <summary>Writes a drawing as SVG: frames of blocks, then lines, then boxes, each with a tooltip.</summary>
internal sealed class GraphSvg
{
    public const double TitleSize = 13;
    public const double LineSize = 11.5;
    public const double LineHeight = 16;

    private const double Border = 24;
    private const double HeadingHeight = 34;
    private const double Corner = 9;

    private readonly GraphDirection _direction;
    private readonly GraphScene _scene;
    private readonly double _top;
    private readonly (StringBuilder Frames, StringBuilder Lines, StringBuilder Boxes) _layers = (new(), new(), new());

    private GraphSvg(GraphScene scene, GraphPlotOptions options) =>
        (_scene, _direction, _top) = (scene, options.Direction, Border + (options.Title is null ? 0 : HeadingHeight));

    private bool IsSideways => _direction is GraphDirection.LeftToRight or GraphDirection.RightToLeft;

    public static string Write(GraphDrawing drawing, GraphPlotOptions options)
    {
        var isSideways = options.Direction is GraphDirection.LeftToRight or GraphDirection.RightToLeft;
        return new GraphSvg(GraphScene.Of(drawing, isSideways), options).ToText(drawing, options);
    }

    private string ToText(GraphDrawing drawing, GraphPlotOptions options)
    {
        Draw(_scene);
        var width = (IsSideways ? _scene.Along : _scene.Across) + 2 * Border;
        if (options.Title is not null) width = Math.Max(width, TextWidths.Of(options.Title, 16, isBold: true) + 2 * Border);
        var height = (IsSideways ? _scene.Across : _scene.Along) + Border + _top;
        var title = options.Title ?? "Computation graph";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0.#} {height:0.#}\" ");
        text.Append(CultureInfo.InvariantCulture, $"width=\"{width:0.#}\" height=\"{height:0.#}\" class=\"autograd-graph\" ");
        text.Append($"role=\"img\" aria-label=\"{Escape(title)}. {Escape(Description(drawing))}\">\n<title>{Escape(title)}</title>\n<desc>{Escape(Description(drawing))}</desc>\n");
        var written = string.Concat(_layers.Boxes, _layers.Lines, _layers.Frames);
        text.Append(GraphStyle.Of(options.Theme, SvgDocument.Text(written) + options.Title));
        text.Append(GraphStyle.Markers);
        text.Append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
        if (options.Title is not null)
            text.Append(CultureInfo.InvariantCulture, $"<text class=\"heading\" x=\"{Border}\" y=\"{Border + 14}\">{Escape(options.Title)}</text>\n");
        text.Append(_layers.Frames).Append(_layers.Lines).Append(_layers.Boxes);
        return text.Append("</svg>\n").ToString();
    }

    private static string Description(GraphDrawing drawing)
    {
        var parts = new List<string>();
        Count(BoxKind.Operation, BoxKind.Result, "operation");
        Count(BoxKind.Parameter, BoxKind.Parameter, "parameter");
        Count(BoxKind.Leaf, BoxKind.Leaf, "other leaf");
        foreach (var block in drawing.Boxes.Select(box => box.Block).OfType<GraphBlock>())
            parts.Add($"{block.Inner.CountBoxes()} nodes that are repeated {block.Count} times");
        return $"The graph of a tensor: {string.Join(", ", parts)}.";

        void Count(BoxKind kind, BoxKind other, string name)
        {
            var count = drawing.Boxes.Count(box => box.Kind == kind || box.Kind == other);
            if (count > 0) parts.Add(count == 1 ? $"1 {name}" : $"{count} {(name == "other leaf" ? "other leaves" : name + "s")}");
        }
    }

    private void Draw(GraphScene scene)
    {
        foreach (var box in scene.Boxes)
            if (box.Inside is { } inside)
            {
                DrawFrame(box);
                Draw(inside);
            }

        foreach (var line in scene.Lines) DrawLine(line);
        foreach (var box in scene.Boxes) DrawBox(box);
    }

    private void DrawFrame(GraphScene.PlacedBox box)
    {
        var (x, y, width, height) = Rectangle(box.X, box.Y, box.Across, box.Along);
        _layers.Frames.Append($"<g class=\"block\"><title>{Escape(box.Box.Tooltip)}</title>");
        _layers.Frames.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"14\"/></g>\n");
        foreach (var loop in box.Loops)
        {
            var tooltip = loop.Distance == 1 ? "to the next repetition" : $"to the repetition after {loop.Distance}";
            _layers.Lines.Append($"<path class=\"loop\" d=\"{Rounded(loop.Corners)}\" marker-end=\"url(#loop-end)\"><title>{tooltip}</title></path>\n");
        }

        var badge = Map(box.Badge);
        var badgeWidth = TextWidths.Of(box.Box.Title, TitleSize, isBold: true) + 16;
        _layers.Boxes.Append($"<g class=\"badge\"><title>{Escape(box.Box.Tooltip)}</title>");
        _layers.Boxes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{badge.X - badgeWidth / 2:0.#}\" y=\"{badge.Y - 12:0.#}\" width=\"{badgeWidth:0.#}\" height=\"24\" rx=\"12\"/>");
        _layers.Boxes.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"{badge.X:0.#}\" y=\"{badge.Y + 4.5:0.#}\">{Escape(box.Box.Title)}</text></g>\n");
    }

    private void DrawLine(GraphScene.PlacedLine line)
    {
        var points = line.Points.Select(Map).ToArray();
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (var i = 1; i < points.Length; i += 3)
            path.Append(
                CultureInfo.InvariantCulture,
                $"C{points[i].X:0.#} {points[i].Y:0.#} {points[i + 1].X:0.#} {points[i + 1].Y:0.#} {points[i + 2].X:0.#} {points[i + 2].Y:0.#}");
        _layers.Lines.Append($"<path class=\"line\" d=\"{path}\"{(line.HasArrow && line.Edge.ToPort is null ? " marker-end=\"url(#line-end)\"" : "")}/>\n");
        if (line.Edge.Output.Length > 0) DrawLabel(points[0], line.Edge.Output, isStart: true);
        if (line.Edge.Label.Length == 0) return;

        // Beside the end that is at the block, where the straight part beside the loops ends.
        var isStart = line.Edge.FromPort is not null;
        DrawLabel(isStart ? points[Math.Min(3, points.Length - 1)] : points[^Math.Min(4, points.Length)], line.Edge.Label, isStart);
    }

    private void DrawLabel((double X, double Y) end, string label, bool isStart)
    {
        var isForward = _direction is GraphDirection.TopToBottom or GraphDirection.LeftToRight;
        var (dx, dy, anchor) = !IsSideways ? (6.0, isStart == isForward ? 13.0 : -5, "start")
            : isStart == isForward ? (5.0, -5.0, "start") : (-5.0, -5.0, "end");
        _layers.Boxes.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" text-anchor=\"{anchor}\" x=\"{end.X + dx:0.#}\" y=\"{end.Y + dy:0.#}\">{Escape(label)}</text>\n");
    }

    private void DrawBox(GraphScene.PlacedBox placed)
    {
        var box = placed.Box;
        if (box.Kind == BoxKind.Block) return;
        if (box.Kind == BoxKind.Port)
        {
            var point = Map((placed.X, placed.Y));
            _layers.Boxes.Append(CultureInfo.InvariantCulture, $"<circle class=\"port\" cx=\"{point.X:0.#}\" cy=\"{point.Y:0.#}\" r=\"3.5\"/>\n");
            return;
        }

        var (x, y, width, height) = Rectangle(placed.X, placed.Y, placed.Across, placed.Along);
        var radius = box.Kind is BoxKind.Parameter or BoxKind.Leaf ? 16 : 7;
        var text = _layers.Boxes;
        text.Append($"<g class=\"{Class(box.Kind)}\"><title>{Escape(box.Tooltip)}</title>");
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"{radius}\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"{x + width / 2:0.#}\" y=\"{y + 19:0.#}\">{Escape(box.Title)}</text>");
        for (var i = 0; i < box.Lines.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"<text class=\"detail\" x=\"{x + width / 2:0.#}\" y=\"{y + 36 + i * LineHeight:0.#}\">{Escape(box.Lines[i])}</text>");
        text.Append("</g>\n");
    }

    private static string Class(BoxKind kind) => kind switch
    {
        BoxKind.Parameter => "parameter",
        BoxKind.Leaf => "leaf",
        BoxKind.Result => "result",
        BoxKind.More => "more",
        _ => "operation",
    };

    private (double X, double Y) Map((double X, double Y) point) => _direction switch
    {
        GraphDirection.LeftToRight => (Border + point.Y, _top + point.X),
        GraphDirection.RightToLeft => (Border + _scene.Along - point.Y, _top + point.X),
        GraphDirection.BottomToTop => (Border + point.X, _top + _scene.Along - point.Y),
        _ => (Border + point.X, _top + point.Y),
    };

    private (double X, double Y, double Width, double Height) Rectangle(double x, double y, double across, double along)
    {
        var middle = Map((x, y));
        var (width, height) = IsSideways ? (along, across) : (across, along);
        return (middle.X - width / 2, middle.Y - height / 2, width, height);
    }

    /// <summary>A way along corners, each of which is rounded.</summary>
    private string Rounded(List<(double X, double Y)> corners)
    {
        var points = corners.ConvertAll(Map);
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (var i = 1; i + 1 < points.Count; i++)
        {
            var (before, after) = (Towards(points[i], points[i - 1]), Towards(points[i], points[i + 1]));
            path.Append(
                CultureInfo.InvariantCulture,
                $"L{before.X:0.#} {before.Y:0.#}Q{points[i].X:0.#} {points[i].Y:0.#} {after.X:0.#} {after.Y:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"L{points[^1].X:0.#} {points[^1].Y:0.#}").ToString();
    }

    private static (double X, double Y) Towards((double X, double Y) from, (double X, double Y) to)
    {
        var distance = Math.Max(1e-9, Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y));
        var part = Math.Min(0.5, Corner / distance);
        return (from.X + part * (to.X - from.X), from.Y + part * (to.Y - from.Y));
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}

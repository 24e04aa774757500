namespace Autograd.Plotting.Graphs;

/// <summary>The colours and the font of pictures of graphs, as a style sheet in the picture.</summary>
internal static class GraphStyle
{
    private const string Light = """
        --page: #ffffff; --text: #1f2430; --muted: #5b6474; --line: #8a93a5;
        --operation: #f5f6f8; --operation-edge: #c3c9d4; --result: #efe9fd; --result-edge: #7c4ddb;
        --parameter: #e3effd; --parameter-edge: #4a86d8; --leaf: #e3f5e8; --leaf-edge: #3f9c61;
        --block: #fbf8f1; --block-edge: #d9b36a; --badge: #fdf0d5; --loop: #b7791f;
        """;

    private const string Dark = """
        --page: #14171d; --text: #e8ebf1; --muted: #a3adbd; --line: #7b8597;
        --operation: #232833; --operation-edge: #4a5364; --result: #33264f; --result-edge: #a988f5;
        --parameter: #1b2f4a; --parameter-edge: #5a9bf0; --leaf: #1c3827; --leaf-edge: #5cbf80;
        --block: #1d1d1f; --block-edge: #8a6d35; --badge: #423413; --loop: #e0a94a;
        """;

    /// <summary>The arrowheads.</summary>
    public const string Markers = """
        <defs>
        <marker id="line-end" viewBox="0 0 8 8" refX="7.2" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="line-head" d="M0 0.8L8 4L0 7.2Z"/></marker>
        <marker id="loop-end" viewBox="0 0 8 8" refX="10.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="loop-head" d="M0 0.8L8 4L0 7.2Z"/></marker>
        </defs>

        """;

    private const string Rules = """
        .autograd-graph text { font-family: "Autograd Sans", Pretendard, "Noto Sans KR", "Segoe UI", Helvetica, Arial, sans-serif; fill: var(--text); }
        .autograd-graph .page { fill: var(--page); }
        .autograd-graph .heading { font-size: 16px; font-weight: 500; }
        .autograd-graph .title { font-size: 13px; font-weight: 500; text-anchor: middle; }
        .autograd-graph .detail { font-size: 11.5px; fill: var(--muted); text-anchor: middle; }
        .autograd-graph .label { font-size: 11px; fill: var(--muted); paint-order: stroke; stroke: var(--page); stroke-width: 3px; }
        .autograd-graph .operation rect { fill: var(--operation); stroke: var(--operation-edge); }
        .autograd-graph .result rect { fill: var(--result); stroke: var(--result-edge); stroke-width: 1.6; }
        .autograd-graph .parameter rect { fill: var(--parameter); stroke: var(--parameter-edge); }
        .autograd-graph .leaf rect { fill: var(--leaf); stroke: var(--leaf-edge); }
        .autograd-graph .more rect { fill: none; stroke: var(--operation-edge); stroke-dasharray: 3 4; }
        .autograd-graph .block rect { fill: var(--block); stroke: var(--block-edge); stroke-width: 1.4; }
        .autograd-graph .badge rect { fill: var(--badge); stroke: var(--loop); }
        .autograd-graph .line { fill: none; stroke: var(--line); stroke-width: 1.3; }
        .autograd-graph .line-head { fill: var(--line); }
        .autograd-graph .loop { fill: none; stroke: var(--loop); stroke-width: 1.6; stroke-dasharray: 6 4; }
        .autograd-graph .loop-head { fill: var(--loop); }
        .autograd-graph .port { fill: var(--page); stroke: var(--block-edge); stroke-width: 1.4; }

        """;

    /// <summary>The style sheet.</summary>
    /// <param name="theme">The colours.</param>
    /// <param name="characters">What the picture writes; the font's glyphs for it are embedded.</param>
    public static string Of(GraphTheme theme, string characters) => $"<style>\n{PlotFont.FontFace(characters)}\n" + theme switch
    {
        GraphTheme.Light => $".autograd-graph {{ {Light} }}\n",
        GraphTheme.Dark => $".autograd-graph {{ {Dark} }}\n",
        _ => $".autograd-graph {{ {Light} }}\n@media (prefers-color-scheme: dark) {{ .autograd-graph {{ {Dark} }} }}\n",
    } + Rules + "</style>\n";
}

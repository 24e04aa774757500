namespace Autograd.Plotting;

/// <summary>The way from the inputs to the result; Graphviz's <c>rankdir</c>.</summary>
public enum GraphDirection
{
    /// <summary>The result at the bottom; <c>TB</c>.</summary>
    TopToBottom,

    /// <summary>The result at the right; <c>LR</c>.</summary>
    LeftToRight,

    /// <summary>The result at the top; <c>BT</c>.</summary>
    BottomToTop,

    /// <summary>The result at the left; <c>RL</c>.</summary>
    RightToLeft,
}

/// <summary>The colours of a picture of a graph.</summary>
public enum GraphTheme
{
    /// <summary>Light, or dark where the reader's system is.</summary>
    Auto,

    /// <summary>Dark text on white.</summary>
    Light,

    /// <summary>Light text on black.</summary>
    Dark,
}

/// <summary>What a picture of a graph says about gradients.</summary>
public enum GraphGradients
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The Euclidean norm of the gradient of each result and leaf.</summary>
    Norm,

    /// <summary>The elements of gradients of up to six, the least and the greatest element of larger ones.</summary>
    Values,
}

/// <summary>How <see cref="GraphPlot"/> draws a graph.</summary>
public sealed record GraphPlotOptions
{
    /// <summary>The way from the inputs to the result.</summary>
    public GraphDirection Direction { get; init; } = GraphDirection.TopToBottom;

    /// <summary>The colours.</summary>
    public GraphTheme Theme { get; init; } = GraphTheme.Auto;

    /// <summary>The picture's title, for readers of the screen too; null for none above the picture.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// What is said about gradients. They are computed by a backward pass of their own, which changes no <c>Grad</c>, and needs a
    /// graph that was not released yet. The gradient of a tensor of several elements is that of their sum.
    /// </summary>
    public GraphGradients Gradients { get; init; } = GraphGradients.None;

    /// <summary>Whether boxes list the tensors that the operation keeps for its backward pass; torchviz's <c>show_saved</c>.</summary>
    public bool ShowSaved { get; init; }

    /// <summary>
    /// Parts of the graph that repeat at least so often, such as the steps of a recurrent net, are drawn once, with what one
    /// repetition hands to the next as a dashed line; 0 to draw everything.
    /// </summary>
    public int FoldFrom { get; init; } = 4;

    /// <summary>The greatest number of boxes; of a larger graph, those nearest to the tensor are drawn.</summary>
    public int MaxNodes { get; init; } = 500;
}

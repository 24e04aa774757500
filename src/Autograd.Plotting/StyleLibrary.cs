namespace Autograd.Plotting;

/// <summary>The styles by their names, and the one that new figures get.</summary>
public sealed class StyleLibrary
{
    internal StyleLibrary()
    {
    }

    /// <summary>The style of new figures.</summary>
    public Style Current { get; private set; } = Plotting.Style.Default;

    /// <summary>The names that <see cref="Use(string)"/> knows.</summary>
    public IReadOnlyList<string> Available { get; } = [Plotting.Style.Default.Name, Plotting.Style.DarkBackground.Name];

    /// <summary>Gives new figures the style of a name, <c>default</c> or <c>dark_background</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public void Use(string style) => Current = style switch
    {
        "default" => Plotting.Style.Default,
        "dark_background" => Plotting.Style.DarkBackground,
        _ => throw new ArgumentException($"Use: there is no style \"{style}\"; there are {string.Join(", ", Available)}", nameof(style)),
    };

    /// <summary>Gives new figures a style of one's own: <c>Style.Default with { FontSize = 12 }</c>.</summary>
    public void Use(Style style)
    {
        ArgumentNullException.ThrowIfNull(style);
        Current = style;
    }
}

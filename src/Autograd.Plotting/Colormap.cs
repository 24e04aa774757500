using SP = ScottPlot;

namespace Autograd.Plotting;

/// <summary>matplotlib's colour maps by their names; <c>_r</c> behind a name reverses it.</summary>
internal sealed class Colormap : SP.IColormap
{
    private readonly SP.Color[] _stops;
    private readonly bool _isListed;

    /// <param name="name">matplotlib's name.</param>
    /// <param name="stops">Colours at even distances from 0 to 1, or those of the parts if it is listed.</param>
    /// <param name="isListed">True for a few colours without shades between.</param>
    internal Colormap(string name, SP.Color[] stops, bool isListed = false)
    {
        Name = name;
        _stops = stops;
        _isListed = isListed;
    }

    public string Name { get; }

    private static Dictionary<string, Func<string, SP.IColormap>> Maps { get; } = new()
    {
        ["viridis"] = _ => new SP.Colormaps.Viridis(),
        ["plasma"] = _ => new SP.Colormaps.Plasma(),
        ["inferno"] = _ => new SP.Colormaps.Inferno(),
        ["magma"] = _ => new SP.Colormaps.Magma(),
        ["turbo"] = _ => new SP.Colormaps.Turbo(),
        ["jet"] = _ => new SP.Colormaps.Jet(),
        ["gray"] = name => Of(name, "black", "white"),
        ["grey"] = name => Of(name, "black", "white"),
        ["binary"] = name => Of(name, "white", "black"),
        ["Greys"] = name => Of(name, "#ffffff", "#f0f0f0", "#d9d9d9", "#bdbdbd", "#969696", "#737373", "#525252", "#252525", "#000000"),
        ["bwr"] = name => Of(name, "blue", "white", "red"),
        ["seismic"] = name => Of(name, "#00004c", "blue", "white", "red", "#7f0000"),
        ["coolwarm"] = name => Of(name,
            "#3b4cc0", "#4e68d8", "#6282ea", "#779af7", "#8db0fe", "#a3c2fe", "#b9d0f9", "#ccd9ed", "#dddcdc",
            "#ecd3c5", "#f5c4ac", "#f7b093", "#f4987a", "#eb7d62", "#dd5f4b", "#ca3b37", "#b40426"),
        ["RdBu"] = name => Of(name,
            "#67001f", "#b2182b", "#d6604d", "#f4a582", "#fddbc7", "#f7f7f7", "#d1e5f0", "#92c5de", "#4393c3", "#2166ac", "#053061"),
        ["Blues"] = name => Of(name, "#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b"),
        ["Greens"] = name => Of(name, "#f7fcf5", "#e5f5e0", "#c7e9c0", "#a1d99b", "#74c476", "#41ab5d", "#238b45", "#006d2c", "#00441b"),
        ["Reds"] = name => Of(name, "#fff5f0", "#fee0d2", "#fcbba1", "#fc9272", "#fb6a4a", "#ef3b2c", "#cb181d", "#a50f15", "#67000d"),
        ["hot"] = name => new Colormap(name, [.. Enumerable.Range(0, 256).Select(i => Hot(i / 255.0))]),
        ["tab10"] = name => new Colormap(name, [.. Style.Default.Cycle.Select(ColorOf)], isListed: true),
    };

    /// <summary>The map of a name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal static SP.IColormap Find(string name, string member)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Maps.TryGetValue(name, out var map)) return map(name);
        if (name.EndsWith("_r", StringComparison.Ordinal) && Maps.TryGetValue(name[..^2], out map)) return new Reversed(name, map(name[..^2]));
        throw new ArgumentException(
            $"{member}: no colour map \"{name}\"; there are {string.Join(", ", Maps.Keys)}, and each reversed with _r", nameof(name));
    }

    public SP.Color GetColor(double position)
    {
        if (double.IsNaN(position)) return SP.Colors.Transparent;
        position = Math.Clamp(position, 0, 1);
        if (_isListed) return _stops[Math.Min((int)(position * _stops.Length), _stops.Length - 1)];
        var at = position * (_stops.Length - 1);
        var below = Math.Min((int)at, _stops.Length - 2);
        var (a, b, part) = (_stops[below], _stops[below + 1], at - below);
        return new SP.Color(Mix(a.R, b.R, part), Mix(a.G, b.G, part), Mix(a.B, b.B, part));
    }

    /// <summary>Red, then green, then blue rises to its full strength.</summary>
    private static SP.Color Hot(double place)
    {
        return new SP.Color(Part(-0.015848, 0.365079), Part(0.365079, 0.746032), Part(0.746032, 1));

        byte Part(double from, double to) => (byte)Math.Round(255 * Math.Clamp((place - from) / (to - from), 0, 1));
    }

    private static byte Mix(byte a, byte b, double part) => (byte)Math.Round(a + (b - a) * part);

    private static Colormap Of(string name, params string[] stops) => new(name, [.. stops.Select(ColorOf)]);

    private static SP.Color ColorOf(string text) => ColorSpec.Parse(text, [], nameof(Colormap));

    private sealed class Reversed(string name, SP.IColormap map) : SP.IColormap
    {
        public string Name => name;

        public SP.Color GetColor(double position) => map.GetColor(1 - position);
    }
}

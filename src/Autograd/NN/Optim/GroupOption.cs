using System.Text;

namespace Autograd.NN;

/// <summary>
/// An option of the groups of an optimizer: its name in a saved state, which is PyTorch's, and the values that it may
/// have. The options of a class of groups are one static table, which its constructor passes to
/// <see cref="ParameterGroup"/>.
/// </summary>
/// <example><code>private static readonly GroupOption[] _options = [GroupOption.Proportion("beta"), GroupOption.Flag("nesterov")];</code></example>
public sealed class GroupOption
{
    /// <summary>The learning rate, which every group has.</summary>
    internal static readonly GroupOption Lr = NonNegative("lr", "learning rate");

    /// <summary>The weight decay of the optimizers that have one.</summary>
    internal static readonly GroupOption WeightDecay = NonNegative("weight_decay");

    /// <summary>The term of a denominator.</summary>
    internal static readonly GroupOption Eps = NonNegative("eps", "epsilon");

    /// <summary>Whether the objective is maximized.</summary>
    internal static readonly GroupOption Maximize = Flag("maximize");

    /// <summary>β₁ and β₂ of the optimizers of Adam's kind.</summary>
    internal static readonly GroupOption Betas = Pair("betas", (0, 1));

    private readonly string _what;
    private readonly Func<double, double, bool>? _isValid;
    private readonly string _range;

    private GroupOption(string name, OptionKind kind, string? what, Func<double, double, bool>? isValid, string range)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Kind, _isValid, _range) = (name, kind, isValid, range);
        _what = what ?? name.Replace('_', ' ');
    }

    /// <summary>The name in a saved state: <c>weight_decay</c>.</summary>
    public string Name { get; }

    internal OptionKind Kind { get; }

    /// <summary>A number without bounds.</summary>
    public static GroupOption Number(string name) => new(name, OptionKind.Number, null, null, "");

    /// <summary>A number from 0 on.</summary>
    public static GroupOption NonNegative(string name) => NonNegative(name, null);

    /// <summary>A number from 0 on to 1, exclusive, as the decay factor of a running mean is.</summary>
    public static GroupOption Proportion(string name) => new(
        name, OptionKind.Number, null, (value, _) => value is >= 0 and < 1, "it must be at least 0 and less than 1");

    /// <summary>True or false.</summary>
    public static GroupOption Flag(string name) => new(name, OptionKind.Flag, null, null, "");

    internal static GroupOption NonNegative(string name, string? what) =>
        new(name, OptionKind.Number, what, (value, _) => value >= 0, "it must be 0 or more");

    /// <summary>A number with a check of its own.</summary>
    internal static GroupOption Number(string name, Func<double, bool> isValid, string range, string? what = null) =>
        new(name, OptionKind.Number, what, (value, _) => isValid(value), range);

    /// <summary>A number that is saved as an integer.</summary>
    internal static GroupOption Integer(string name, int smallest) =>
        new(name, OptionKind.Integer, null, (value, _) => value >= smallest, $"it must be {smallest} or more");

    /// <summary>Two numbers with a check of their own.</summary>
    internal static GroupOption Pair(string name, Func<double, double, bool>? isValid, string range, string? what = null) =>
        new(name, OptionKind.Pair, what, isValid, range);

    /// <summary>Two numbers, each from the first bound on to the second one, exclusive.</summary>
    private static GroupOption Pair(string name, (double From, double To) bounds) => new(
        name, OptionKind.Pair, "beta parameter", (first, second) => IsIn(first, bounds) && IsIn(second, bounds),
        "it must be at least 0 and less than 1");

    /// <exception cref="ArgumentOutOfRangeException">The value is not one that the option may have.</exception>
    internal void Check(string optimizer, double first, double second = 0)
    {
        if (_isValid is null || _isValid(first, second)) return;
        var value = this switch
        {
            { Kind: not OptionKind.Pair } => $"{first}",
            _ when this == Betas => IsIn(first, (0, 1)) ? $"at index 1: {second}" : $"at index 0: {first}",
            _ => $"{first}, {second}",
        };
        var separator = this == Betas ? " " : ": ";
        throw new ArgumentOutOfRangeException(ArgumentName(), $"{optimizer}: invalid {_what}{separator}{value}; {_range}");
    }

    private static bool IsIn(double value, (double From, double To) bounds) => value >= bounds.From && value < bounds.To;

    /// <summary>The name of the constructors' argument: weightDecay.</summary>
    private string ArgumentName()
    {
        var words = Name.Split('_');
        var result = new StringBuilder(words[0]);
        foreach (var word in words.AsSpan(1)) result.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        return result.ToString();
    }
}

/// <summary>What an option holds.</summary>
internal enum OptionKind
{
    Number,
    Integer,
    Flag,
    Pair,
}

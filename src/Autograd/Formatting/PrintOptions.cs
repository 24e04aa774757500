using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// Options for printing tensors: those of <c>torch.set_printoptions</c> and <c>np.set_printoptions</c>.
/// </summary>
/// <remarks>Immutable; <c>options with { Precision = 2 }</c> makes a variant.</remarks>
public sealed record PrintOptions
{
    /// <summary>PyTorch's defaults: 4 digits, 80 columns.</summary>
    public static PrintOptions Torch { get; } = new();

    /// <summary>NumPy's defaults: 8 digits, 75 columns.</summary>
    public static PrintOptions NumPy { get; } = new() { Precision = 8, LineWidth = 75 };

    /// <summary>
    /// The number of digits after the decimal point: at most that many in NumPy's style, exactly that many in
    /// PyTorch's.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Precision { get; init => field = AtLeast(0, value); } = 4;

    /// <summary>The largest number of elements that are printed in full; a larger tensor is summarized.</summary>
    /// <remarks><see cref="int.MaxValue"/> prints every tensor in full.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Threshold { get; init => field = AtLeast(0, value); } = 1000;

    /// <summary>The number of elements that a summary shows at each end of each dimension.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int EdgeItems { get; init => field = AtLeast(1, value); } = 3;

    /// <summary>The number of columns after which a row continues on the next line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int LineWidth { get; init => field = AtLeast(1, value); } = 80;

    /// <summary>
    /// True for scientific notation, false for none, null (the default) to choose by the range of the values.
    /// </summary>
    /// <remarks>
    /// In NumPy's style, <c>false</c> is its <c>suppress=True</c>: numbers of 1e8 and more stay scientific.
    /// </remarks>
    public bool? SciMode { get; init; }

    static int AtLeast(int least, int value, [CallerMemberName] string name = "") => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"PrintOptions: {name} must be at least {least}, got {value}");
}

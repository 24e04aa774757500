namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Copies of the tensor side by side, as <see cref="Repeat"/> makes them; where fewer numbers are given than there are dimensions,
    /// they stand for the last ones. NumPy's <c>tile</c>.
    /// </summary>
    /// <param name="dims">How often, for each of the last dimensions; more than there are put new ones in front.</param>
    /// <remarks>Gradient: g, summed over the copies.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public Tensor Tile(params ReadOnlySpan<int> dims)
    {
        Shape.CheckRank("Tile", dims.Length);
        foreach (var count in dims)
            if (count < 0)
                throw new ArgumentOutOfRangeException(nameof(dims), $"Tile: a negative number in {Shape.Format(dims)}; each must be 0 or more");
        var repeats = new int[Math.Max(dims.Length, NDim)];
        Array.Fill(repeats, 1);
        dims.CopyTo(repeats.AsSpan(repeats.Length - dims.Length));
        return RepeatOf("Tile", repeats);
    }
}

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Repeats the tensor like <see cref="Repeat"/>, but fewer numbers than dimensions are allowed and apply to the
    /// last ones. NumPy's <c>tile</c>.
    /// </summary>
    /// <param name="dims">
    /// The number of copies for each of the last dimensions; with more numbers than dimensions, new dimensions are
    /// added in front.
    /// </param>
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

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns all combinations of <paramref name="r"/> elements of a vector, one for each row, in lexicographic order
    /// of their indices.
    /// </summary>
    /// <param name="r">The number of elements of a combination.</param>
    /// <param name="withReplacement">True if an element may occur several times.</param>
    /// <returns>(number of combinations, r); for r = 0 an empty vector, as in PyTorch.</returns>
    /// <remarks>Gradient: to each element the sum of g over its occurrences.</remarks>
    /// <exception cref="ArgumentException">
    /// The tensor is not a vector, or the combinations have more elements than an array can hold.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Tensor Combinations(int r = 2, bool withReplacement = false)
    {
        if (NDim != 1) throw new ArgumentException($"Combinations: shape {_shape} is no vector; Flatten() it first");
        if (r < 0) throw new ArgumentOutOfRangeException(nameof(r), $"Combinations: {r} elements; there must be none or more");
        if (r == 0) return Zeros(Shape.Create(0), _dtype);
        var count = BinomialCoefficient(withReplacement && Numel > 0 ? (long)Numel + r - 1 : Numel, r);
        if (count * r > Array.MaxLength)
            throw new ArgumentException($"Combinations: the choices of {r} out of {Numel} are more than an array can hold");

        // The indices are counted up like an odometer whose digits, from left to right, never fall (without
        // replacement: always rise).
        var rise = withReplacement ? 0 : 1;
        var indices = new int[(int)count * r];
        var combination = new int[indices.Length == 0 ? 0 : r];
        for (var i = 0; i < combination.Length; i++) combination[i] = i * rise;
        for (var row = 0; row < indices.Length; row += r)
        {
            combination.CopyTo(indices.AsSpan(row));
            var digit = r - 1;
            while (digit >= 0 && combination[digit] == Numel - 1 - (r - 1 - digit) * rise) digit--;
            if (digit < 0) break;
            combination[digit]++;
            for (var i = digit + 1; i < r; i++) combination[i] = combination[i - 1] + rise;
        }

        return Take(new RowSelection(_shape, indices, Shape.Create((int)count, r)), "Index");
    }

    /// <summary>Returns n choose r, or some number above the greatest array length if that is exceeded.</summary>
    private static double BinomialCoefficient(long n, int r)
    {
        if (r > n) return 0;
        double count = 1;

        // Each partial product is itself a count, and exact below 2^53.
        for (var i = 1L; i <= Math.Min(r, n - r) && count <= Array.MaxLength; i++) count = count * (n - Math.Min(r, n - r) + i) / i;
        return count;
    }
}

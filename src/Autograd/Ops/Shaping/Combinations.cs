namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Every choice of <paramref name="r"/> elements of a vector, as rows in the order of their places.</summary>
    /// <param name="r">How many.</param>
    /// <param name="withReplacement">True if an element may come several times.</param>
    /// <returns>(number of choices, r); for r = 0 an empty vector, as in PyTorch.</returns>
    /// <remarks>Gradient: to each element the sum of g over the places where it stands.</remarks>
    /// <exception cref="ArgumentException">The tensor is no vector, or the choices are more than an array can hold.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Tensor Combinations(int r = 2, bool withReplacement = false)
    {
        if (NDim != 1) throw new ArgumentException($"Combinations: shape {_shape} is no vector; Flatten() it first");
        if (r < 0) throw new ArgumentOutOfRangeException(nameof(r), $"Combinations: {r} elements; there must be none or more");
        if (r == 0) return Zeros(Shape.Create(0), _dtype);
        var count = CountOfChoices(withReplacement && Numel > 0 ? (long)Numel + r - 1 : Numel, r);
        if (count * r > Array.MaxLength)
            throw new ArgumentException($"Combinations: the choices of {r} out of {Numel} are more than an array can hold");

        // The first choice, counted up like an odometer whose digits never fall (or, without replacement, always rise).
        var rise = withReplacement ? 0 : 1;
        var places = new int[(int)count * r];
        var choice = new int[places.Length == 0 ? 0 : r];
        for (var i = 0; i < choice.Length; i++) choice[i] = i * rise;
        for (var row = 0; row < places.Length; row += r)
        {
            choice.CopyTo(places.AsSpan(row));
            var digit = r - 1;
            while (digit >= 0 && choice[digit] == Numel - 1 - (r - 1 - digit) * rise) digit--;
            if (digit < 0) break;
            choice[digit]++;
            for (var i = digit + 1; i < r; i++) choice[i] = choice[i - 1] + rise;
        }

        return Take(new RowSelection(_shape, places, Shape.Create((int)count, r)), "Index");
    }

    /// <summary>n choose r, or more than an array can hold.</summary>
    private static double CountOfChoices(long n, int r)
    {
        if (r > n) return 0;
        double count = 1;

        // Each partial product is itself a count, and exact below 2^53.
        for (var i = 1L; i <= Math.Min(r, n - r) && count <= Array.MaxLength; i++) count = count * (n - Math.Min(r, n - r) + i) / i;
        return count;
    }
}

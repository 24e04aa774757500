namespace Autograd.Data;

public static partial class SampleGenerators
{
    /// <summary>
    /// Points on arms of a spiral: arm j starts at the angle 4j and turns by 4 radians on its way out. The data of
    /// K. Saito's "Deep Learning from Scratch 2", <c>spiral.load_data</c>, for its seed 1984.
    /// </summary>
    /// <param name="nSamples">The number of points of an arm.</param>
    /// <param name="classes">The number of arms.</param>
    /// <param name="noise">The standard deviation of the angle.</param>
    /// <param name="random">The generator.</param>
    /// <returns>The points, (classes · n, 2), Float64, and their classes, Int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static (Tensor X, Tensor Y) MakeSpiral(int nSamples = 100, int classes = 3, double noise = 0.2, NumPyRandom? random = null)
    {
        Check("MakeSpiral", nSamples, noise);
        if (classes < 0) throw new ArgumentOutOfRangeException(nameof(classes), $"MakeSpiral: classes is {classes}; it must not be negative");
        random ??= NumPyRandom.Default;
        var x = new double[classes * nSamples, 2];
        var y = new long[classes * nSamples];
        for (var j = 0; j < classes; j++)
        {
            for (var i = 0; i < nSamples; i++)
            {
                var radius = (double)i / nSamples;
                var theta = j * 4.0 + 4.0 * radius + random.RandN() * noise;
                var row = nSamples * j + i;
                (x[row, 0], x[row, 1]) = (radius * Math.Sin(theta), radius * Math.Cos(theta));
                y[row] = j;
            }
        }

        return (Tensor.From(x), Tensor.From(y));
    }

    /// <summary>Rows of random bits, and for each the label 1 if it holds an even number of ones, else 0.</summary>
    /// <param name="nSamples">The number of rows.</param>
    /// <param name="bits">The number of bits of a row.</param>
    /// <param name="random">The generator; the bits are <c>np.random.choice([0, 1], (n, bits))</c>.</param>
    /// <returns>The bits, (n, bits), Int64, and the labels, (n), Int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static (Tensor X, Tensor Y) MakeParity(int nSamples, int bits, NumPyRandom? random = null)
    {
        Check("MakeParity", nSamples, null);
        if (bits < 0) throw new ArgumentOutOfRangeException(nameof(bits), $"MakeParity: bits is {bits}; it must not be negative");
        var x = (random ?? NumPyRandom.Default).Choice(2, [nSamples, bits]);
        return (x, (x.Sum(dim: 1) % 2).Eq(0).Long());
    }

    /// <summary>
    /// A sequence of digits that is a pattern followed, with a probability of one half, by itself, and otherwise by
    /// another of the same length.
    /// </summary>
    /// <param name="lengthMin">The least length of the pattern.</param>
    /// <param name="lengthMax">The greatest length of the pattern.</param>
    /// <param name="palindrome">True if the pattern is followed by its mirror image instead of itself.</param>
    /// <param name="random">The generator.</param>
    /// <returns>The digits, (2 · length), Int64, and whether the pattern came again.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no length of at least 1 in the range.</exception>
    public static (Tensor Sequence, bool IsMatch) MakePattern(int lengthMin = 1, int lengthMax = 10, bool palindrome = false, NumPyRandom? random = null)
    {
        if (lengthMin < 1 || lengthMax < lengthMin)
            throw new ArgumentOutOfRangeException(nameof(lengthMin), $"MakePattern: lengths from {lengthMin} to {lengthMax}; pass a range that begins at 1 or more");
        random ??= NumPyRandom.Default;
        var length = random.RandInt(lengthMin, lengthMax + 1);
        var pattern = random.RandInt(0, 10, [length]);
        if (random.Rand() >= 0.5) return (Tensor.Cat([pattern, palindrome ? pattern.Flip(0) : pattern]), true);

        // The other half might be the same by chance.
        var other = random.RandInt(0, 10, [length]);
        while (other.Equal(pattern)) other = random.RandInt(0, 10, [length]);
        return (Tensor.Cat([pattern, other]), false);
    }
}

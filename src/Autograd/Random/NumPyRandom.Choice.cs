using System.Buffers;

namespace Autograd;

/// <content>Choices, as indices of the chosen elements.</content>
public sealed partial class NumPyRandom
{
    /// <summary>Draws an index of [0, n), all with equal probability: <c>np.random.choice(n)</c>.</summary>
    /// <param name="n">The number of elements to choose from.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is not above 0.</exception>
    public int Choice(int n)
    {
        CheckPopulation(n, count: 1, replace: true);
        return RandInt(0, n);
    }

    /// <summary>
    /// Fills with indices of [0, n), all with equal probability: <c>np.random.choice(n, size, replace)</c>.
    /// </summary>
    /// <remarks>
    /// With replacement, the indices are those of <c>randint</c>; without, the beginning of a permutation of n.
    /// </remarks>
    /// <param name="destination">The span to fill.</param>
    /// <param name="n">The number of elements to choose from.</param>
    /// <param name="replace">True if an index may be drawn more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is too small.</exception>
    public void FillChoice(Span<long> destination, int n, bool replace = true)
    {
        CheckPopulation(n, destination.Length, replace);
        if (replace)
        {
            if (!destination.IsEmpty)
                FillRandInt(destination, 0, n);
            return;
        }

        long[] permutation = ArrayPool<long>.Shared.Rent(n);
        var indices = permutation.AsSpan(0, n);
        lock (_gate)
            PermutationLocked(indices);
        indices[..destination.Length].CopyTo(destination);
        ArrayPool<long>.Shared.Return(permutation);
    }

    /// <summary>Draws index i with probability p[i]: <c>np.random.choice(len(p), p=p)</c>.</summary>
    /// <param name="p">The probabilities.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentException">
    /// A probability is negative, they do not sum to 1, or there are none.
    /// </exception>
    public int Choice(ReadOnlySpan<double> p)
    {
        long index = 0;
        FillChoice(new Span<long>(ref index), p);
        return (int)index;
    }

    /// <summary>
    /// Fills with indices, each i drawn with probability p[i]: <c>np.random.choice(len(p), size, replace, p)</c>.
    /// </summary>
    /// <remarks>
    /// Each takes one uniform deviate, which is looked up in the running sums of p, divided by the last of them.
    /// Without replacement this is done in rounds: indices that were drawn before get probability 0, and of an index
    /// that a round draws repeatedly only the first counts.
    /// </remarks>
    /// <param name="destination">The span to fill.</param>
    /// <param name="p">The probabilities.</param>
    /// <param name="replace">True if an index may be drawn more than once.</param>
    /// <exception cref="ArgumentException">
    /// A probability is negative, they do not sum to 1, or too few are above 0.
    /// </exception>
    public void FillChoice(Span<long> destination, ReadOnlySpan<double> p, bool replace = true)
    {
        CheckPopulation(p.Length, destination.Length, replace);
        CheckProbabilities(p, replace ? Math.Min(1, destination.Length) : destination.Length);
        if (destination.IsEmpty)
            return;

        double[] remaining = p.ToArray();
        double[] cumulative = new double[p.Length];
        Accumulate(remaining, cumulative);
        lock (_gate)
        {
            if (replace)
            {
                foreach (ref long index in destination)
                    index = UpperBound(cumulative, NextDoubleLocked());
                return;
            }

            double[] draws = new double[destination.Length];
            for (int found = 0; found < destination.Length;)
            {
                // A round draws all its deviates before it uses the first.
                var round = draws.AsSpan(found);
                foreach (ref double draw in round)
                    draw = NextDoubleLocked();

                foreach (double draw in round)
                {
                    int index = UpperBound(cumulative, draw);
                    if (remaining[index] == 0.0)
                        continue;
                    remaining[index] = 0.0;
                    destination[found++] = index;
                }

                Accumulate(remaining, cumulative);
            }
        }
    }

    static void Accumulate(ReadOnlySpan<double> p, Span<double> cumulative)
    {
        double sum = 0.0;
        for (int i = 0; i < p.Length; i++)
            cumulative[i] = sum += p[i];
        foreach (ref double value in cumulative)
            value /= sum;
    }

    /// <summary>Counts the values that are at most <paramref name="draw"/>.</summary>
    static int UpperBound(ReadOnlySpan<double> cumulative, double draw)
    {
        int low = 0;
        int high = cumulative.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] <= draw)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    static void CheckPopulation(int n, int count, bool replace)
    {
        int least = replace ? Math.Min(1, count) : count;
        if (n < least)
        {
            string remedy = replace ? "" : ", or with replace: true";
            throw new ArgumentOutOfRangeException(
                nameof(n), $"Choice: {count} out of {n}. Choose from at least {least}{remedy}.");
        }
    }

    static void CheckProbabilities(ReadOnlySpan<double> p, int least)
    {
        double sum = 0.0;
        int positive = 0;
        foreach (double probability in p)
        {
            if (!(probability >= 0.0))
            {
                throw new ArgumentException(
                    $"Choice: a probability is {probability}. Pass probabilities of at least 0.", nameof(p));
            }

            sum += probability;
            if (probability > 0.0)
                positive++;
        }

        // NumPy's tolerance: the square root of the machine epsilon.
        if (p.Length > 0 && !(Math.Abs(sum - 1.0) <= 1.4901161193847656e-8))
            throw new ArgumentException($"Choice: the probabilities sum to {sum}. Divide them by that.", nameof(p));
        if (positive < least)
        {
            throw new ArgumentException(
                $"Choice: {least} out of {positive} with a probability above 0. Choose fewer, or with replace: true.", nameof(p));
        }
    }
}

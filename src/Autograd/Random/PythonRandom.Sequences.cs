namespace Autograd;

/// <content>Shuffles, choices and samples of lists.</content>
public sealed partial class PythonRandom
{
    /// <summary>Shuffles the elements: <c>random.shuffle(x)</c>.</summary>
    /// <remarks>For i = n − 1 … 1 the elements i and j are swapped, where j is an integer of [0, i].</remarks>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="x">An array or a list.</param>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public void Shuffle<T>(IList<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        lock (_gate)
        {
            for (var i = x.Count - 1; i > 0; i--)
            {
                var j = BelowLocked(i + 1);
                (x[i], x[j]) = (x[j], x[i]);
            }
        }
    }

    /// <summary>Draws one element: <c>random.choice(seq)</c>.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="seq">The elements, at least one.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public T Choice<T>(IReadOnlyList<T> seq)
    {
        ArgumentNullException.ThrowIfNull(seq);
        if (seq.Count == 0) throw new ArgumentException("Choice: the list is empty. Pass at least one element.", nameof(seq));
        lock (_gate) return seq[BelowLocked(seq.Count)];
    }

    /// <summary>
    /// Draws k elements with replacement: <c>random.choices(population, weights, cum_weights=cumWeights, k=k)</c>.
    /// </summary>
    /// <remarks>
    /// Each takes one number of <see cref="Random"/>, which is looked up in the running sums of the weights.
    /// </remarks>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="population">The elements, at least one.</param>
    /// <param name="weights">
    /// The weights of the elements, in proportion to their probabilities; null for equal weights.
    /// </param>
    /// <param name="cumWeights">The running sums of the weights, instead of the weights.</param>
    /// <param name="k">The number of elements to draw.</param>
    /// <returns>The elements in the order drawn; none for a k below 1.</returns>
    /// <exception cref="ArgumentException">
    /// There are no elements, the number of weights is not that of elements, both weights and running sums are given,
    /// or the sum of the weights is not positive and finite.
    /// </exception>
    /// <exception cref="ArgumentNullException">The population is null.</exception>
    public T[] Choices<T>(
        IReadOnlyList<T> population, IReadOnlyList<double>? weights = null, IReadOnlyList<double>? cumWeights = null, int k = 1)
    {
        ArgumentNullException.ThrowIfNull(population);
        if (population.Count == 0)
            throw new ArgumentException("Choices: the population is empty. Pass at least one element.", nameof(population));
        var sums = SumsOf(weights, cumWeights, population.Count);
        var result = new T[Math.Max(k, 0)];
        lock (_gate)
        {
            foreach (ref var element in result.AsSpan())
                element = population[sums is null ? (int)(NextLocked() * population.Count) : UpperBound(sums, NextLocked() * sums[^1])];
        }

        return result;
    }

    /// <summary>Draws k elements without replacement: <c>random.sample(population, k, counts=counts)</c>.</summary>
    /// <typeparam name="T">The type of an element.</typeparam>
    /// <param name="population">The elements.</param>
    /// <param name="k">The number of elements to draw.</param>
    /// <param name="counts">The multiplicity of each element in the population; null for 1.</param>
    /// <returns>The elements in the order drawn.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than k elements, or the number of counts is not that of elements.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">k is negative.</exception>
    /// <exception cref="ArgumentNullException">The population is null.</exception>
    public T[] Sample<T>(IReadOnlyList<T> population, int k, IReadOnlyList<int>? counts = null)
    {
        ArgumentNullException.ThrowIfNull(population);
        if (counts is null) return Array.ConvertAll(Indices(population.Count, k), i => population[i]);
        if (counts.Count != population.Count)
            throw new ArgumentException(
                $"Sample: {counts.Count} counts for {population.Count} elements. Pass one for each.", nameof(counts));
        var sums = new double[counts.Count];
        var total = 0;
        for (var i = 0; i < sums.Length; i++) sums[i] = total = checked(total + counts[i]);
        return Array.ConvertAll(Indices(total, k), i => population[UpperBound(sums, i)]);
    }

    /// <summary>Draws k integers of a range without replacement: <c>random.sample(range(start, stop), k)</c>.</summary>
    /// <param name="population">The integers, as in <c>Sample(0..60_000, 100)</c>.</param>
    /// <param name="k">The number of integers to draw.</param>
    /// <returns>The integers in the order drawn.</returns>
    /// <exception cref="ArgumentException">
    /// There are fewer than k integers, or a bound of the range counts from the end.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">k is negative.</exception>
    public int[] Sample(Range population, int k)
    {
        if (population.Start.IsFromEnd || population.End.IsFromEnd)
            throw new ArgumentException(
                $"Sample: the range {population} has no end of its own. Pass both ends from the start, as in 0..n.",
                nameof(population));
        var start = population.Start.Value;
        return Array.ConvertAll(Indices(Math.Max(population.End.Value - start, 0), k), i => start + i);
    }

    /// <summary>Draws k integers of [0, n) without replacement.</summary>
    private int[] Indices(int n, int k)
    {
        if (k < 0) throw new ArgumentOutOfRangeException(nameof(k), $"Sample: {k} elements. Pass a number of at least 0.");
        if (k > n) throw new ArgumentException($"Sample: {k} out of {n} elements. Draw fewer, or use Choices.", nameof(k));
        lock (_gate) return n <= MaxListedPopulation(k) ? FromPoolLocked(n, k) : ByRejectionLocked(n, k);
    }

    /// <summary>
    /// The largest population for which the elements that are left are kept in a list. For a larger one, the indices
    /// that were drawn are kept in a set. Python chooses the one that takes less memory there, and the two methods draw
    /// different numbers.
    /// </summary>
    private static double MaxListedPopulation(int k) => k <= 5 ? 21 : 21 + Math.Pow(4, Math.Ceiling(Math.Log(k * 3.0) / Math.Log(4)));

    private int[] FromPoolLocked(int n, int k)
    {
        var pool = new int[n];
        for (var i = 0; i < n; i++) pool[i] = i;
        var drawn = new int[k];
        for (var i = 0; i < k; i++)
        {
            var j = BelowLocked(n - i);
            drawn[i] = pool[j];
            pool[j] = pool[n - i - 1];
        }

        return drawn;
    }

    private int[] ByRejectionLocked(int n, int k)
    {
        var seen = new HashSet<int>(k);
        var drawn = new int[k];
        for (var i = 0; i < k; i++)
        {
            do drawn[i] = BelowLocked(n);
            while (!seen.Add(drawn[i]));
        }

        return drawn;
    }

    private static double[]? SumsOf(IReadOnlyList<double>? weights, IReadOnlyList<double>? cumWeights, int count)
    {
        if (weights is not null && cumWeights is not null)
            throw new ArgumentException("Choices: both weights and cumWeights are given. Leave one out.", nameof(cumWeights));
        if ((weights ?? cumWeights) is not { } given) return null;
        var name = weights is null ? nameof(cumWeights) : nameof(weights);
        if (given.Count != count)
            throw new ArgumentException($"Choices: {given.Count} weights for {count} elements. Pass one for each.", name);
        var sums = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++) sums[i] = sum = weights is null ? given[i] : sum + given[i];
        return sum > 0 && double.IsFinite(sum)
            ? sums
            : throw new ArgumentException($"Choices: the weights sum to {sum}. Pass some whose sum is positive and finite.", name);
    }

    /// <summary>Finds the first index whose running sum is above a number; the last index if none is.</summary>
    private static int UpperBound(ReadOnlySpan<double> sums, double number)
    {
        var (low, high) = (0, sums.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (number < sums[middle]) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}

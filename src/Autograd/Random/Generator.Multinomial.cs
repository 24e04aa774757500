using System.Numerics;

namespace Autograd;

/// <content>Multinomial draws.</content>
public sealed partial class Generator
{
    /// <summary>
    /// Fills with categories, each drawn with a probability in proportion to its weight: <c>torch.multinomial</c> with
    /// replacement, for one row of weights.
    /// </summary>
    /// <remarks>
    /// The running sums of the weights are computed in the element type and divided by the last. The category is the
    /// first whose sum is not below a uniform deviate of 53 bits.
    /// </remarks>
    /// <typeparam name="T">The weights' type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="weights">The weights, which need not sum to 1.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or all are 0.</exception>
    public void FillMultinomial<T>(Span<long> destination, ReadOnlySpan<T> weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckWeights(weights, least: 1);
        var cumulative = new T[weights.Length];
        T sum = T.Zero;
        for (int i = 0; i < cumulative.Length; i++)
            cumulative[i] = sum += weights[i];
        for (int i = 0; i < cumulative.Length; i++)
            cumulative[i] /= sum;
        cumulative[^1] = T.One;

        lock (_gate)
        {
            foreach (ref long category in destination)
                category = LowerBound(cumulative, NextDoubleLocked());
        }
    }

    /// <summary>
    /// Fills with distinct categories, drawn one after the other in proportion to the weights that are left:
    /// <c>torch.multinomial</c> without replacement, for one row of weights.
    /// </summary>
    /// <remarks>
    /// Returns the categories with the largest weight[i] / e[i], in descending order, where e[i] are exponential
    /// deviates. This has the distribution of drawing one by one, because the smallest of exponential deviates with
    /// rates w is at i with probability w[i] / Σw.
    /// </remarks>
    /// <typeparam name="T">The weights' type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="weights">
    /// The weights, which need not sum to 1; at least as many above 0 as there are elements to fill.
    /// </param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or too few are above 0.</exception>
    public void FillMultinomialDistinct<T>(Span<long> destination, ReadOnlySpan<T> weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckWeights(weights, least: destination.Length);
        var keys = new T[weights.Length];
        FillExponential(keys.AsSpan());
        SelectLargest(destination, weights, keys);
    }

    /// <summary>Writes the categories in descending order of weight / deviate. Overwrites the deviates.</summary>
    static void SelectLargest<T>(Span<long> destination, ReadOnlySpan<T> weights, Span<T> deviates)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The sort is ascending, and a weight of 0 must come last even if its deviate is 0.
        int first = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            deviates[i] = weights[i] == T.Zero ? T.PositiveInfinity : -(weights[i] / deviates[i]);
            if (deviates[i] < deviates[first])
                first = i;
        }

        if (destination.Length == 1)
        {
            destination[0] = first;
            return;
        }

        int[] categories = new int[weights.Length];
        for (int i = 0; i < categories.Length; i++)
            categories[i] = i;
        deviates.Sort(categories.AsSpan());
        for (int i = 0; i < destination.Length; i++)
            destination[i] = categories[i];
    }

    /// <summary>Checks that weights are finite and not negative, and that enough of them are above 0.</summary>
    internal static void CheckWeights<T>(ReadOnlySpan<T> weights, int least)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int positive = 0;
        foreach (T weight in weights)
        {
            if (!(weight >= T.Zero && T.IsFinite(weight)))
                throw new ArgumentException($"Multinomial: a weight is {weight}. Pass finite weights of at least 0.");
            if (weight > T.Zero)
                positive++;
        }

        if (positive < least)
        {
            throw new ArgumentException(
                $"Multinomial: {least} out of {positive} categories with a weight above 0. Draw fewer, or with replacement.");
        }
    }

    /// <summary>Finds the first index whose value is not below <paramref name="draw"/>.</summary>
    static int LowerBound<T>(ReadOnlySpan<T> cumulative, double draw)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int low = 0;
        int high = cumulative.Length;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (double.CreateTruncating(cumulative[middle]) < draw)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

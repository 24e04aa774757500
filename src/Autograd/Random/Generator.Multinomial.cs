using System.Numerics;

namespace Autograd;

/// <content>Draws from categories.</content>
public sealed partial class Generator
{
    /// <summary>
    /// Fills with categories, each drawn with a probability in proportion to its weight: <c>torch.multinomial</c> with replacement, of one
    /// row of weights.
    /// </summary>
    /// <remarks>
    /// The running sums of the weights, in the element type, divided by the last; the first that is not below a uniform deviate of 53
    /// bits is the category.
    /// </remarks>
    /// <typeparam name="T">The weights' type.</typeparam>
    /// <param name="destination">What to fill.</param>
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
    /// Fills with different categories, drawn one after the other in proportion to the weights that are left:
    /// <c>torch.multinomial</c> without replacement, of one row of weights.
    /// </summary>
    /// <remarks>
    /// The categories with the largest weight / e, e an exponential deviate each, in falling order: as likely as drawing one by one, for
    /// the least of exponential deviates of rates w falls on i with probability w[i] / Σw.
    /// </remarks>
    /// <typeparam name="T">The weights' type.</typeparam>
    /// <param name="destination">What to fill.</param>
    /// <param name="weights">The weights, which need not sum to 1; at least as many above 0 as there are elements to fill.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or too few are above 0.</exception>
    public void FillMultinomialDistinct<T>(Span<long> destination, ReadOnlySpan<T> weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckWeights(weights, least: destination.Length);
        var keys = new T[weights.Length];
        FillExponential(keys.AsSpan());
        TakeLargest(destination, weights, keys);
    }

    /// <summary>The categories in falling order of weight / deviate. The deviates are overwritten.</summary>
    static void TakeLargest<T>(Span<long> destination, ReadOnlySpan<T> weights, Span<T> deviates)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Sorting is rising, and a weight of 0 must come last even beside a deviate of 0.
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

    /// <summary>Refuses weights that are none, and fewer above 0 than are to be drawn.</summary>
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

    /// <summary>The first place whose value is not below <paramref name="draw"/>.</summary>
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

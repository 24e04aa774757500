namespace Autograd.NN;

public static partial class F
{
    /// <summary>Sums, averages or maximizes the rows of a table that the indices of each bag name.</summary>
    /// <param name="input">
    /// Indices, of any integer type: (B, N) for B bags of N; or the indices of all bags one after the other, in one
    /// dimension, with offsets.
    /// </param>
    /// <param name="weight">W: (rows, size), floating.</param>
    /// <param name="offsets">The position at which each bag begins, from 0; only for an input of one dimension.</param>
    /// <param name="maxNorm">The greatest norm of a row, as in <see cref="Embedding"/>.</param>
    /// <param name="normType">The order of that norm.</param>
    /// <param name="scaleGradByFreq">
    /// True to divide the gradient of a row by the number of times that the input names it; not for the maximum.
    /// </param>
    /// <param name="mode">The sum, the mean or the maximum.</param>
    /// <param name="perSampleWeights">Factors of the rows of a sum, of the input's shape; they have a gradient, too.</param>
    /// <param name="includeLastOffset">True if the last offset is not a bag, but the end of the last one.</param>
    /// <param name="paddingIdx">An index that does not count, negative from the last row on.</param>
    /// <returns>(B, size); zeros for a bag without rows.</returns>
    /// <remarks>
    /// Gradient: g, times the weight or divided by the count, to every row of its bag; for the maximum, to the first row
    /// that has it. <c>torch.nn.functional.embedding_bag</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes, types or offsets do not fit, or options exclude each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public static Tensor EmbeddingBag(
        Tensor input, Tensor weight, Tensor? offsets = null, double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false,
        EmbeddingBagMode mode = EmbeddingBagMode.Mean, Tensor? perSampleWeights = null, bool includeLastOffset = false, int? paddingIdx = null)
    {
        const string op = "EmbeddingBag";
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        if (mode is < EmbeddingBagMode.Sum or > EmbeddingBagMode.Max)
            throw new ArgumentOutOfRangeException(nameof(mode), $"{op}: mode {mode}; use Sum, Mean or Max");
        if (!input.DType.IsInteger())
            throw new ArgumentException($"{op}: the input is {input.DType}; indices are integers: use To(DType.Int64)");
        CheckFloating(op, weight, "weight");
        if (weight.NDim != 2) throw new ArgumentException($"{op}: a weight of shape {weight.Shape}; it must have two dimensions");
        if (mode == EmbeddingBagMode.Max && scaleGradByFreq)
            throw new ArgumentException($"{op}: scaleGradByFreq with the maximum; use Sum or Mean");
        if (perSampleWeights is not null)
        {
            if (mode != EmbeddingBagMode.Sum) throw new ArgumentException($"{op}: perSampleWeights with mode {mode}; use Sum");
            CheckSameShape(op, input, "input", perSampleWeights, "perSampleWeights");
            CheckFloating(op, perSampleWeights, "perSampleWeights tensor");
        }

        var starts = BagStarts(op, input, offsets, includeLastOffset);
        var (rows, count) = (weight.Shape[0], starts.Length - 1);
        if (paddingIdx < -rows || paddingIdx >= rows)
            throw new ArgumentOutOfRangeException(
                nameof(paddingIdx), $"{op}: paddingIdx {paddingIdx} is out of range for {rows} rows; {ValidNumbers.Use(-rows, rows - 1)}");
        var padding = paddingIdx < 0 ? paddingIdx + rows : paddingIdx;
        var indices = input.Detach().To(DType.Int64).ToArray<long>();
        List<long> named = [], bags = [], positions = [];
        for (var bag = 0; bag < count; bag++)
        {
            for (var i = starts[bag]; i < starts[bag + 1]; i++)
            {
                if (indices[i] < 0 || indices[i] >= rows)
                    throw new ArgumentOutOfRangeException(
                        nameof(input), $"{op}: index {indices[i]} at position {i} is out of range for {rows} rows; {ValidNumbers.Use(0, rows - 1)}");
                if (indices[i] == padding) continue;
                named.Add(indices[i]);
                bags.Add(bag);
                positions.Add(i);
            }
        }

        var taken = Tensor.EmbeddingLookup(weight, Tensor.From<long>([.. named]), null, maxNorm, normType, scaleGradByFreq);
        if (mode == EmbeddingBagMode.Max) return GreatestOfBags(weight, taken, named, bags, count);
        if (perSampleWeights is not null)
            taken = taken * perSampleWeights.To(weight.DType).Flatten().IndexSelect(0, Tensor.From<long>([.. positions])).Unsqueeze(1);
        var sums = Tensor.Zeros([count, weight.Shape[1]], weight.DType).IndexAdd(0, Tensor.From<long>([.. bags]), taken);
        if (mode == EmbeddingBagMode.Sum) return sums;
        var sizes = new double[count];
        foreach (var bag in bags) sizes[bag]++;
        return sums / Tensor.From(Array.ConvertAll(sizes, size => Math.Max(size, 1)), Shape.Create(count, 1), weight.DType);
    }

    /// <summary>Where each bag begins in the indices, and where the last one ends.</summary>
    private static int[] BagStarts(string op, Tensor input, Tensor? offsets, bool includeLastOffset)
    {
        if (input.NDim == 2)
        {
            if (offsets is not null || includeLastOffset)
                throw new ArgumentException(
                    $"{op}: offsets for an input of shape {input.Shape}, whose rows are the bags; leave them out, or Flatten() the input");
            return [.. Enumerable.Range(0, input.Shape[0] + 1).Select(bag => bag * input.Shape[1])];
        }

        if (input.NDim != 1) throw new ArgumentException($"{op}: input of shape {input.Shape}; it must have one dimension or two");
        if (offsets is null)
            throw new ArgumentException(
                $"{op}: an input of shape {input.Shape} without offsets; pass where each bag begins, or bags of one size as (B, N)");
        if (!offsets.DType.IsInteger() || offsets.NDim != 1)
            throw new ArgumentException(
                $"{op}: offsets are {offsets.DType} of shape {offsets.Shape}; they must be integers in one dimension");
        var starts = offsets.Detach().To(DType.Int64).ToArray<long>();
        if (includeLastOffset && starts.Length == 0)
            throw new ArgumentException($"{op}: no offsets, and the last one is to be the end; pass one at least");
        for (var i = 0; i < starts.Length; i++)
        {
            var least = i == 0 ? 0 : starts[i - 1];
            if (starts[i] < least || starts[i] > input.Numel || (i == 0 && starts[0] != 0))
                throw new ArgumentException(
                    $"{op}: offset {starts[i]} at position {i} for {input.Numel} indices; offsets begin with 0 and do not decrease");
        }

        return includeLastOffset ? Array.ConvertAll(starts, start => (int)start) : [.. starts.Select(start => (int)start), input.Numel];
    }

    private static Tensor GreatestOfBags(Tensor weight, Tensor taken, List<long> named, List<long> bags, int count)
    {
        var width = weight.Shape[1];
        var values = taken.Detach().To(DType.Float64).ToArray<double>();
        var best = new int[count * width];
        Array.Fill(best, -1);
        for (var k = 0; k < named.Count; k++)
        {
            for (var d = 0; d < width; d++)
            {
                ref var at = ref best[(int)bags[k] * width + d];
                if (at < 0 || values[k * width + d] > values[at * width + d]) at = k;
            }
        }

        if (named.Count == 0) return Tensor.Zeros([count, width], weight.DType);
        var shape = Shape.Create(count, width);
        var index = Tensor.From(Array.ConvertAll(best, at => at < 0 ? named[0] : named[at]), shape);
        return weight.Gather(0, index).MaskedFill(Tensor.From(Array.ConvertAll(best, at => at < 0), shape), 0);
    }
}

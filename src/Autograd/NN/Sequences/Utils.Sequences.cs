namespace Autograd.NN;

public static partial class Utils
{
    /// <summary>Packs a padded batch of sequences, so that recurrent layers compute nothing for the padding.</summary>
    /// <param name="input">(T, batch, …), or (batch, T, …) with <paramref name="batchFirst"/>.</param>
    /// <param name="lengths">The length of each sequence: integers from 1 to T.</param>
    /// <param name="batchFirst">True if the batch dimension precedes the time.</param>
    /// <param name="enforceSorted">True if lengths that grow are an error; false to sort the sequences.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit the input, one is less than 1 or more than T, or they are not sorted.
    /// </exception>
    public static PackedSequence PackPaddedSequence(Tensor input, Tensor lengths, bool batchFirst = false, bool enforceSorted = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lengths);
        if (lengths.NDim != 1 || lengths.DType.IsFloatingPoint() || lengths.DType == DType.Bool)
            throw new ArgumentException(
                $"PackPaddedSequence: lengths of shape {lengths.Shape} and type {lengths.DType}; pass a row of integers");
        return PackPaddedSequence(input, Array.ConvertAll(lengths.Long().ToArray<long>(), length => (int)length), batchFirst, enforceSorted);
    }

    /// <inheritdoc cref="PackPaddedSequence(Tensor, Tensor, bool, bool)"/>
    public static PackedSequence PackPaddedSequence(Tensor input, int[] lengths, bool batchFirst = false, bool enforceSorted = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lengths);
        if (input.NDim < 2)
            throw new ArgumentException($"PackPaddedSequence: an input of shape {input.Shape}; it must have a time and a batch dimension");
        var (steps, batch) = batchFirst ? (input.Size(1), input.Size(0)) : (input.Size(0), input.Size(1));
        if (lengths.Length != batch)
            throw new ArgumentException($"PackPaddedSequence: {lengths.Length} lengths for a batch of {batch}; pass one for each sequence");
        for (var i = 0; i < batch; i++)
        {
            if (lengths[i] < 1 || lengths[i] > steps)
                throw new ArgumentException(
                    $"PackPaddedSequence: length {lengths[i]} of sequence {i} in an input of {steps} steps; lengths are 1 to {steps}");
            if (enforceSorted && i > 0 && lengths[i] > lengths[i - 1])
                throw new ArgumentException(
                    $"PackPaddedSequence: length {lengths[i]} of sequence {i} after {lengths[i - 1]}; sort the batch by decreasing length, or pass "
                    + "enforceSorted: false");
        }

        var order = Enumerable.Range(0, batch).OrderByDescending(i => lengths[i]).ToArray();
        var longest = batch == 0 ? 0 : lengths[order[0]];
        var sizes = new long[longest];
        var rows = new List<long>();
        for (var t = 0; t < longest; t++)
        {
            for (var i = 0; i < batch && lengths[order[i]] > t; i++)
            {
                sizes[t]++;
                rows.Add(batchFirst ? (long)order[i] * steps + t : (long)t * batch + order[i]);
            }
        }

        var data = input.Flatten(0, 1).IndexSelect(0, Tensor.From(rows.ToArray()));
        var sorted = enforceSorted ? null : Tensor.From(Array.ConvertAll(order, i => (long)i));
        return new PackedSequence(data, Tensor.From(sizes), sorted);
    }

    /// <summary>Unpacks sequences into a padded batch.</summary>
    /// <param name="sequence">The packed sequences.</param>
    /// <param name="batchFirst">True if the batch dimension is to precede the time.</param>
    /// <param name="paddingValue">What stands behind the end of a sequence.</param>
    /// <param name="totalLength">The number of steps T; null for that of the longest sequence.</param>
    /// <returns>(T, batch, …), or (batch, T, …), in the order that the batch had; and the lengths.</returns>
    /// <exception cref="ArgumentException">totalLength is less than the longest sequence.</exception>
    public static (Tensor Output, Tensor Lengths) PadPackedSequence(
        PackedSequence sequence, bool batchFirst = false, double paddingValue = 0, int? totalLength = null)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var sizes = sequence.Sizes;
        if (totalLength < sizes.Length)
            throw new ArgumentException(
                $"PadPackedSequence: totalLength is {totalLength}, and the longest sequence has {sizes.Length} steps; use {sizes.Length} or more");
        var (steps, batch) = (totalLength ?? sizes.Length, sizes.IsEmpty ? 0 : sizes[0]);
        var order = sequence.SortedIndices?.Long().ToArray<long>();
        var rows = new List<long>();
        for (var t = 0; t < sizes.Length; t++)
        {
            for (var i = 0; i < sizes[t]; i++)
            {
                var place = order is null ? i : order[i];
                rows.Add(batchFirst ? place * steps + t : (long)t * batch + place);
            }
        }

        var rest = sequence.Data.Shape.Sizes[1..].ToArray();
        var padded = Tensor.Full([steps * batch, .. rest], paddingValue, sequence.Data.DType)
            .IndexCopy(0, Tensor.From(rows.ToArray()), sequence.Data);
        return (padded.Reshape(batchFirst ? [batch, steps, .. rest] : [steps, batch, .. rest]),
            Tensor.From(Array.ConvertAll(sequence.Lengths(), length => (long)length)));
    }

    /// <summary>Stacks sequences of different lengths, and fills up the shorter ones.</summary>
    /// <param name="sequences">Tensors of shapes (Lᵢ, …), alike but for their lengths.</param>
    /// <param name="batchFirst">True if the batch dimension is to precede the time.</param>
    /// <param name="paddingValue">What stands behind the end of a sequence.</param>
    /// <returns>(T, batch, …), or (batch, T, …), where T is the length of the longest.</returns>
    /// <exception cref="ArgumentException">There is no sequence, or they differ in more than their lengths.</exception>
    public static Tensor PadSequence(IReadOnlyList<Tensor> sequences, bool batchFirst = false, double paddingValue = 0)
    {
        CheckSequences("PadSequence", sequences);
        var steps = sequences.Max(sequence => sequence.Size(0));
        var rest = sequences[0].Shape.Sizes[1..].ToArray();
        var filled = new Tensor[sequences.Count];
        for (var i = 0; i < filled.Length; i++)
        {
            var missing = steps - sequences[i].Size(0);
            filled[i] = missing == 0
                ? sequences[i]
                : Tensor.Cat([sequences[i], Tensor.Full([missing, .. rest], paddingValue, sequences[i].DType)]);
        }

        return Tensor.Stack(filled, dim: batchFirst ? 0 : 1);
    }

    /// <summary>Packs sequences of different lengths.</summary>
    /// <param name="sequences">Tensors of shapes (Lᵢ, …), alike but for their lengths.</param>
    /// <param name="enforceSorted">True if lengths that grow are an error; false to sort the sequences.</param>
    /// <exception cref="ArgumentException">
    /// There is no sequence, they differ in more than their lengths, or they are not sorted.
    /// </exception>
    public static PackedSequence PackSequence(IReadOnlyList<Tensor> sequences, bool enforceSorted = true)
    {
        CheckSequences("PackSequence", sequences);
        var lengths = sequences.Select(sequence => sequence.Size(0)).ToArray();
        return PackPaddedSequence(PadSequence(sequences), lengths, batchFirst: false, enforceSorted);
    }

    /// <summary>The sequences of a padded batch, without the padding.</summary>
    /// <param name="paddedSequences">(T, batch, …), or (batch, T, …).</param>
    /// <param name="lengths">The length of each sequence.</param>
    /// <param name="batchFirst">True if the batch dimension precedes the time.</param>
    /// <exception cref="ArgumentException">The lengths do not fit the batch.</exception>
    public static Tensor[] UnpadSequence(Tensor paddedSequences, Tensor lengths, bool batchFirst = false)
    {
        ArgumentNullException.ThrowIfNull(paddedSequences);
        ArgumentNullException.ThrowIfNull(lengths);
        if (paddedSequences.NDim < 2)
            throw new ArgumentException($"UnpadSequence: a batch of shape {paddedSequences.Shape}; it must have a time and a batch dimension");
        var batched = batchFirst ? paddedSequences : paddedSequences.Transpose(0, 1);
        var numbers = lengths.Long().Flatten().ToArray<long>();
        if (numbers.Length != batched.Size(0))
            throw new ArgumentException($"UnpadSequence: {numbers.Length} lengths for a batch of {batched.Size(0)}; pass one for each sequence");
        var sequences = new Tensor[numbers.Length];
        for (var i = 0; i < sequences.Length; i++)
        {
            if (numbers[i] < 0 || numbers[i] > batched.Size(1))
                throw new ArgumentException(
                    $"UnpadSequence: length {numbers[i]} of sequence {i} in a batch of {batched.Size(1)} steps; lengths are 0 to {batched.Size(1)}");
            sequences[i] = batched[i].Narrow(0, 0, (int)numbers[i]);
        }

        return sequences;
    }

    /// <summary>The sequences that were packed, in the order that they had.</summary>
    public static Tensor[] UnpackSequence(PackedSequence packedSequences)
    {
        ArgumentNullException.ThrowIfNull(packedSequences);
        var (padded, lengths) = PadPackedSequence(packedSequences, batchFirst: true);
        return UnpadSequence(padded, lengths, batchFirst: true);
    }

    private static void CheckSequences(string op, IReadOnlyList<Tensor> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Count == 0) throw new ArgumentException($"{op}: there are no sequences; pass one at least", nameof(sequences));
        for (var i = 0; i < sequences.Count; i++)
        {
            if (sequences[i] is null) throw new ArgumentException($"{op}: sequence {i} is null; pass tensors alone", nameof(sequences));
            if (sequences[i].NDim == 0)
                throw new ArgumentException($"{op}: sequence {i} is a single number; it must have steps in its first dimension", nameof(sequences));
            if (!sequences[i].Shape.Sizes[1..].SequenceEqual(sequences[0].Shape.Sizes[1..]))
                throw new ArgumentException(
                    $"{op}: sequence {i} of shape {sequences[i].Shape} beside one of shape {sequences[0].Shape}; they may differ in the first size "
                    + "alone", nameof(sequences));
        }
    }
}

namespace Autograd;

/// <summary>The label sequences of a batch and their lengths, checked: what <see cref="NN.F.CtcLoss"/> is to align.</summary>
internal sealed class CtcTargets
{
    private readonly int[] _labels;
    private readonly int[] _starts;

    private CtcTargets(int[] labels, int[] starts, int[] lengths, int[] steps, int blank)
    {
        _labels = labels;
        _starts = starts;
        Lengths = lengths;
        Steps = steps;
        Blank = blank;
    }

    /// <summary>The number of labels of each sequence.</summary>
    public int[] Lengths { get; }

    /// <summary>The number of time steps of each sequence.</summary>
    public int[] Steps { get; }

    /// <summary>The class of the blank.</summary>
    public int Blank { get; }

    /// <summary>The number of sequences.</summary>
    public int Count => Lengths.Length;

    /// <summary>The number of states of the longest sequence.</summary>
    public int MaxStates => 2 * Lengths.DefaultIfEmpty().Max() + 1;

    /// <summary>The labels of one sequence.</summary>
    public ReadOnlySpan<int> Of(int sequence) => _labels.AsSpan(_starts[sequence], Lengths[sequence]);

    /// <summary>Checks the arguments of the loss; log-probabilities are (T, N, C).</summary>
    public static CtcTargets Of(
        string op, Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths, int blank)
    {
        var (steps, count, classes) = (logProbs.Shape[0], logProbs.Shape[1], logProbs.Shape[2]);
        if (blank < 0 || blank >= classes)
            throw new ArgumentOutOfRangeException(
                nameof(blank), $"{op}: blank {blank} is out of range: there are {classes} classes, 0 to {classes - 1}");
        var inputs = LengthsOf(op, "inputLengths", inputLengths, count, steps);
        if (!targets.DType.IsInteger())
            throw new ArgumentException($"{op}: targets are {targets.DType}; classes are integers: use targets.To(DType.Int64)");
        var isPadded = targets.NDim == 2;
        if (targets.NDim is not (1 or 2) || (isPadded && targets.Shape[0] != count))
            throw new ArgumentException(
                $"{op}: targets of shape {targets.Shape} for logProbs of shape {logProbs.Shape}; they must be ({count}, S), or one after the other "
                + "in one dimension");
        var width = targets.Shape[^1];
        var lengths = LengthsOf(op, "targetLengths", targetLengths, count, width);
        var starts = new int[count];
        for (var n = 1; n < count; n++) starts[n] = isPadded ? n * width : starts[n - 1] + lengths[n - 1];
        var total = lengths.Sum(length => (long)length);
        if (!isPadded && total != width)
            throw new ArgumentException(
                $"{op}: {width} targets one after the other, and targetLengths that add up to {total}; they must be the same");
        var labels = Array.ConvertAll(targets.Detach().To(DType.Int64).ToArray<long>(), label => (int)Math.Clamp(label, int.MinValue, int.MaxValue));
        for (var n = 0; n < count; n++)
        {
            foreach (var label in labels.AsSpan(starts[n], lengths[n]))
            {
                if (label >= 0 && label < classes && label != blank) continue;
                throw new ArgumentOutOfRangeException(nameof(targets),
                    $"{op}: label {label} of sequence {n}; a label is a class from 0 to {classes - 1}, and not the blank {blank}");
            }
        }

        return new CtcTargets(labels, starts, lengths, inputs, blank);
    }

    /// <summary>The classes of the states of every sequence, blanks behind the last: (N, states).</summary>
    public Tensor StateClasses()
    {
        var states = MaxStates;
        var classes = new long[Count * states];
        Array.Fill(classes, Blank);
        for (var n = 0; n < Count; n++)
            for (var k = 0; k < Lengths[n]; k++) classes[n * states + 2 * k + 1] = Of(n)[k];
        return Tensor.From(classes, Shape.Create(Count, states));
    }

    /// <summary>A mask over the states of every sequence: (N, states).</summary>
    public Tensor StateMask(Func<int, int, bool> isSet)
    {
        var states = MaxStates;
        var mask = new bool[Count * states];
        for (var n = 0; n < Count; n++)
            for (var s = 0; s < states; s++) mask[n * states + s] = isSet(n, s);
        return Tensor.From(mask, Shape.Create(Count, states));
    }

    private static int[] LengthsOf(string op, string name, Tensor lengths, int count, int greatest)
    {
        if (!lengths.DType.IsInteger() || lengths.NDim != 1 || lengths.Numel != count)
            throw new ArgumentException(
                $"{op}: {name} are {lengths.DType} of shape {lengths.Shape}; they must be {count} integers, one for each sequence");
        var values = lengths.Detach().To(DType.Int64).ToArray<long>();
        foreach (var value in values)
            if (value < 0 || value > greatest)
                throw new ArgumentOutOfRangeException(name, $"{op}: {name} has {value}; a length is from 0 to {greatest} here");
        return Array.ConvertAll(values, value => (int)value);
    }
}

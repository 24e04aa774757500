namespace Autograd.NN;

/// <summary>
/// Sequences of different lengths, without padding: all first elements, then all second ones, and so on, the longest
/// sequence first. Made by <see cref="Utils.PackPaddedSequence(Tensor, Tensor, bool, bool)"/> and
/// <see cref="Utils.PackSequence"/>; <see cref="RNN"/>, <see cref="LSTM"/> and <see cref="GRU"/> take and return it.
/// </summary>
public sealed class PackedSequence : IMappedTensors
{
    private readonly int[] _sizes;

    /// <summary>Packs what is in the order of a packed sequence: for layers that treat each element by itself.</summary>
    /// <param name="data">The elements: (sum of lengths, …).</param>
    /// <param name="batchSizes">The number of elements at each step, never more than at the step before.</param>
    /// <param name="sortedIndices">For each packed sequence the index that it had; null if they were sorted.</param>
    /// <param name="unsortedIndices">The inverse; null to compute it.</param>
    /// <exception cref="ArgumentException">The batch sizes do not fit the data, or grow.</exception>
    /// <example><code>packed = new PackedSequence(_linear.Forward(packed.Data), packed.BatchSizes);</code></example>
    public PackedSequence(Tensor data, Tensor batchSizes, Tensor? sortedIndices = null, Tensor? unsortedIndices = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(batchSizes);
        if (data.NDim == 0 || batchSizes.NDim != 1 || batchSizes.DType.IsFloatingPoint())
            throw new ArgumentException(
                $"PackedSequence: data of shape {data.Shape} and batch sizes of shape {batchSizes.Shape} and type {batchSizes.DType}; the data have "
                + "one dimension at least, and the batch sizes are a row of integers");
        _sizes = Array.ConvertAll(batchSizes.Long().ToArray<long>(), size => (int)size);
        for (var t = 0; t < _sizes.Length; t++)
        {
            if (_sizes[t] < 1 || (t > 0 && _sizes[t] > _sizes[t - 1]))
                throw new ArgumentException(
                    $"PackedSequence: batch size {_sizes[t]} at step {t}{(t > 0 ? $" after {_sizes[t - 1]}" : "")}; sizes are positive and never grow");
        }

        if (_sizes.Sum() != data.Size(0))
            throw new ArgumentException(
                $"PackedSequence: batch sizes with the sum {_sizes.Sum()} for data of shape {data.Shape}; it must be {data.Size(0)}");
        (Data, BatchSizes, SortedIndices) = (data, batchSizes, sortedIndices);
        UnsortedIndices = unsortedIndices ?? sortedIndices?.ArgSort();
    }

    private PackedSequence(PackedSequence other, Tensor data)
    {
        (_sizes, Data, BatchSizes) = (other._sizes, data, other.BatchSizes);
        (SortedIndices, UnsortedIndices) = (other.SortedIndices, other.UnsortedIndices);
    }

    /// <summary>The elements: (sum of lengths, …).</summary>
    public Tensor Data { get; }

    /// <summary>The number of elements at each step, in Int64.</summary>
    public Tensor BatchSizes { get; }

    /// <summary>For each packed sequence the index that it had in the batch; null if the batch was sorted.</summary>
    public Tensor? SortedIndices { get; }

    /// <summary>For each sequence of the batch its place among the packed ones; null if the batch was sorted.</summary>
    public Tensor? UnsortedIndices { get; }

    internal ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>The same with other elements in the same places.</summary>
    internal PackedSequence With(Tensor data) => new(this, data);

    /// <summary>The lengths of the sequences in the order of the batch.</summary>
    internal int[] Lengths()
    {
        var packed = new int[_sizes.Length == 0 ? 0 : _sizes[0]];
        foreach (var size in _sizes)
            for (var i = 0; i < size; i++) packed[i]++;
        if (UnsortedIndices is null) return packed;
        return Array.ConvertAll(UnsortedIndices.Long().ToArray<long>(), place => packed[place]);
    }

    object IMappedTensors.Map(Func<Tensor, Tensor> function) => With(function(Data));
}

namespace Autograd.Data;

/// <summary>
/// The share of one of several processes that train together: each takes every numReplicas-th index of one order.
/// <c>torch.utils.data.distributed.DistributedSampler</c>.
/// </summary>
/// <remarks>
/// The order of a pass is <c>randperm</c> from the seed <c>seed + epoch</c>: call <see cref="SetEpoch"/> before each
/// pass, else all passes have the same. All shares are of one length: indices from the beginning fill the last ones up,
/// or <c>dropLast</c> leaves some out.
/// </remarks>
public sealed class DistributedSampler : Sampler<int>, IStateful
{
    private readonly int _count;
    private readonly int _numReplicas;
    private readonly int _rank;
    private readonly bool _shuffle;
    private readonly long _seed;

    /// <summary>Makes the sampler of one process.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="numReplicas">The number of processes.</param>
    /// <param name="rank">The number of this one, from 0.</param>
    /// <param name="shuffle">False for the order 0, 1, ….</param>
    /// <param name="seed">The seed, which must be the same in all processes.</param>
    /// <param name="dropLast">True to leave samples out at the end, instead of taking some twice.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public DistributedSampler(int count, int numReplicas, int rank, bool shuffle = true, long seed = 0, bool dropLast = false)
    {
        _count = SamplerArguments.NotNegative("DistributedSampler", count);
        if (numReplicas < 1)
            throw new ArgumentOutOfRangeException(nameof(numReplicas), $"DistributedSampler: numReplicas is {numReplicas}; there is at least 1 process");
        if ((uint)rank >= (uint)numReplicas)
            throw new ArgumentOutOfRangeException(nameof(rank), $"DistributedSampler: rank {rank} of {numReplicas} processes; use 0 to {numReplicas - 1}");
        (_numReplicas, _rank, _shuffle, _seed) = (numReplicas, rank, shuffle, seed);
        Count = dropLast ? count / numReplicas : (int)(((long)count + numReplicas - 1) / numReplicas);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <summary>The number of the pass, which the order depends on.</summary>
    public int Epoch { get; private set; }

    /// <summary>Sets the number of the next pass, in all processes the same.</summary>
    public void SetEpoch(int epoch) => Epoch = epoch;

    /// <inheritdoc/>
    public override IEnumerator<int> GetEnumerator()
    {
        var order = new int[_count];
        if (_shuffle)
        {
            new Generator(_seed + Epoch).RandPerm(order.AsSpan());
        }
        else
        {
            for (var i = 0; i < order.Length; i++) order[i] = i;
        }

        for (var i = 0; i < Count; i++) yield return order[(int)((_rank + (long)i * _numReplicas) % _count)];
    }

    /// <summary>The number of the pass.</summary>
    public OrderedDictionary<string, Tensor> StateDict() => new() { ["epoch"] = Tensor.From((long)Epoch) };

    /// <inheritdoc/>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var entries = new StateEntries("LoadStateDict", state);
        var epoch = entries.Integer("epoch", 0, int.MaxValue);
        entries.CheckAllRead();
        Epoch = (int)epoch;
    }
}

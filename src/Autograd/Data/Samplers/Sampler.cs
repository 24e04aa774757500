using System.Collections;

namespace Autograd.Data;

/// <summary>
/// The order in which a loader takes samples: indices, or batches of indices. Derive from it for an order of one's
/// own; a loader also takes any collection of indices. <c>torch.utils.data.Sampler</c>.
/// </summary>
/// <remarks>
/// Each enumeration is one pass. What is drawn at random in a pass should be drawn when its first index is asked for,
/// and not in <see cref="GetEnumerator"/>: a loader draws its own seed in between, as PyTorch's does.
/// </remarks>
/// <typeparam name="T"><see cref="int"/> for indices, <c>int[]</c> for batches of them.</typeparam>
public abstract class Sampler<T> : IReadOnlyCollection<T>
{
    /// <summary>The number of indices, or of batches, of a pass.</summary>
    public abstract int Count { get; }

    /// <summary>
    /// The generator that the order is drawn from, so that a loader can save its state; null if that is the default
    /// generator, or one that each pass makes.
    /// </summary>
    public virtual Generator? Generator => null;

    /// <summary>Begins a pass.</summary>
    public abstract IEnumerator<T> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

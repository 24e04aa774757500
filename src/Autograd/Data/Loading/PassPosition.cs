namespace Autograd.Data;

/// <summary>How a pass began and how far it is: what is needed to resume it.</summary>
/// <param name="baseSeed">The seed that the pass drew.</param>
/// <param name="defaultState">The default generator behind that draw; the order is drawn from there.</param>
/// <param name="ownState">The generator of the loader or its sampler at that time; null without one.</param>
/// <param name="numWorkers">The number of workers.</param>
internal sealed class PassPosition(long baseSeed, byte[] defaultState, byte[]? ownState, int numWorkers)
{
    public long BaseSeed => baseSeed;

    public byte[] DefaultState => defaultState;

    public byte[]? OwnState => ownState;

    /// <summary>The number of batches that the consumer has got.</summary>
    public int Delivered { get; set; }

    /// <summary>
    /// The default generator of each worker behind its last batch that was delivered; null if none was.
    /// </summary>
    public byte[]?[] WorkerStates { get; } = new byte[numWorkers][];
}

namespace Autograd;

/// <summary>
/// Sets the number of threads that one operation uses; the counterpart of <c>torch.set_num_threads</c>.
/// </summary>
/// <remarks>
/// Large products and elementwise operations are split over this many threads, the calling one among them; small ones
/// run on the calling thread. Results do not depend on the number, to the last bit. The other threads are background
/// threads, started when first needed, and work for one operation at a time: an operation that starts while they are
/// busy, or inside another operation, runs on its calling thread alone.
/// </remarks>
public static class Threading
{
    private static volatile int _numThreads = Environment.ProcessorCount;

    /// <summary>
    /// The number of threads that one operation may use; by default, the number of processors that are available to the
    /// process.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static int NumThreads
    {
        get => _numThreads;
        set
        {
            if (value < 1)
                throw new ArgumentOutOfRangeException(nameof(value), $"NumThreads: {value} threads; at least 1, the calling one, is needed");
            _numThreads = value;
        }
    }
}

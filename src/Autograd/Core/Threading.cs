namespace Autograd;

/// <summary>How many threads the library uses inside one operation; the counterpart of <c>torch.set_num_threads</c>.</summary>
/// <remarks>
/// Large products and elementwise operations are split over this many threads, the calling one among them; small ones stay on the calling
/// thread. No result depends on the number, to the last bit. The helpers are background threads, made when first needed, and serve one
/// operation at a time: an operation that starts while another thread's is being split over threads, or inside one, runs on its own thread alone.
/// </remarks>
public static class Threading
{
    private static volatile int _numThreads = Environment.ProcessorCount;

    /// <summary>The threads that one operation may use; at first, the processors that this process may use.</summary>
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

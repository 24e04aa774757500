namespace Autograd;

/// <summary>
/// PyTorch's random number generator for the CPU: the same seed gives the same numbers, bit for bit, as
/// <c>torch.manual_seed</c> does in PyTorch 1.13 on a processor with AVX2 (a build without MKL).
/// </summary>
/// <remarks>
/// <para>
/// Words come from MT19937; each distribution turns them into numbers by PyTorch's own rule, which its method states.
/// Logarithms, sines and cosines in double precision are the platform's: the last bit of what is made with them is PyTorch's
/// where both use the same C library. Float normals, 16 or more at a time, are the same everywhere.
/// </para>
/// <para>
/// Every public method is atomic: it locks the generator for as long as it draws, so threads may share one and each fill is an
/// unbroken run of the stream. Which thread draws first is the scheduler's choice; where numbers must not depend on it, give
/// each thread a generator of its own.
/// </para>
/// </remarks>
public sealed partial class Generator
{
    /// <summary>The seed of a generator that was given none, as in PyTorch.</summary>
    public const long DefaultSeed = 67_280_421_310_721;

    readonly Lock _gate = new();
    readonly MersenneTwister _twister = new();
    double? _cachedNormal;
    long _initialSeed;

    /// <summary>Makes a generator.</summary>
    /// <param name="seed">The seed; MT19937 sees its low 32 bits only, as in PyTorch.</param>
    public Generator(long seed = DefaultSeed) => Start(seed);

    /// <summary>
    /// The generator that everything random uses unless it is given another. It starts from a seed that differs from run to run;
    /// <see cref="ManualSeed"/> fixes it.
    /// </summary>
    public static Generator Default { get; } = new(NonDeterministicSeed());

    /// <summary>
    /// The seed that the stream began with. PyTorch's <c>initial_seed</c> reads the same 64 bits as an unsigned number.
    /// </summary>
    public long InitialSeed
    {
        get
        {
            lock (_gate)
                return _initialSeed;
        }
    }

    /// <summary>Restarts <see cref="Default"/> from a seed: <c>torch.manual_seed</c>.</summary>
    /// <param name="seed">The seed; negative ones are taken modulo 2^64, as in PyTorch.</param>
    /// <returns><see cref="Default"/>.</returns>
    public static Generator ManualSeed(long seed) => Default.Reseed(seed);

    /// <summary>Restarts this generator from a seed: <c>torch.Generator.manual_seed</c>.</summary>
    /// <param name="seed">The seed; negative ones are taken modulo 2^64, as in PyTorch.</param>
    /// <returns>This generator.</returns>
    public Generator Reseed(long seed)
    {
        lock (_gate)
            Start(seed);
        return this;
    }

    /// <summary>Restarts this generator from a seed that nobody can foresee: <c>torch.Generator.seed</c>.</summary>
    /// <returns>The seed, to repeat the run with.</returns>
    public long Seed()
    {
        long seed = NonDeterministicSeed();
        Reseed(seed);
        return seed;
    }

    /// <summary>53 bits, as PyTorch draws, so that the seed survives a trip through a double.</summary>
    /// <remarks>From the framework's own generator, which the system seeds: a cryptographic one would load a library first.</remarks>
    static long NonDeterministicSeed() => Random.Shared.NextInt64(1L << 53);

    void Start(long seed)
    {
        _initialSeed = seed;
        _twister.Seed((uint)seed);
        _cachedNormal = null;
    }
}

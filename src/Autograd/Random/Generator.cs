namespace Autograd;

/// <summary>
/// PyTorch's random number generator for the CPU: the same seed gives the same numbers, bit for bit, as
/// <c>torch.manual_seed</c> does in PyTorch 1.13 on a processor with AVX2 (a build without MKL).
/// </summary>
/// <remarks>
/// <para>
/// Words come from MT19937. Each distribution converts them to numbers by PyTorch's rule, which its method documents.
/// Logarithms, sines and cosines in double precision are the platform's, so the last bit of numbers that depend on them
/// agrees with PyTorch only if both use the same C library. Float normals, 16 or more at a time, are the same on every
/// platform.
/// </para>
/// <para>
/// Every public method is atomic: it locks the generator while it draws, so threads may share one, and each fill is a
/// contiguous part of the stream. The order in which threads draw is not deterministic; if the numbers must not depend
/// on it, use a generator for each thread.
/// </para>
/// </remarks>
public sealed partial class Generator
{
    /// <summary>The seed of a generator that is made without one, as in PyTorch.</summary>
    public const long DefaultSeed = 67_280_421_310_721;

    private readonly Lock _gate = new();
    private readonly MersenneTwister _twister = new();
    private double? _cachedNormal;
    private long _initialSeed;

    /// <summary>Makes a generator.</summary>
    /// <param name="seed">The seed; MT19937 uses only its low 32 bits, as in PyTorch.</param>
    public Generator(long seed = DefaultSeed) => Start(seed);

    /// <summary>
    /// The generator that all random operations use unless they are given another. Its first seed differs from run to
    /// run; <see cref="ManualSeed"/> fixes it. A worker of a data loader has a default generator of its own.
    /// </summary>
    public static Generator Default => _ofThread ?? OfProcess;

    /// <summary>
    /// The seed of the current stream. PyTorch's <c>initial_seed</c> returns the same 64 bits as an unsigned number.
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

    /// <summary>Restarts this generator from a nondeterministic seed: <c>torch.Generator.seed</c>.</summary>
    /// <returns>The seed, with which the run can be repeated.</returns>
    public long Seed()
    {
        var seed = NonDeterministicSeed();
        Reseed(seed);
        return seed;
    }

    /// <summary>Returns a seed of 53 bits, as in PyTorch, so that a double can hold it.</summary>
    /// <remarks>
    /// It comes from .NET's shared generator, which the system seeds. A cryptographic generator would load a native
    /// library first.
    /// </remarks>
    private static long NonDeterministicSeed() => Random.Shared.NextInt64(1L << 53);

    private void Start(long seed)
    {
        _initialSeed = seed;
        _twister.Seed((uint)seed);
        _cachedNormal = null;
    }
}

using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>
/// NumPy's legacy random number generator, <c>np.random.RandomState</c> (the functions of <c>np.random</c> itself): the
/// same seed gives the same numbers.
/// </summary>
/// <remarks>
/// NumPy has frozen this stream, so it is the same in every version. Every public method is atomic: it locks the
/// generator while it draws, so threads may share one.
/// </remarks>
public sealed partial class NumPyRandom
{
    readonly Lock _gate = new();
    readonly MersenneTwister _twister = new();
    double? _cachedGaussian;

    /// <summary>Makes a generator from a nondeterministic seed.</summary>
    public NumPyRandom()
    {
        uint[] key = new uint[MersenneTwister.StateSize];
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(key.AsSpan()));
        _twister.Seed(key);
    }

    /// <summary>Makes a generator: <c>np.random.RandomState(seed)</c>.</summary>
    /// <param name="seed">The seed, 0 to 2^32 − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is out of that range.</exception>
    public NumPyRandom(long seed) => _twister.Seed(CheckSeed(seed));

    /// <summary>Makes a generator from several seeds: <c>np.random.RandomState([…])</c>.</summary>
    /// <param name="key">The seeds, at least one.</param>
    /// <exception cref="ArgumentException">There are no seeds.</exception>
    public NumPyRandom(ReadOnlySpan<uint> key)
    {
        CheckKey(key);
        _twister.Seed(key);
    }

    /// <summary>
    /// The generator of NumPy's module functions, such as <c>np.random.rand</c>. Its first seed differs from run to
    /// run; <see cref="Seed"/> fixes it.
    /// </summary>
    public static NumPyRandom Default { get; } = new();

    /// <summary>Restarts <see cref="Default"/> from a seed: <c>np.random.seed</c>.</summary>
    /// <param name="seed">The seed, 0 to 2^32 − 1.</param>
    /// <returns><see cref="Default"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The seed is out of that range.</exception>
    public static NumPyRandom Seed(long seed) => Default.Reseed(seed);

    /// <summary>Restarts this generator from a seed: <c>RandomState.seed</c>.</summary>
    /// <param name="seed">The seed, 0 to 2^32 − 1.</param>
    /// <returns>This generator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The seed is out of that range.</exception>
    public NumPyRandom Reseed(long seed)
    {
        uint checkedSeed = CheckSeed(seed);
        lock (_gate)
        {
            _twister.Seed(checkedSeed);
            _cachedGaussian = null;
        }

        return this;
    }

    /// <summary>Restarts this generator from several seeds: <c>RandomState.seed([…])</c>.</summary>
    /// <param name="key">The seeds, at least one.</param>
    /// <returns>This generator.</returns>
    /// <exception cref="ArgumentException">There are no seeds.</exception>
    public NumPyRandom Reseed(ReadOnlySpan<uint> key)
    {
        CheckKey(key);
        lock (_gate)
        {
            _twister.Seed(key);
            _cachedGaussian = null;
        }

        return this;
    }

    /// <summary>Saves the state: <c>get_state</c>.</summary>
    /// <returns>A copy of the state, in NumPy's format.</returns>
    public NumPyRandomState GetState()
    {
        lock (_gate)
        {
            return new NumPyRandomState(
                _twister.State.ToArray(), _twister.Position, _cachedGaussian.HasValue, _cachedGaussian ?? 0.0);
        }
    }

    /// <summary>Restores a state that <see cref="GetState"/> or NumPy's <c>get_state</c> saved.</summary>
    /// <param name="state">The state; it is copied.</param>
    /// <exception cref="ArgumentException">It does not have 624 words, or its position is not 0 to 624.</exception>
    public void SetState(in NumPyRandomState state)
    {
        if (state.Key is not { Length: MersenneTwister.StateSize })
        {
            throw new ArgumentException(
                $"NumPyRandom.SetState: {state.Key?.Length ?? 0} words given; a state has {MersenneTwister.StateSize}. "
                + "Pass what GetState returned.", nameof(state));
        }

        if (state.Position is < 0 or > MersenneTwister.StateSize)
        {
            throw new ArgumentException(
                $"NumPyRandom.SetState: the position is {state.Position}. Pass one from 0 to {MersenneTwister.StateSize}.",
                nameof(state));
        }

        lock (_gate)
        {
            _twister.Restore(state.Key, state.Position, isFresh: false);
            _cachedGaussian = state.HasGauss ? state.CachedGaussian : null;
        }
    }

    static uint CheckSeed(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
        {
            throw new ArgumentOutOfRangeException(
                nameof(seed), $"NumPyRandom: the seed is {seed}. Pass one from 0 to {uint.MaxValue}, as in NumPy.");
        }

        return (uint)seed;
    }

    static void CheckKey(ReadOnlySpan<uint> key)
    {
        if (key.IsEmpty)
            throw new ArgumentException("NumPyRandom: the array of seeds is empty. Pass at least one.", nameof(key));
    }
}

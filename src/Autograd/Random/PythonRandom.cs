using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Autograd;

/// <summary>
/// The random number generator of Python's module <c>random</c>: the same seed gives the same numbers and the same
/// shuffles.
/// </summary>
/// <remarks>
/// The numbers are bit for bit those of CPython 3.11. Later versions changed default arguments but not the numbers;
/// Python 2 seeds, shuffles and samples differently. Every public method is atomic: it locks the generator while it
/// draws, so threads may share one.
/// </remarks>
/// <example><code>
/// var random = new PythonRandom(42);           // random.seed(42)
/// random.Random();                             // random.random()
/// random.RandInt(1, 6);                        // random.randint(1, 6)
/// random.Shuffle(words);                       // random.shuffle(words)
/// </code></example>
public sealed partial class PythonRandom
{
    private readonly Lock _gate = new();
    private readonly MersenneTwister _twister = new();
    private double? _gaussNext;

    /// <summary>Makes a generator from a nondeterministic seed: <c>random.Random()</c>.</summary>
    public PythonRandom()
    {
        var key = new uint[MersenneTwister.StateSize];
        System.Random.Shared.NextBytes(MemoryMarshal.AsBytes(key.AsSpan()));
        _twister.Seed(key);
    }

    /// <summary>Makes a generator: <c>random.Random(seed)</c>.</summary>
    /// <param name="seed">An integer of any size; as in Python, its sign is ignored.</param>
    public PythonRandom(BigInteger seed) => _twister.Seed(KeyOf(seed));

    /// <summary>Makes a generator: <c>random.Random("seed")</c>.</summary>
    /// <param name="seed">The seed; its UTF-8 bytes and their SHA-512 digest are taken as one integer.</param>
    /// <exception cref="ArgumentNullException">The seed is null.</exception>
    public PythonRandom(string seed)
        : this(IntegerOf(seed))
    {
    }

    /// <summary>
    /// The generator of the module's functions, such as <c>random.random()</c>. Its first seed differs from run to run;
    /// <see cref="Seed(BigInteger)"/> fixes it.
    /// </summary>
    public static PythonRandom Default { get; } = new();

    /// <summary>Restarts <see cref="Default"/> from a seed: <c>random.seed(seed)</c>.</summary>
    /// <param name="seed">An integer of any size; its sign is ignored.</param>
    /// <returns><see cref="Default"/>.</returns>
    public static PythonRandom Seed(BigInteger seed) => Default.Reseed(seed);

    /// <summary>Restarts <see cref="Default"/> from a text: <c>random.seed("seed")</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns><see cref="Default"/>.</returns>
    /// <exception cref="ArgumentNullException">The seed is null.</exception>
    public static PythonRandom Seed(string seed) => Default.Reseed(seed);

    /// <summary>Restarts this generator from a seed: <c>Random.seed(seed)</c>.</summary>
    /// <param name="seed">An integer of any size; its sign is ignored.</param>
    /// <returns>This generator.</returns>
    public PythonRandom Reseed(BigInteger seed)
    {
        var key = KeyOf(seed);
        lock (_gate)
        {
            _twister.Seed(key);
            _gaussNext = null;
        }

        return this;
    }

    /// <summary>Restarts this generator from a text: <c>Random.seed("seed")</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>This generator.</returns>
    /// <exception cref="ArgumentNullException">The seed is null.</exception>
    public PythonRandom Reseed(string seed) => Reseed(IntegerOf(seed));

    /// <summary>Saves the state: <c>getstate()</c>.</summary>
    /// <returns>A copy of the state, in Python's format.</returns>
    public PythonRandomState GetState()
    {
        lock (_gate) return new PythonRandomState(_twister.State.ToArray(), _twister.Position, _gaussNext);
    }

    /// <summary>
    /// Restores a state that <see cref="GetState"/> or Python's <c>getstate</c> saved: <c>setstate(state)</c>.
    /// </summary>
    /// <param name="state">The state; it is copied.</param>
    /// <exception cref="ArgumentException">It does not have 624 words, or its position is not 0 to 624.</exception>
    public void SetState(in PythonRandomState state)
    {
        if (state.Key is not { Length: MersenneTwister.StateSize })
            throw new ArgumentException(
                $"PythonRandom.SetState: {state.Key?.Length ?? 0} words given; a state has {MersenneTwister.StateSize}. "
                + "Pass what GetState returned.", nameof(state));
        if (state.Position is < 0 or > MersenneTwister.StateSize)
            throw new ArgumentException(
                $"PythonRandom.SetState: the position is {state.Position}. Pass one from 0 to {MersenneTwister.StateSize}.",
                nameof(state));
        lock (_gate)
        {
            _twister.Restore(state.Key, state.Position, isFresh: false);
            _gaussNext = state.GaussNext;
        }
    }

    /// <summary>Draws a number of [0, 1), a multiple of 2⁻⁵³: <c>random.random()</c>.</summary>
    /// <returns>The number.</returns>
    public double Random()
    {
        lock (_gate) return NextLocked();
    }

    /// <summary>Draws a non-negative integer of k random bits: <c>random.getrandbits(k)</c>.</summary>
    /// <param name="k">The number of bits, 0 or more.</param>
    /// <returns>The integer, below 2ᵏ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of bits is negative.</exception>
    public BigInteger GetRandBits(int k)
    {
        if (k < 0)
            throw new ArgumentOutOfRangeException(nameof(k), $"GetRandBits: {k} bits. Pass a number of at least 0.");
        var bytes = new byte[(k + 31L) / 32 * sizeof(uint)];
        lock (_gate) FillBitsLocked(bytes, k);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>Draws random bytes: <c>random.randbytes(n)</c>.</summary>
    /// <param name="n">The number of bytes, 0 or more.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of bytes is negative, or beyond 2²⁸ − 1.</exception>
    public byte[] RandBytes(int n)
    {
        if (n is < 0 or > int.MaxValue / 8)
            throw new ArgumentOutOfRangeException(
                nameof(n), $"RandBytes: {n} bytes. Pass a number from 0 to {int.MaxValue / 8}.");
        var bytes = new byte[(n + 3L) / 4 * sizeof(uint)];
        lock (_gate) FillBitsLocked(bytes, 8 * n);
        return bytes[..n];
    }

    /// <summary>
    /// Writes k random bits in 32-bit words, the lowest first; of the last word only the highest bits are used.
    /// </summary>
    private void FillBitsLocked(Span<byte> bytes, int k)
    {
        for (; k > 0; k -= 32, bytes = bytes[sizeof(uint)..])
        {
            var word = _twister.NextUInt32();
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, k < 32 ? word >> (32 - k) : word);
        }
    }

    private double NextLocked()
    {
        var high = _twister.NextUInt32() >> 5;
        var low = _twister.NextUInt32() >> 6;
        return (high * 67_108_864.0 + low) * (1.0 / 9_007_199_254_740_992.0);
    }

    /// <summary>The seed's absolute value in words of 32 bits, the lowest first; one word for zero.</summary>
    private static uint[] KeyOf(BigInteger seed)
    {
        var magnitude = BigInteger.Abs(seed);
        var key = new uint[Math.Max(1, (magnitude.GetByteCount(isUnsigned: true) + 3) / 4)];
        magnitude.TryWriteBytes(MemoryMarshal.AsBytes(key.AsSpan()), out _, isUnsigned: true);
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(key, key);
        return key;
    }

    private static BigInteger IntegerOf(string seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        var text = Encoding.UTF8.GetBytes(seed);
        return new BigInteger([.. text, .. SHA512.HashData(text)], isUnsigned: true, isBigEndian: true);
    }
}

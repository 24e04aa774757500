using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd;

/// <summary>
/// MT19937 of Matsumoto and Nishimura (1998): the source of the 32-bit words of <see cref="Generator"/>,
/// <see cref="NumPyRandom"/> and <see cref="PythonRandom"/>.
/// </summary>
/// <remarks>
/// The 624 words of a block are computed when the first of them is drawn. The original libraries do it then too, so a
/// saved state holds the same words as theirs. This class is not thread-safe; its owners lock.
/// </remarks>
internal sealed class MersenneTwister
{
    /// <summary>The number of words in the state.</summary>
    public const int StateSize = 624;

    const int Middle = 397;
    const uint TwistMatrix = 0x9908_B0DF;
    const uint UpperBit = 0x8000_0000;
    const uint LowerBits = 0x7FFF_FFFF;

    readonly uint[] _state = new uint[StateSize];
    int _position;

    /// <summary>The untempered words.</summary>
    public ReadOnlySpan<uint> State => _state;

    /// <summary>
    /// The number of words of the block that have been drawn, 0 to 624; at 624 the next draw makes a new block.
    /// </summary>
    public int Position => _position;

    /// <summary>True from seeding until the first draw: the state is the seed's expansion, not yet a block.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>Expands one 32-bit seed into the state (the reference's <c>init_genrand</c>).</summary>
    public void Seed(uint seed)
    {
        var state = _state;
        state[0] = seed;
        for (int i = 1; i < StateSize; i++)
        {
            seed = 1_812_433_253u * (seed ^ (seed >> 30)) + (uint)i;
            state[i] = seed;
        }

        _position = StateSize;
        IsFresh = true;
    }

    /// <summary>Mixes an array of seeds into the state (the reference's <c>init_by_array</c>).</summary>
    /// <param name="key">The seeds, at least one.</param>
    public void Seed(ReadOnlySpan<uint> key)
    {
        Seed(19_650_218u);
        var state = _state;
        int i = 1;
        int j = 0;
        for (int k = Math.Max(StateSize, key.Length); k > 0; k--)
        {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1_664_525u)) + key[j] + (uint)j;
            Step(state, ref i);
            j = j + 1 == key.Length ? 0 : j + 1;
        }

        for (int k = StateSize - 1; k > 0; k--)
        {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1_566_083_941u)) - (uint)i;
            Step(state, ref i);
        }

        // The top bit is set, because a state of zeros would stay zero.
        state[0] = UpperBit;

        static void Step(uint[] state, ref int i)
        {
            if (++i == StateSize)
            {
                state[0] = state[StateSize - 1];
                i = 1;
            }
        }
    }

    /// <summary>Restores a state that was saved before.</summary>
    public void Restore(ReadOnlySpan<uint> state, int position, bool isFresh)
    {
        state.CopyTo(_state);
        _position = position;
        IsFresh = isFresh;
    }

    /// <summary>Draws the next 32-bit word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32()
    {
        if (_position == StateSize)
            Twist();

        uint word = _state[_position++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C_5680;
        word ^= (word << 15) & 0xEFC6_0000;
        return word ^ (word >> 18);
    }

    /// <summary>
    /// Draws two words and joins them into one of 64 bits, the first word high, as PyTorch and NumPy do.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        ulong high = NextUInt32();
        return (high << 32) | NextUInt32();
    }

    /// <summary>Writes the next <c>destination.Length</c> words.</summary>
    public void Fill(Span<uint> destination)
    {
        while (!destination.IsEmpty)
        {
            if (_position == StateSize)
                Twist();

            int count = Math.Min(StateSize - _position, destination.Length);
            Temper(_state.AsSpan(_position, count), destination);
            _position += count;
            destination = destination[count..];
        }
    }

    static void Temper(ReadOnlySpan<uint> source, Span<uint> destination)
    {
        ref uint from = ref MemoryMarshal.GetReference(source);
        ref uint to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
        {
            var words = Vector256.LoadUnsafe(ref from, (nuint)i);
            words ^= words >>> 11;
            words ^= (words << 7) & Vector256.Create(0x9D2C_5680u);
            words ^= (words << 15) & Vector256.Create(0xEFC6_0000u);
            words ^= words >>> 18;
            words.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < source.Length; i++)
        {
            uint word = source[i];
            word ^= word >> 11;
            word ^= (word << 7) & 0x9D2C_5680;
            word ^= (word << 15) & 0xEFC6_0000;
            destination[i] = word ^ (word >> 18);
        }
    }

    void Twist()
    {
        // The new word i depends on the old words i and i + 1 and on word i + 397, which is old for the first 227 words
        // and was computed 227 steps before for the others. No distance is shorter than a vector, so eight words can be
        // computed at once.
        ref uint state = ref _state[0];
        TwistRange(ref state, 0, StateSize - Middle, Middle);
        TwistRange(ref state, StateSize - Middle, StateSize - 1, Middle - StateSize);
        _state[StateSize - 1] = _state[Middle - 1] ^ Mix(_state[StateSize - 1], _state[0]);
        _position = 0;
        IsFresh = false;
    }

    static void TwistRange(ref uint state, int start, int end, int offset)
    {
        int i = start;
        for (; i <= end - Vector256<uint>.Count; i += Vector256<uint>.Count)
        {
            var current = Vector256.LoadUnsafe(ref state, (nuint)i);
            var next = Vector256.LoadUnsafe(ref state, (nuint)(i + 1));
            var other = Vector256.LoadUnsafe(ref state, (nuint)(i + offset));
            var joined = (current & Vector256.Create(UpperBit)) | (next & Vector256.Create(LowerBits));
            var odd = Vector256<uint>.Zero - (next & Vector256<uint>.One);
            (other ^ (joined >>> 1) ^ (odd & Vector256.Create(TwistMatrix))).StoreUnsafe(ref state, (nuint)i);
        }

        for (; i < end; i++)
        {
            uint mixed = Mix(Unsafe.Add(ref state, i), Unsafe.Add(ref state, i + 1));
            Unsafe.Add(ref state, i) = Unsafe.Add(ref state, i + offset) ^ mixed;
        }
    }

    static uint Mix(uint current, uint next)
    {
        uint joined = (current & UpperBit) | (next & LowerBits);
        return (joined >> 1) ^ ((0u - (next & 1)) & TwistMatrix);
    }
}

using System.Buffers.Binary;

namespace Autograd;

/// <content>Saving and restoring, in the layout of PyTorch's <c>get_state</c>.</content>
public sealed partial class Generator
{
    /// <summary>The length in bytes of a saved state.</summary>
    public const int StateLength = 5056;

    // The layout is little-endian: seed (u64), words left (i32), seeded (i32), words used (u64), 624 words (u64 each),
    // three doubles of which the second is the cached normal, a flag that it is valid (i32, padded to 8), and a float
    // with a flag that the CPU generator never uses.
    const int LeftOffset = 8;
    const int SeededOffset = 12;
    const int NextOffset = 16;
    const int WordsOffset = 24;
    const int CachedNormalOffset = WordsOffset + 8 * MersenneTwister.StateSize + 8;
    const int HasCachedNormalOffset = CachedNormalOffset + 16;

    /// <summary>Saves the state: <c>torch.get_rng_state</c> of this generator, byte for byte.</summary>
    /// <returns><see cref="StateLength"/> bytes, for <see cref="SetState"/> or for PyTorch.</returns>
    public byte[] GetState()
    {
        byte[] state = new byte[StateLength];
        lock (_gate)
        {
            // PyTorch stores the number of words left plus one. After seeding, none is used and none is left.
            int used = _twister.IsFresh ? 0 : _twister.Position;
            int left = _twister.IsFresh ? 1 : MersenneTwister.StateSize + 1 - used;
            BinaryPrimitives.WriteInt64LittleEndian(state, _initialSeed);
            BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(LeftOffset), left);
            BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(SeededOffset), 1);
            BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(NextOffset), used);
            for (int i = 0; i < MersenneTwister.StateSize; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(WordsOffset + 8 * i), _twister.State[i]);

            BinaryPrimitives.WriteDoubleLittleEndian(state.AsSpan(CachedNormalOffset), _cachedNormal ?? 0.0);
            BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(HasCachedNormalOffset), _cachedNormal.HasValue ? 1 : 0);
        }

        return state;
    }

    /// <summary>Restores a state that <see cref="GetState"/> or PyTorch's <c>torch.get_rng_state</c> saved.</summary>
    /// <param name="state">The <see cref="StateLength"/> bytes.</param>
    /// <exception cref="ArgumentException">The bytes are not the state of an MT19937 generator.</exception>
    public void SetState(ReadOnlySpan<byte> state)
    {
        if (state.Length != StateLength)
        {
            throw new ArgumentException(
                $"Generator.SetState: {state.Length} bytes given; a state has {StateLength}. Pass what GetState returned.",
                nameof(state));
        }

        int left = BinaryPrimitives.ReadInt32LittleEndian(state[LeftOffset..]);
        int seeded = BinaryPrimitives.ReadInt32LittleEndian(state[SeededOffset..]);
        long used = BinaryPrimitives.ReadInt64LittleEndian(state[NextOffset..]);
        bool isFresh = left == 1 && used == 0;
        bool isBlock = used is >= 1 and <= MersenneTwister.StateSize && left + used == MersenneTwister.StateSize + 1;
        if (seeded != 1 || !(isFresh || isBlock))
        {
            throw new ArgumentException(
                $"Generator.SetState: no MT19937 state (seeded {seeded}, left {left}, next {used}). Pass what GetState returned.",
                nameof(state));
        }

        Span<uint> words = stackalloc uint[MersenneTwister.StateSize];
        for (int i = 0; i < words.Length; i++)
            words[i] = (uint)BinaryPrimitives.ReadUInt64LittleEndian(state[(WordsOffset + 8 * i)..]);

        bool hasCachedNormal = BinaryPrimitives.ReadInt32LittleEndian(state[HasCachedNormalOffset..]) != 0;
        double cachedNormal = BinaryPrimitives.ReadDoubleLittleEndian(state[CachedNormalOffset..]);
        lock (_gate)
        {
            _initialSeed = BinaryPrimitives.ReadInt64LittleEndian(state);
            _twister.Restore(words, isFresh ? MersenneTwister.StateSize : (int)used, isFresh);
            _cachedNormal = hasCachedNormal ? cachedNormal : null;
        }
    }
}

using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>A set of keys in rented memory: a table in which each key stands at the first free place from its hash on.</summary>
internal ref struct KeySet
{
    /// <summary>The golden ratio in 64 bits: its multiples spread over the upper bits, whatever the keys have in common.</summary>
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly ulong[] _keys;
    private readonly int _shift;
    private readonly int _mask;

    // A free place holds 0, so that the key 0 has none.
    private bool _hasZero;

    /// <summary>The keys up to which there are sixteen places for each: then nearly all are found, or missed, at the first look.</summary>
    private const int SmallSet = 1 << 12;

    /// <summary>Room for so many keys; the table stays half empty at least.</summary>
    public KeySet(int count)
    {
        var bits = BitOperations.Log2((uint)count) + (count <= SmallSet ? 4 : 2);
        _shift = 64 - bits;
        _mask = (1 << bits) - 1;
        _keys = ArrayPool<ulong>.Shared.Rent(1 << bits);
        _keys.AsSpan(0, 1 << bits).Clear();
        _hasZero = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong key)
    {
        if (key == 0) _hasZero = true;
        else _keys[Place(key)] = key;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Contains(ulong key) => key == 0 ? _hasZero : _keys[Place(key)] == key;

    /// <summary>Where the key is, or would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Place(ulong key)
    {
        var at = (int)(key * Multiplier >> _shift);
        while (_keys[at] != 0 && _keys[at] != key) at = (at + 1) & _mask;
        return at;
    }

    public readonly void Dispose() => ArrayPool<ulong>.Shared.Return(_keys);
}

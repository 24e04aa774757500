using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>A set of keys in rented memory: a hash table with open addressing and linear probing.</summary>
internal ref struct KeySet
{
    /// <summary>
    /// 2⁶⁴ divided by the golden ratio: its multiples spread over the upper bits, whatever the keys have in common.
    /// </summary>
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly ulong[] _keys;
    private readonly int _shift;
    private readonly int _mask;

    // A free slot holds 0, so the key 0 is recorded here instead.
    private bool _hasZero;

    /// <summary>
    /// The most keys for which the table has up to sixteen slots each, so that nearly every lookup ends at the first
    /// slot.
    /// </summary>
    private const int SmallSet = 1 << 12;

    /// <summary>Creates a set for so many keys. At least half of the table stays free.</summary>
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
        else _keys[SlotOf(key)] = key;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Contains(ulong key) => key == 0 ? _hasZero : _keys[SlotOf(key)] == key;

    /// <summary>The slot of the key, or the free slot in which it would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SlotOf(ulong key)
    {
        var at = (int)(key * Multiplier >> _shift);
        while (_keys[at] != 0 && _keys[at] != key) at = (at + 1) & _mask;
        return at;
    }

    public readonly void Dispose() => ArrayPool<ulong>.Shared.Return(_keys);
}

using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Finds the key of a given rank without sorting all keys, in linear time for any keys.</summary>
internal static class RadixSelect
{
    /// <summary>The bits of a digit: for Float32 the sign, the exponent and two more.</summary>
    private const int DigitBits = 11;

    /// <summary>The most keys that are sorted instead.</summary>
    private const int Few = 48;

    /// <summary>
    /// Returns the key that comes after <paramref name="rank"/> others in ascending order. The order and the content of
    /// <paramref name="keys"/> are lost.
    /// </summary>
    /// <param name="keys">The keys.</param>
    /// <param name="rank">The rank, from 0 to the number of keys, exclusive.</param>
    /// <param name="bits">The number of bits of a key.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Find(Span<ulong> keys, int rank, int bits)
    {
        if (keys.Length > Few)
        {
            Span<int> counts = stackalloc int[1 << DigitBits];
            do
            {
                var width = Math.Min(DigitBits, bits);
                bits -= width;
                var mask = (1 << width) - 1;
                counts.Clear();
                foreach (var key in keys) counts[(int)(key >> bits) & mask]++;
                var digit = 0;
                for (; counts[digit] <= rank; digit++) rank -= counts[digit];
                keys = Keep(keys, digit, bits, mask);
            }
            while (keys.Length > Few && bits > 0);
            if (bits == 0) return keys[0];
        }

        keys.Sort();
        return keys[rank];
    }

    /// <summary>Moves the keys with the given digit to the front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Span<ulong> Keep(Span<ulong> keys, int digit, int shift, int mask)
    {
        var count = 0;
        foreach (var key in keys)
        {
            // Every key is written, and counted only if it matches: a branch here would be mispredicted.
            keys[count] = key;
            count += ((int)(key >> shift) & mask) == digit ? 1 : 0;
        }

        return keys[..count];
    }
}

using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>Finds the key of a rank without sorting the others: in linear time, whatever the keys are.</summary>
internal static class RadixSelect
{
    /// <summary>The bits by which keys are told apart at a time: for floats the sign, the exponent and two more.</summary>
    private const int DigitBits = 11;

    /// <summary>So few keys are sorted.</summary>
    private const int Few = 48;

    /// <summary>The key that <paramref name="rank"/> others come before in order. The keys are moved and lost.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="rank">From 0 up to their number.</param>
    /// <param name="bits">The bits that they have.</param>
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

    /// <summary>Moves the keys that have a digit to the front.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Span<ulong> Keep(Span<ulong> keys, int digit, int shift, int mask)
    {
        var count = 0;
        foreach (var key in keys)
        {
            // Written in any case, and counted or not: a jump here could not be predicted.
            keys[count] = key;
            count += ((int)(key >> shift) & mask) == digit ? 1 : 0;
        }

        return keys[..count];
    }
}

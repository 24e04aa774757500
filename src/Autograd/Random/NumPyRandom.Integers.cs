using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <content>Integers, drawn by masking words and rejecting those out of range.</content>
public sealed partial class NumPyRandom
{
    /// <summary>Draws an integer of [low, high): <c>np.random.randint(low, high)</c>.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The bound above, itself never drawn.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    public int RandInt(int low, int high) => (int)RandInt((long)low, high);

    /// <summary>Draws an integer of [0, high): <c>np.random.randint(high)</c>.</summary>
    /// <param name="high">The bound above, itself never drawn.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    public int RandInt(int high) => RandInt(0, high);

    /// <inheritdoc cref="RandInt(int, int)"/>
    public long RandInt(long low, long high)
    {
        long value = 0;
        FillRandInt(new Span<long>(ref value), low, high);
        return value;
    }

    /// <summary>Fills with integers of [low, high): <c>np.random.randint(low, high, n, dtype)</c>.</summary>
    /// <remarks>
    /// A draw is masked to the bits of high − low − 1, and repeated while it exceeds that. It takes one word, or two if
    /// the range has more than 2^32 integers; elements of 16 and 8 bits take half and a quarter of a word, the lowest
    /// first. A range of a single integer draws nothing.
    /// </remarks>
    /// <typeparam name="T">
    /// The element type, an integer of 8 to 64 bits; NumPy's default is <see cref="long"/>.
    /// </typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The bound above, itself never drawn.</param>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit into <typeparamref name="T"/>.</exception>
    public void FillRandInt<T>(Span<T> destination, long low, long high)
        where T : unmanaged, IBinaryInteger<T>
    {
        RandomArguments.CheckRandInt<T>("RandInt", low, high);

        var largest = unchecked((ulong)(high - 1) - (ulong)low);
        if (largest == 0)
        {
            destination.Fill(T.CreateTruncating(low));
            return;
        }

        lock (_gate)
        {
            if (Unsafe.SizeOf<T>() < sizeof(uint))
            {
                FillFromParts(destination, low, (uint)largest);
                return;
            }

            foreach (ref var value in destination)
                value = T.CreateTruncating(unchecked(low + (long)IntervalLocked(largest)));
        }
    }

    /// <summary>Draws an integer of [0, largest], for <paramref name="largest"/> above 0.</summary>
    private ulong IntervalLocked(ulong largest)
    {
        var mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(largest);
        ulong value;
        do
            value = (largest <= uint.MaxValue ? _twister.NextUInt32() : _twister.NextUInt64()) & mask;
        while (value > largest);

        return value;
    }

    private void FillFromParts<T>(Span<T> destination, long low, uint largest)
        where T : unmanaged, IBinaryInteger<T>
    {
        var bits = 8 * Unsafe.SizeOf<T>();
        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(largest);
        uint word = 0;
        var left = 0;
        foreach (ref var value in destination)
        {
            uint part;
            do
            {
                if (left == 0)
                {
                    word = _twister.NextUInt32();
                    left = 32 / bits;
                }

                part = word & mask;
                word >>= bits;
                left--;
            }
            while (part > largest);

            value = T.CreateTruncating(low + part);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <content>Integers and permutations.</content>
public sealed partial class Generator
{
    /// <summary>
    /// Fills with integers of [low, high), each with nearly the same probability: <c>torch.randint</c>.
    /// </summary>
    /// <remarks>
    /// With range = high − low: low + w mod range, where w is one word when range &lt; 2^32, otherwise two.
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The bound above, itself never drawn.</param>
    /// <exception cref="ArgumentException">There is no integer in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range does not fit into <typeparamref name="T"/>.</exception>
    public void FillRandInt<T>(Span<T> destination, long low, long high)
        where T : unmanaged, INumberBase<T>
    {
        RandomArguments.CheckRandInt<T>("RandInt", low, high);

        var range = unchecked((ulong)high - (ulong)low);
        lock (_gate)
        {
            if (range <= uint.MaxValue)
            {
                foreach (ref var value in destination)
                    value = T.CreateTruncating(low + _twister.NextUInt32() % (uint)range);
            }
            else
            {
                foreach (ref var value in destination)
                    value = T.CreateTruncating(unchecked(low + (long)(_twister.NextUInt64() % range)));
            }
        }
    }

    /// <summary>Fills with a random permutation of 0 … n − 1: <c>torch.randperm</c>.</summary>
    /// <remarks>
    /// Fisher–Yates from the front: for i = 0 … n − 2 the elements i and i + w mod (n − i) are swapped, with one word w
    /// for each i.
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill; its length is n.</param>
    /// <exception cref="ArgumentOutOfRangeException">n − 1 does not fit into <typeparamref name="T"/>.</exception>
    public void RandPerm<T>(Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        var n = destination.Length;
        RandomArguments.CheckRepresentable<T>("RandPerm", Math.Max(n - 1, 0), nameof(destination));
        for (var i = 0; i < n; i++)
            destination[i] = T.CreateTruncating(i);

        lock (_gate)
        {
            for (var i = 0; i < n - 1; i++)
            {
                var other = i + (int)(_twister.NextUInt32() % (uint)(n - i));
                (destination[i], destination[other]) = (destination[other], destination[i]);
            }
        }
    }

    /// <summary>
    /// Fills with integers from 0 to the largest that the element type holds, or to 2^24 or 2^53 for the floating
    /// types: <c>random_</c> without bounds.
    /// </summary>
    /// <remarks>One word modulo the number of integers; two for 64-bit types.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    public void FillRandom<T>(Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        var count = typeof(T) == typeof(float) ? (1ul << 24) + 1
            : typeof(T) == typeof(double) ? (1ul << 53) + 1
            : ulong.CreateTruncating(T.CreateSaturating(long.MaxValue)) + 1;
        lock (_gate)
        {
            foreach (ref var value in destination)
            {
                var word = Unsafe.SizeOf<T>() == sizeof(ulong) ? _twister.NextUInt64() : _twister.NextUInt32();
                value = T.CreateTruncating(word % count);
            }
        }
    }
}

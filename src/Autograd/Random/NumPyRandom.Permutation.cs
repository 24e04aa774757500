using System.Numerics;
using System.Runtime.InteropServices;

namespace Autograd;

/// <content>Permutations.</content>
public sealed partial class NumPyRandom
{
    /// <summary>Shuffles the elements: <c>np.random.shuffle</c>.</summary>
    /// <remarks>
    /// Fisher–Yates from the end: for i = n − 1 … 1 the elements i and j are swapped, where j is an integer of [0, i],
    /// drawn by masking and rejection.
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The elements.</param>
    public void Shuffle<T>(Span<T> values)
    {
        lock (_gate)
            ShuffleLocked(values);
    }

    /// <inheritdoc cref="Shuffle{T}(Span{T})"/>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public void Shuffle<T>(List<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Shuffle(CollectionsMarshal.AsSpan(values));
    }

    /// <summary>
    /// Shuffles the rows of a matrix: <c>np.random.shuffle</c> of an array of two or more dimensions.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The rows, one after the other.</param>
    /// <param name="rowLength">The number of elements in a row.</param>
    /// <exception cref="ArgumentException">The number of elements is not a multiple of the row length.</exception>
    public void ShuffleRows<T>(Span<T> values, int rowLength)
    {
        if (rowLength <= 0 || values.Length % rowLength != 0)
        {
            throw new ArgumentException(
                $"Shuffle: {values.Length} elements do not divide into rows of {rowLength}. Pass the length of a row.");
        }

        var held = new T[rowLength];
        lock (_gate)
        {
            for (int i = values.Length / rowLength - 1; i > 0; i--)
            {
                var row = values.Slice(i * rowLength, rowLength);
                var other = values.Slice((int)IntervalLocked((ulong)i) * rowLength, rowLength);
                row.CopyTo(held);
                other.CopyTo(row);
                held.CopyTo(other);
            }
        }
    }

    /// <summary>A random permutation of 0 … n − 1: <c>np.random.permutation(n)</c>.</summary>
    /// <param name="n">The number of integers.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is negative.</exception>
    public int[] Permutation(int n)
    {
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n), $"Permutation: n is {n}. Pass the number of integers.");

        int[] result = new int[n];
        FillPermutation<int>(result);
        return result;
    }

    /// <summary>Fills with a random permutation of 0 … n − 1: <c>np.random.permutation(n)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill; its length is n.</param>
    /// <exception cref="ArgumentOutOfRangeException">n − 1 does not fit into <typeparamref name="T"/>.</exception>
    public void FillPermutation<T>(Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        RandomArguments.CheckRepresentable<T>("Permutation", Math.Max(destination.Length - 1, 0), nameof(destination));
        lock (_gate)
            PermutationLocked(destination);
    }

    void PermutationLocked<T>(Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = T.CreateTruncating(i);
        ShuffleLocked(destination);
    }

    void ShuffleLocked<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = (int)IntervalLocked((ulong)i);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}

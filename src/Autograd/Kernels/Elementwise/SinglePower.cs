using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Autograd.Kernels;

/// <summary>
/// Powers of single-precision numbers as e^(y·ln x) in double precision: the rounding of the product costs the
/// exponential up to 7 bits, which double precision has to spare.
/// </summary>
internal static class SinglePower
{
    /// <summary>The number of elements that are widened at a time.</summary>
    private const int Block = 256;

    /// <summary>
    /// Computes the powers; an operand of one element is broadcast; the result may be written over the other.
    /// </summary>
    public static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> exponents, Span<float> y)
    {
        Span<double> room = stackalloc double[3 * Block];
        for (var at = 0; at < y.Length; at += Block)
        {
            var count = Math.Min(Block, y.Length - at);
            var bases = room[..count];
            var powers = room.Slice(Block, count);
            var results = room.Slice(2 * Block, count);
            ToDouble(x, at, bases);
            ToDouble(exponents, at, powers);
            Formula.Apply<double, PowerFormula>(default, bases, powers, results);
            for (var i = 0; i < count; i++)
                if (double.IsNaN(results[i])) results[i] = Math.Pow(bases[i], powers[i]);
            TensorPrimitives.ConvertTruncating<double, float>(results, y.Slice(at, count));
        }
    }

    private static void ToDouble(ReadOnlySpan<float> x, int at, Span<double> y)
    {
        if (x.Length == 1) y.Fill(x[0]);
        else TensorPrimitives.ConvertTruncating<float, double>(x.Slice(at, y.Length), y);
    }

    private readonly struct PowerFormula : IBinaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => VectorMath.Pow(a, b);
    }
}

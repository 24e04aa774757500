using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd;

/// <content>Uniform deviates.</content>
public sealed partial class Generator
{
    const uint SingleMask = (1u << 24) - 1;
    const float SingleUnit = 1f / (1u << 24);
    const ulong DoubleMask = (1ul << 53) - 1;
    const double DoubleUnit = 1.0 / (1ul << 53);

    /// <summary>
    /// Fills with uniform deviates of [from, to): <c>uniform_</c>, and with the defaults <c>torch.rand</c>.
    /// </summary>
    /// <remarks>Each takes one word w: u = (w mod 2^24)·2^−24, then u·(to − from) + from, rounded once.</remarks>
    /// <param name="destination">The span to fill.</param>
    /// <param name="from">The smallest value.</param>
    /// <param name="to">The bound above; rounding may reach it, as in PyTorch.</param>
    /// <exception cref="ArgumentException">The bounds are out of order, not finite, or too far apart.</exception>
    public void FillUniform(Span<float> destination, double from = 0.0, double to = 1.0)
    {
        CheckUniform(from, to, float.MaxValue);
        lock (_gate)
            UniformLocked(destination, (float)from, (float)to);
    }

    /// <inheritdoc cref="FillUniform(Span{float}, double, double)"/>
    /// <remarks>
    /// Each takes two words, the first one high: u = (w mod 2^53)·2^−53, then u·(to − from) + from, rounded once.
    /// </remarks>
    public void FillUniform(Span<double> destination, double from = 0.0, double to = 1.0)
    {
        CheckUniform(from, to, double.MaxValue);
        lock (_gate)
            UniformLocked(destination, from, to);
    }

    void UniformLocked(Span<float> destination, float from, float to)
    {
        // The words are drawn into the destination and then converted to floats in place.
        var words = MemoryMarshal.Cast<float, uint>(destination);
        _twister.Fill(words);
        float range = to - from;
        ref uint word = ref MemoryMarshal.GetReference(words);
        ref float result = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= words.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
        {
            var masked = Vector256.LoadUnsafe(ref word, (nuint)i) & Vector256.Create(SingleMask);
            var unit = Vector256.ConvertToSingle(masked.AsInt32()) * Vector256.Create(SingleUnit);
            Vector256.FusedMultiplyAdd(unit, Vector256.Create(range), Vector256.Create(from)).StoreUnsafe(ref result, (nuint)i);
        }

        for (; i < words.Length; i++)
            destination[i] = MathF.FusedMultiplyAdd((int)(words[i] & SingleMask) * SingleUnit, range, from);
    }

    void UniformLocked(Span<double> destination, double from, double to)
    {
        var words = MemoryMarshal.Cast<double, uint>(destination);
        _twister.Fill(words);
        double range = to - from;
        for (int i = 0; i < destination.Length; i++)
        {
            ulong word = ((ulong)words[2 * i] << 32) | words[2 * i + 1];
            destination[i] = Math.FusedMultiplyAdd((long)(word & DoubleMask) * DoubleUnit, range, from);
        }
    }

    /// <summary>Draws a uniform deviate of [0, 1) with 24 bits.</summary>
    float NextSingleLocked() => (int)(_twister.NextUInt32() & SingleMask) * SingleUnit;

    /// <summary>Draws a uniform deviate of [0, 1) with 53 bits.</summary>
    double NextDoubleLocked() => (long)(_twister.NextUInt64() & DoubleMask) * DoubleUnit;

    static void CheckUniform(double from, double to, double largest)
    {
        if (!(from <= to && to - from <= largest && Math.Abs(from) <= largest && Math.Abs(to) <= largest))
        {
            throw new ArgumentException(
                $"Uniform: no range [{from}, {to}) in this type. Pass finite bounds with from <= to, at most {largest} apart.");
        }
    }
}

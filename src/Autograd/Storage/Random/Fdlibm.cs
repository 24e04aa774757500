namespace Autograd;

/// <summary>
/// The double-precision log(1 + x) of Sun's fdlibm (1993), rounded as the GNU C library rounds it on processors with fused
/// multiply-add.
/// </summary>
/// <remarks>
/// .NET's own <see cref="double.LogP1(double)"/> is the logarithm of a sum and differs from the C library's log1p in the last bit
/// of one deviate in twenty-five.
/// </remarks>
internal static class Fdlibm
{
    const double Ln2High = 6.93147180369123816490e-01;
    const double Ln2Low = 1.90821492927058770002e-10;
    const ulong FractionBits = (1ul << 52) - 1;

    /// <summary>log(1 − u) for a multiple u of 2^−53 in [0, 1), for which 1 − u is exact.</summary>
    /// <remarks>
    /// 1 − u = 2^k·(1 + f) with 1 + f between √½ and √2; with s = f / (2 + f) and z = s²,
    /// log(1 + f) = f − f²/2 + s·(f²/2 + R(z)), to which k·log 2 is added in two parts.
    /// </remarks>
    public static double LogOneMinus(double u)
    {
        if (u < 1.0 / (1 << 29))
            return -u - u * u * 0.5;

        // Nothing to reduce down to 1 − 0.2929; the bound is the upper half of the double, as the original compares it.
        if (BitConverter.DoubleToUInt64Bits(u) >> 32 < 0x3FD2_BEC4)
        {
            double square = 0.5 * u * u;
            return -u - (square - Tail(-u, square));
        }

        ulong bits = BitConverter.DoubleToUInt64Bits(1.0 - u);
        int k = (int)(bits >> 52) - 1023;
        uint fractionHigh = (uint)((bits & FractionBits) >> 32);
        ulong exponent = 1023;
        if (fractionHigh >= 0x6_A09E) // above √2: halve
        {
            k++;
            exponent = 1022;
            fractionHigh = (0x10_0000 - fractionHigh) >> 2;
        }

        double f = BitConverter.UInt64BitsToDouble((bits & FractionBits) | (exponent << 52)) - 1.0;
        double half = 0.5 * f * f;
        double low;
        if (fractionHigh != 0)
            low = half - (Tail(f, half) + k * Ln2Low);
        else if (f != 0.0) // |f| < 2^−20: two terms of the series do
            low = half * Math.FusedMultiplyAdd(-2.0 / 3.0, f, 1.0) - k * Ln2Low;
        else
            return k * Ln2High + k * Ln2Low;

        return k * Ln2High - (low - f);
    }

    static double Tail(double f, double half)
    {
        double s = f / (2.0 + f);
        double z = s * s;
        double z2 = z * z;
        double z4 = z2 * z2;
        double r2 = Math.FusedMultiplyAdd(z, 2.857142874366239149e-01, 3.999999999940941908e-01);
        double r3 = Math.FusedMultiplyAdd(z, 1.818357216161805012e-01, 2.222219843214978396e-01);
        double r4 = Math.FusedMultiplyAdd(z, 1.479819860511658591e-01, 1.531383769920937332e-01);
        double r = Math.FusedMultiplyAdd(z, 6.666666666666735130e-01, z2 * r2);
        r = Math.FusedMultiplyAdd(z4, r3, r);
        r = Math.FusedMultiplyAdd(z4 * z2, r4, r);
        return s * (half + r);
    }
}

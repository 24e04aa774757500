using System.Globalization;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// A number of 16 bits with the exponent of a <see cref="float"/> and 8 significant bits: the upper half of a float.
/// The element type of <see cref="DType.BFloat16"/>; <c>torch.bfloat16</c>.
/// </summary>
/// <remarks>
/// A type to hold numbers: to compute, convert to <see cref="float"/>, which is exact. Conversions to it round to
/// nearest, ties to even; those from <see cref="double"/> round to float first, as PyTorch's do.
/// </remarks>
public readonly struct BFloat16 : IEquatable<BFloat16>, IComparable<BFloat16>, IFormattable
{
    private readonly ushort _bits;

    private BFloat16(ushort bits) => _bits = bits;

    /// <summary>Rounds a number; what is too large becomes an infinity, and NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator BFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);

        // A NaN keeps its sign and the upper part of its payload; the bit that is set makes it quiet, and not infinite.
        if (float.IsNaN(value)) return new BFloat16((ushort)((bits >> 16) | 0x40));
        return new BFloat16((ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>Rounds a number to float and then to 8 bits.</summary>
    public static explicit operator BFloat16(double value) => (BFloat16)(float)value;

    /// <summary>The number as a float, which is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value._bits << 16);

    /// <summary>True if both are equal numbers; NaN equals nothing, and 0 equals −0.</summary>
    public static bool operator ==(BFloat16 left, BFloat16 right) => (float)left == (float)right;

    /// <summary>True if the numbers differ, or one is NaN.</summary>
    public static bool operator !=(BFloat16 left, BFloat16 right) => !(left == right);

    /// <summary>True if both are equal numbers, or both are NaN.</summary>
    public bool Equals(BFloat16 other) => ((float)this).Equals((float)other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(BFloat16 other) => ((float)this).CompareTo((float)other);

    /// <summary>The number in invariant culture, with the digits of a float.</summary>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ((float)this).ToString(format, formatProvider);
}

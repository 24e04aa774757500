using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// True where an element has its sign bit set: negative numbers, −0, and NaN with the sign bit. Not differentiable.
    /// </summary>
    public Tensor SignBit() => _dtype == DType.Bool ? Full(_shape, false) : _dtype.IsFloatingPoint() ? CompareNumber<SignBitOp>(this, 0) : this < 0;

    /// <summary>True where an element is ∞. Not differentiable.</summary>
    public Tensor IsPosInf() => _dtype.IsFloatingPoint() ? Eq(double.PositiveInfinity) : Full(_shape, false);

    /// <summary>True where an element is −∞. Not differentiable.</summary>
    public Tensor IsNegInf() => _dtype.IsFloatingPoint() ? Eq(double.NegativeInfinity) : Full(_shape, false);

    private readonly struct SignBitOp : INonDifferentiableOp
    {
        public static string Name => "SignBit";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => V.ShiftBitsRight(a, a is IVectorOf<float> ? 31 : 63);
    }
}

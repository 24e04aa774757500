using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Each element to a power. Integers to an integer power stay integers and wrap around; to any other they become
    /// Float32.
    /// </summary>
    /// <remarks>
    /// The exponents ½ and −½ give √x and 1/√x, which are NaN at −∞ and keep the sign of −0, as in PyTorch. Gradient:
    /// g·n·xⁿ⁻¹; 0 for the exponent 0, including at 0.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The exponent is a negative integer and the tensor is of integers.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The tensor's type is an integer too narrow for the exponent.
    /// </exception>
    public Tensor Pow(Scalar exponent)
    {
        if (exponent.Kind == ScalarKind.Floating) return Floating().Promoted(exponent).Unary(new PowNumberOp(exponent));
        if (exponent.To<long>() < 0 && !_dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"Pow: integers to the negative power {exponent} are not integers; convert with To(DType.Float32) first");
        return PromotedFitting("Pow", exponent).Unary(new PowNumberOp(exponent));
    }

    /// <summary>
    /// Each element to the power of the other's; the operands broadcast and are promoted to one type.
    /// </summary>
    /// <remarks>
    /// Gradient: g·b·aᵇ⁻¹ to the base, 0 where the exponent is 0; g·aᵇ·ln a to the exponent, 0 where the base is 0 and
    /// the exponent is not negative. Integers stay integers: negative powers are 0, except for those of 1 and −1.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
    public Tensor Pow(Tensor exponent) => Binary<PowOp>(this, NotNull(exponent));

    /// <summary>
    /// A number to the power of each element. Integers to the power of integers stay integers and wrap around.
    /// </summary>
    /// <remarks>
    /// Negative powers of integers are 0, except for those of 1 and −1. Gradient: g·y·ln(number), from the saved
    /// output; for the number 0 it is 0 where the exponent is not negative.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The tensor's type is an integer too narrow for the number.
    /// </exception>
    public static Tensor Pow(Scalar number, Tensor exponent)
    {
        var power = number.Kind == ScalarKind.Floating ? NotNull(exponent).Floating() : NotNull(exponent);
        return power.PromotedFitting("Pow", number).Unary(new PowOfNumberOp(number));
    }

    private readonly struct PowNumberOp(Scalar exponent) : IUnaryOp<PowNumberOp>
    {
        public static string Name => "Pow";

        public static Saves Saves => Saves.Input;

        private Scalar Exponent => exponent;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Pow(x, V.Create(exponent));

        public static void Forward<T>(PowNumberOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> =>
            Power.Forward(x, op.Exponent.To<T>(), y);

        public Tensor Backward(Tensor grad, Tensor saved)
        {
            var n = exponent.ToDouble();
            return n switch
            {
                0 => ZerosLike(grad),
                1 => grad,
                2 => Binary<SquareGradientOp>(grad, saved),
                _ => grad * (saved.Pow(n - 1) * n),
            };
        }
    }

    private readonly struct PowOfNumberOp(Scalar number) : IUnaryOp<PowOfNumberOp>
    {
        public static string Name => "Pow";

        public static string NodeName => "PowBackward2";

        public static Saves Saves => Saves.Output;

        private Scalar Number => number;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Pow(V.Create(number), x);

        public static void Forward<T>(PowOfNumberOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
        {
            var number = op.Number.To<T>();
            Power.Forward(new ReadOnlySpan<T>(in number), x, y);
        }

        public Tensor Backward(Tensor grad, Tensor saved)
        {
            if (number.ToDouble() != 0) return grad * (saved * double.Log(number.ToDouble()));

            // The powers of 0 are 1, 0 or, for negative exponents, infinite: constant, except where the gradient is
            // infinite as well.
            var powers = saved.Detach();
            return grad * (powers * double.NegativeInfinity).MaskedFill(powers <= 1, 0L);
        }
    }

    private readonly struct PowOp : IBinaryOp<PowOp>
    {
        public static string Name => "Pow";

        public static string NodeName => "PowBackward1";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => VectorMath.Pow(a, b);

        public static void Forward<T>(PowOp op, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> =>
            Power.Forward(a, b, y);

        // Masked elements are replaced before the powers are computed, so that higher derivatives have no NaN there
        // either.
        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b)
        {
            var isZero = b.Eq(0);
            return KeepWhere(grad, ~isZero) * (b * a.Pow(b.MaskedFill(isZero, 1L) - 1));
        }

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b)
        {
            var isConstant = a.Eq(0) & (b >= 0);
            var x = a.MaskedFill(isConstant, 1L);
            return KeepWhere(grad, ~isConstant) * (x.Pow(b) * x.Log());
        }
    }
}

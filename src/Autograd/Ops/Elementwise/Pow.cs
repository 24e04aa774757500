using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element to a power; integers to a whole power stay integers, and wrap around, and become Float32 for any other.</summary>
    /// <remarks>
    /// For the exponents ½ and −½ this is √x and 1/√x, which are NaN at −∞ and know the sign of −0, as in PyTorch. Gradient: g·n·xⁿ⁻¹; 0 for the
    /// exponent 0, at 0 too.
    /// </remarks>
    /// <exception cref="ArgumentException">The exponent is a negative integer and the tensor is of integers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor's type is an integer too narrow for the exponent.</exception>
    public Tensor Pow(Scalar exponent)
    {
        if (exponent.Kind == ScalarKind.Floating) return Floating().WithScalar<PowNumberOp>(exponent);
        if (exponent.To<long>() < 0 && !_dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"Pow: integers to the negative power {exponent} are not integers; convert with To(DType.Float32) first");
        return WithFittingScalar<PowNumberOp>(exponent);
    }

    /// <summary>Each element to the power of the other's; the operands broadcast and are promoted to one type.</summary>
    /// <remarks>
    /// Gradient: g·b·aᵇ⁻¹ to the base, 0 where the exponent is 0; g·aᵇ·ln a to the exponent, 0 where the base is 0 and the
    /// exponent is not negative. Integers stay integers: a negative power of one is 0, but of 1 and −1.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
    public Tensor Pow(Tensor exponent) => Binary<PowOp>(this, NotNull(exponent));

    /// <summary>A number to the power of each element; integers to the power of integers stay integers, and wrap around.</summary>
    /// <remarks>
    /// Negative powers of integers are 0, but of 1 and −1. Gradient: g·y·ln(number), from the saved output; for the number 0 it is 0 where the
    /// exponent is not negative.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The tensor's type is an integer too narrow for the number.</exception>
    public static Tensor Pow(Scalar number, Tensor exponent)
    {
        var power = number.Kind == ScalarKind.Floating ? NotNull(exponent).Floating() : NotNull(exponent);
        return power.WithFittingScalar<PowOfNumberOp>(number);
    }

    private readonly struct PowNumberOp : IScalarOp
    {
        public static string Name => "Pow";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, T number, Span<T> y) where T : unmanaged, INumber<T>
        {
            if (DTypes.IsFloatingPoint<T>() && number + number == -T.One) Formula.Apply<T, ReciprocalRoot>(x, y);
            else Power.Forward(x, number, y);
        }

        public static Tensor Backward(Tensor grad, Tensor saved, Scalar number)
        {
            var n = number.ToDouble();
            return n switch
            {
                0 => ZerosLike(grad),
                1 => grad,
                2 => Binary<SquareGradientOp>(grad, saved),
                _ => grad * (saved.Pow(n - 1) * n),
            };
        }
    }

    private readonly struct PowOfNumberOp : IScalarOp
    {
        public static string Name => "Pow";

        public static Saves Saves => Saves.Output;

        public static void Forward<T>(ReadOnlySpan<T> x, T number, Span<T> y) where T : unmanaged, INumber<T> =>
            Power.Forward(number, x, y);

        public static Tensor Backward(Tensor grad, Tensor saved, Scalar number)
        {
            if (number.ToDouble() != 0) return grad * (saved * double.Log(number.ToDouble()));

            // The powers of 0 are 1, 0 or, for negative exponents, infinite: constant but where the gradient is, too.
            var powers = saved.Detach();
            return grad * (powers * double.NegativeInfinity).MaskedFill(powers <= 1, 0L);
        }
    }

    private readonly struct ReciprocalRoot : IUnaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.One / V.Sqrt(x);
    }

    private readonly struct PowOp : INumberBinaryOp
    {
        public static string Name => "Pow";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> =>
            Power.Forward(a, b, y);

        public static void Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T> =>
            Power.Forward(a, b, y);

        public static void Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> =>
            Power.Forward(a, b, y);

        // What is masked out is replaced before the powers are taken, so that derivatives of this have no NaN there either.
        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b)
        {
            var isZero = b.Eq(0);
            return KeepWhere(grad, ~isZero) * (b * a.Pow(b.MaskedFill(isZero, 1L) - 1));
        }

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b)
        {
            var isConstant = a.Eq(0) & (b >= 0);
            var x = a.MaskedFill(isConstant, 1L);
            return KeepWhere(grad, ~isConstant) * (x.Pow(b) * x.Log());
        }
    }
}

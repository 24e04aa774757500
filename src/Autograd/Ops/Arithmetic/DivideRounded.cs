using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>
/// The direction in which <see cref="Tensor.Div(Tensor, RoundingMode)"/> rounds a quotient to an integer.
/// </summary>
public enum RoundingMode
{
    /// <summary>Down, towards −∞: −7 by 2 is −4.</summary>
    Floor,

    /// <summary>Towards 0: −7 by 2 is −3.</summary>
    Trunc,
}

public sealed partial class Tensor
{
    /// <summary>
    /// The quotient a / b, elementwise, rounded to an integer; the operands broadcast and are promoted to one type.
    /// </summary>
    /// <param name="other">The divisor.</param>
    /// <param name="roundingMode">Down, as Python's <c>//</c>, or towards 0, as C#'s <c>/</c> of integers.</param>
    /// <remarks>
    /// Integers stay integers. Rounded down, the result is ⌊a/b⌋ of the exact quotient, which matches the remainder
    /// <c>%</c>; that of ∞ is NaN. Gradient: 0.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
    /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
    public Tensor Div(Tensor other, RoundingMode roundingMode) => roundingMode switch
    {
        RoundingMode.Floor => Binary<RoundedDivOp<FloorDivision>>(this, NotNull(other)),
        RoundingMode.Trunc => Binary<RoundedDivOp<TruncatedDivision>>(this, NotNull(other)),
        _ => throw new ArgumentOutOfRangeException(
            nameof(roundingMode), $"Div: a rounding mode of {roundingMode}; use Floor or Trunc, or the operator / for no rounding"),
    };

    /// <summary>
    /// The quotient of each element and a number, rounded to an integer. Integers divided by an integer stay integers.
    /// </summary>
    /// <inheritdoc cref="Div(Tensor, RoundingMode)"/>
    public Tensor Div(Scalar other, RoundingMode roundingMode) => Div(WrappedNumber(other, "Div"), roundingMode);

    private readonly struct RoundedDivOp<TDivision> : IBinaryOp<RoundedDivOp<TDivision>> where TDivision : struct, IPartialBinaryFormula
    {
        public static string Name => "Div";

        public static string NodeName => "DivBackward2";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => default(TDivision).Invoke(a, b);

        public static void Forward<T>(RoundedDivOp<TDivision> op, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>
        {
            if (DTypes.IsFloatingPoint<T>()) Formula.Apply(default(TDivision), a, b, y);
            else PartialFormula.ApplyEach(default(TDivision), a, b, y);
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => ZerosLike(grad);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ZerosLike(grad);
    }
}

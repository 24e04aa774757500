using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// a − b·⌊a/b⌋, elementwise: what is left over has the sign of the divisor, as in Python and PyTorch, and not the
    /// dividend's, as in C#.
    /// </summary>
    /// <remarks>Gradient: g to a, −g·⌊a/b⌋ to b.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
    /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
    public static Tensor operator %(Tensor a, Tensor b) => Binary<RemainderOp>(NotNull(a), NotNull(b));

    /// <summary>a − number·⌊a/number⌋, elementwise; the number does not widen the tensor's type within its category.</summary>
    /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor's type is an integer too narrow for the number.</exception>
    public static Tensor operator %(Tensor a, Scalar number) => NotNull(a).WithFittingScalar<RemainderNumberOp>(number);

    private readonly struct RemainderOp : INumberBinaryOp
    {
        public static string Name => "Remainder";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.Both;

        public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply<T, Kernels.Remainder>(a, b, y);

        public static void Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply<T, Kernels.Remainder>(a, b, y);

        public static void Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply<T, Kernels.Remainder>(a, b, y);

        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad;

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -grad * a.Div(b, RoundingMode.Floor);
    }

    private readonly struct RemainderNumberOp : IScalarOp
    {
        public static string Name => "Remainder";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, T number, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply<T, Kernels.Remainder>(x, number, y);

        public static Tensor Backward(Tensor grad, Tensor saved, Scalar number) => grad;
    }
}

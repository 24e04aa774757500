using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// a − b·⌊a/b⌋, elementwise: the remainder has the sign of the divisor, as in Python and PyTorch, and not that of
    /// the dividend, as in C#.
    /// </summary>
    /// <remarks>Gradient: g to a, −g·⌊a/b⌋ to b.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
    /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
    public static Tensor operator %(Tensor a, Tensor b) => Binary<RemainderOp>(NotNull(a), NotNull(b));

    /// <summary>
    /// a − number·⌊a/number⌋, elementwise; the number does not widen the tensor's type within its category.
    /// </summary>
    /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The tensor's type is an integer too narrow for the number.
    /// </exception>
    public static Tensor operator %(Tensor a, Scalar number) => NotNull(a).PromotedFitting("Remainder", number).Unary(new RemainderNumberOp(number));

    private readonly struct RemainderOp : IBinaryOp<RemainderOp>
    {
        public static string Name => "Remainder";

        public static string NodeName => "RemainderBackward1";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => default(Kernels.Remainder).Invoke(a, b);

        public static void Forward<T>(RemainderOp op, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply(default(Kernels.Remainder), a, b, y);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad;

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -grad * a.Div(b, RoundingMode.Floor);
    }

    private readonly struct RemainderNumberOp(Scalar number) : IUnaryOp<RemainderNumberOp>
    {
        private Scalar Number => number;

        public static string Name => "Remainder";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => default(Kernels.Remainder).Invoke(x, V.Create(number));

        public static void Forward<T>(RemainderNumberOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
        {
            var divisor = op.Number.To<T>();
            PartialFormula.Apply(default(Kernels.Remainder), x, new ReadOnlySpan<T>(in divisor), y);
        }

        public Tensor Backward(Tensor grad, Tensor saved) => grad;
    }
}

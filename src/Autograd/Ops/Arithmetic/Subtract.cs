using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>a − b, elementwise; the operands broadcast and are promoted to one type.</summary>
    /// <remarks>
    /// Beside numbers a Bool counts as 0 or 1, as in the other operators; PyTorch refuses it in a difference. Gradient: g to a, −g to b.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
    public static Tensor operator -(Tensor a, Tensor b) => Binary<SubOp>(NotNull(a), NotNull(b));

    /// <summary>a − number, elementwise; the number does not widen the tensor's type within its category.</summary>
    public static Tensor operator -(Tensor a, Scalar number) => NotNull(a).WithScalar<AddScalarOp>(number.Negated);

    /// <summary>number − a, elementwise; the number does not widen the tensor's type within its category.</summary>
    public static Tensor operator -(Scalar number, Tensor a) => NotNull(a).WithScalar<SubtractFromScalarOp>(number);

    private readonly struct SubOp : IFusedNumberOp<SubOp>
    {
        public static string Name => "Sub";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a - b;

        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad;

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -grad;
    }

    private readonly struct SubtractFromScalarOp : IScalarOp
    {
        public static string Name => "Rsub";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, T number, Span<T> y) where T : unmanaged, INumber<T> =>
            Formula.Apply<T, SubOp>(number, x, y);

        public static Tensor Backward(Tensor grad, Tensor saved, Scalar number) => -grad;
    }
}

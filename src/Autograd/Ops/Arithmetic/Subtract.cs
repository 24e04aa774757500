using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>a − b, elementwise; the operands broadcast and are promoted to one type.</summary>
    /// <remarks>
    /// Combined with numbers, a Bool counts as 0 or 1, as in the other operators; PyTorch refuses it in a subtraction.
    /// Gradient: g to a, −g to b.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
    public static Tensor operator -(Tensor a, Tensor b) => Binary<SubOp>(NotNull(a), NotNull(b));

    /// <summary>a − number, elementwise; the number does not widen the tensor's type within its category.</summary>
    public static Tensor operator -(Tensor a, Scalar number) => NotNull(a).Promoted(number.Negated).Unary(new SubScalarOp(number.Negated));

    /// <summary>number − a, elementwise; the number does not widen the tensor's type within its category.</summary>
    public static Tensor operator -(Scalar number, Tensor a) => NotNull(a).Promoted(number).Unary(new SubtractFromScalarOp(number));

    private readonly struct SubOp : IBinaryOp<SubOp>
    {
        public static string Name => "Sub";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a - b;

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad;

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -grad;
    }

    private readonly struct SubScalarOp(Scalar negated) : IUnaryOp<SubScalarOp>
    {
        public static string Name => "Sub";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => x + V.Create(negated);

        public Tensor Backward(Tensor grad, Tensor saved) => grad;
    }

    private readonly struct SubtractFromScalarOp(Scalar number) : IUnaryOp<SubtractFromScalarOp>
    {
        public static string Name => "Sub";

        public static string NodeName => "RsubBackward1";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.Create(number) - x;

        public Tensor Backward(Tensor grad, Tensor saved) => -grad;
    }
}

using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// a · b, elementwise; the operands broadcast and are promoted to one type. For Bool tensors it is logical and. For
    /// the matrix product see <see cref="MatMul"/>.
    /// </summary>
    /// <remarks>Gradient: g·b to a, g·a to b.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor operator *(Tensor a, Tensor b) => Binary<MulOp>(NotNull(a), NotNull(b));

    /// <summary>a · number, elementwise; the number does not widen the tensor's type within its category.</summary>
    public static Tensor operator *(Tensor a, Scalar number) => NotNull(a).Promoted(number).Unary(new MulScalarOp(number));

    /// <inheritdoc cref="op_Multiply(Tensor, Scalar)"/>
    public static Tensor operator *(Scalar number, Tensor a) => NotNull(a).Promoted(number).Unary(new MulScalarOp(number));

    private static Tensor Times(Tensor a, Scalar number) => a.Promoted(number).Unary(new MulScalarOp(number));

    private readonly struct MulOp : IBinaryOp<MulOp>
    {
        public static string Name => "Mul";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.A;

        public static Tensor? OnBools(Tensor a, Tensor b) => a & b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * b;

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad * b;

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * a;
    }

    private readonly struct MulScalarOp(Scalar number) : IUnaryOp<MulScalarOp>
    {
        public static string Name => "Mul";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => x * V.Create(number);

        public Tensor Backward(Tensor grad, Tensor saved) => Times(grad, number);
    }
}

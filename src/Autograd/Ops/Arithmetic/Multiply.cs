using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// a · b, elementwise; the operands broadcast and are promoted to one type; of Bool tensors it is and. For the matrix product see
    /// <see cref="MatMul"/>.
    /// </summary>
    /// <remarks>Gradient: g·b to a, g·a to b.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor operator *(Tensor a, Tensor b) => Binary<MulOp>(NotNull(a), NotNull(b));

    /// <summary>a · number, elementwise; the number does not widen the tensor's type within its category.</summary>
    public static Tensor operator *(Tensor a, Scalar number) => NotNull(a).WithScalar<MulScalarOp>(number);

    /// <inheritdoc cref="op_Multiply(Tensor, Scalar)"/>
    public static Tensor operator *(Scalar number, Tensor a) => NotNull(a).WithScalar<MulScalarOp>(number);

    private static Tensor Times(Tensor a, Scalar number) => a.WithScalar<MulScalarOp>(number);

    private readonly struct MulOp : IFusedNumberOp<MulOp>
    {
        public static string Name => "Mul";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.A;

        public static Tensor? OnBools(Tensor a, Tensor b) => a & b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * b;

        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad * b;

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * a;
    }

    private readonly struct MulScalarOp : IScalarOp
    {
        public static string Name => "Mul";

        public static Saves Saves => Saves.Nothing;

        public static void Forward<T>(ReadOnlySpan<T> x, T number, Span<T> y) where T : unmanaged, INumber<T> =>
            Formula.Apply<T, MulOp>(x, number, y);

        public static Tensor Backward(Tensor grad, Tensor saved, Scalar number) => Times(grad, number);
    }
}

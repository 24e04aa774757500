using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>a / b, elementwise true division: integers become Float32 first, as in PyTorch.</summary>
    /// <remarks>Gradient: g/b to a, −g·a/b² to b.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor operator /(Tensor a, Tensor b) => FloatBinary<DivOp>(NotNull(a), NotNull(b));

    /// <summary>a / number, elementwise; integers become Float32 first.</summary>
    public static Tensor operator /(Tensor a, Scalar number) => NotNull(a).Floating().Promoted(number).Unary(new DivScalarOp(number));

    /// <summary>number / a, elementwise; integers become Float32 first.</summary>
    public static Tensor operator /(Scalar number, Tensor a) => NotNull(a).Floating().Promoted(number).Unary(new DivideScalarOp(number));

    /// <summary>The tensor itself if it is of a floating type; otherwise the tensor converted to Float32.</summary>
    private Tensor Floating() => _dtype.IsFloatingPoint() ? this : To(DType.Float32);

    private readonly struct DivOp : IBinaryOp<DivOp>
    {
        public static string Name => "Div";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a / b;

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad / b;

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -grad * ((a / b) / b);
    }

    private readonly struct DivScalarOp(Scalar number) : IUnaryOp<DivScalarOp>
    {
        public static string Name => "Div";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => x / V.Create(number);

        public Tensor Backward(Tensor grad, Tensor saved) => grad / number.ToDouble();
    }

    private readonly struct DivideScalarOp(Scalar number) : IUnaryOp<DivideScalarOp>
    {
        public static string Name => "Div";

        public static string NodeName => "MulBackward0";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.Create(number) / x;

        public Tensor Backward(Tensor grad, Tensor saved) => -grad * ((number.ToDouble() / saved) / saved);
    }
}

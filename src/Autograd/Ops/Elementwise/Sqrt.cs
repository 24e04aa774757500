using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The square root of each element; NaN below 0. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g / (2·√x), from the saved output: infinite at 0.</remarks>
    public Tensor Sqrt() => FloatUnary<SqrtOp>();

    private readonly struct SqrtOp : IUnaryOp<SqrtOp>
    {
        public static string Name => "Sqrt";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Sqrt(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<SqrtGradientOp>(grad, saved);
    }

    /// <summary>g/(2·y) in one pass, without memory for 2·y.</summary>
    private readonly struct SqrtGradientOp : IBinaryOp<SqrtGradientOp>
    {
        public static string Name => "SqrtBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a / (b + b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<SqrtGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * a / (b.Square() * -2);
    }
}

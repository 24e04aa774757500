using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// x·(x + 3) / 6 of each element from −3 to 3, 0 below and x above; integers become Float32 first.
    /// </summary>
    /// <remarks>
    /// Gradient: g·(x/3 + ½) from −3 on, 0 below and g from 3 on. A. Howard et al., "Searching for MobileNetV3" (2019).
    /// </remarks>
    public Tensor Hardswish() => FloatUnary<HardswishOp>();

    private readonly struct HardswishOp : IUnaryOp<HardswishOp>
    {
        public static string Name => "Hardswish";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x * V.ClampMax(V.ClampMin(x + V.Number(3), V.Zero), V.Number(6)) / V.Number(6);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<HardswishGradientOp>(grad, saved);
    }

    private readonly struct HardswishGradientOp : IBinaryOp<HardswishGradientOp>
    {
        public static string Name => "HardswishBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var three = V.Number(3);
            var middle = V.Select(V.LessThan(b, three), a * (b / three + V.Number(0.5)), a);
            return V.Select(V.LessThan(b, -three), V.Zero, middle);
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<HardswishGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad * a / 3, b, new GateOp<BetweenGate>(-3, 3));
    }
}

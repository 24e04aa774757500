using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The error function 2/√π·∫₀ˣ e^(−t²) dt of each element; integers become Float32 first.</summary>
    /// <remarks>Gradient: g·2/√π·e^(−x²).</remarks>
    public Tensor Erf() => FloatUnary<ErfOp>();

    /// <summary>1 − erf x of each element, accurate where the result is small; integers become Float32 first.</summary>
    /// <remarks>Gradient: −g·2/√π·e^(−x²).</remarks>
    public Tensor Erfc() => FloatUnary<ErfcOp>();

    private readonly struct ErfOp : IUnaryOp<ErfOp>
    {
        public static string Name => "Erf";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Erf(x);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary<ErfGradientOp>(grad, saved);
    }

    private readonly struct ErfcOp : IUnaryOp<ErfcOp>
    {
        public static string Name => "Erfc";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            VectorMath.Erfc(x);

        public Tensor Backward(Tensor grad, Tensor saved) => -FloatBinary<ErfGradientOp>(grad, saved);
    }

    /// <summary>g·2/√π·e^(−x²) in one pass over the memory.</summary>
    private readonly struct ErfGradientOp : IBinaryOp<ErfGradientOp>
    {
        public static string Name => "ErfBackward";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a * VectorMath.Exp(-b * b) * V.Number(1.1283791670955125739);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<ErfGradientOp>(grad, b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => FloatBinary<ErfGradientOp>(grad * a, b) * b * -2;
    }
}

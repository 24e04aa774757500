using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>The condition on the input x under which the gradient of a piecewise function passes.</summary>
internal interface IGate
{
    /// <summary>The name of the gradient's operation.</summary>
    static abstract string Name { get; }

    /// <summary>The mask of the lanes where the gradient passes.</summary>
    static abstract V IsOpen<V>(V x, V low, V high) where V : struct, ISimdVector<V>;
}

public sealed partial class Tensor
{
    /// <summary>
    /// g where a gate between two bounds is open, 0 elsewhere: the gradient of functions that are piecewise x or a
    /// constant.
    /// </summary>
    /// <remarks>
    /// The gradient is selected, not multiplied, so that a blocked infinity or NaN does not turn into NaN.
    /// </remarks>
    private readonly struct GateOp<TGate>(double low, double high) : IBinaryOp<GateOp<TGate>> where TGate : struct, IGate
    {
        public static string Name => TGate.Name;

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            TGate.IsOpen(b, V.Number(low), V.Number(high)) & a;

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary(grad, b, this);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ZerosLike(grad);
    }

    /// <summary>Open between the bounds and at them.</summary>
    private readonly struct WithinGate : IGate
    {
        public static string Name => "ClampBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V IsOpen<V>(V x, V low, V high) where V : struct, ISimdVector<V> =>
            V.LessThanOrEqual(low, x) & V.LessThanOrEqual(x, high);
    }

    /// <summary>Open between the bounds, but not at them, and for NaN.</summary>
    private readonly struct BetweenGate : IGate
    {
        public static string Name => "HardtanhBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V IsOpen<V>(V x, V low, V high) where V : struct, ISimdVector<V> =>
            ~(V.LessThanOrEqual(x, low) | V.LessThanOrEqual(high, x));
    }

    /// <summary>Open outside of the bounds, and for NaN.</summary>
    private readonly struct BeyondGate : IGate
    {
        public static string Name => "ThresholdBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V IsOpen<V>(V x, V low, V high) where V : struct, ISimdVector<V> =>
            ~(V.LessThanOrEqual(low, x) & V.LessThanOrEqual(x, high));
    }
}

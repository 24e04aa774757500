using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>Where a gradient passes, by the number x that the function was of.</summary>
internal interface IGate
{
    /// <summary>The name of the gradient's operation.</summary>
    static abstract string Name { get; }

    /// <summary>The mask of the lanes where it passes.</summary>
    static abstract V IsOpen<V>(V x, V low, V high) where V : struct, ISimdVector<V>;
}

public sealed partial class Tensor
{
    /// <summary>g where a gate between two bounds lets it through, 0 elsewhere: the gradient of what is piecewise x or a constant.</summary>
    /// <remarks>Chosen, not multiplied, so that an infinity or NaN that is held back leaves nothing behind.</remarks>
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

    /// <summary>Open within the bounds and at them.</summary>
    private readonly struct WithinGate : IGate
    {
        public static string Name => "ClampBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V IsOpen<V>(V x, V low, V high) where V : struct, ISimdVector<V> =>
            V.LessThanOrEqual(low, x) & V.LessThanOrEqual(x, high);
    }

    /// <summary>Open between the bounds but not at them, and for NaN.</summary>
    private readonly struct BetweenGate : IGate
    {
        public static string Name => "HardtanhBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V IsOpen<V>(V x, V low, V high) where V : struct, ISimdVector<V> =>
            ~(V.LessThanOrEqual(x, low) | V.LessThanOrEqual(high, x));
    }

    /// <summary>Open beyond the bounds, and for NaN.</summary>
    private readonly struct BeyondGate : IGate
    {
        public static string Name => "ThresholdBackward";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V IsOpen<V>(V x, V low, V high) where V : struct, ISimdVector<V> =>
            ~(V.LessThanOrEqual(low, x) & V.LessThanOrEqual(x, high));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element, or 0 if it is within ±λ; integers become Float32 first.</summary>
    /// <param name="lambd">λ.</param>
    /// <remarks>Gradient: g beyond ±λ, 0 elsewhere.</remarks>
    public Tensor Hardshrink(double lambd = 0.5) => FloatUnary(new HardshrinkOp(lambd));

    private readonly struct HardshrinkOp(double lambd) : IUnaryOp<HardshrinkOp>
    {
        public static string Name => "Hardshrink";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            BeyondGate.IsOpen(x, V.Number(-lambd), V.Number(lambd)) & x;

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary(grad, saved, new GateOp<BeyondGate>(-lambd, lambd));
    }
}

using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element moved by λ towards 0, and 0 within ±λ; integers become Float32 first.</summary>
    /// <param name="lambd">λ, at least 0.</param>
    /// <remarks>
    /// Gradient: g beyond ±λ, 0 elsewhere. NaN stays NaN, as in PyTorch since 2.5; before, it became 0.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative.</exception>
    public Tensor Softshrink(double lambd = 0.5)
    {
        if (!(lambd >= 0)) throw new ArgumentOutOfRangeException(nameof(lambd), $"Softshrink: lambd is {lambd}; it must be 0 or more");
        return FloatUnary(new SoftshrinkOp(lambd));
    }

    private readonly struct SoftshrinkOp(double lambd) : IUnaryOp<SoftshrinkOp>
    {
        public static string Name => "Softshrink";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V>
        {
            // x less the number within ±λ that is nearest to it.
            var bound = V.Number(lambd);
            var lost = V.ClampMin(V.ClampMax(x, bound), -bound);
            return x - lost;
        }

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary(grad, saved, new GateOp<BeyondGate>(-lambd, lambd));
    }
}

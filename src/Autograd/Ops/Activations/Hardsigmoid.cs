using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>(x + 3) / 6, clamped to [0, 1], of each element; integers become Float32 first.</summary>
    /// <remarks>
    /// Gradient: g/6 between −3 and 3, 0 elsewhere. A. Howard et al., "Searching for MobileNetV3" (2019). PyTorch
    /// rounds the 1/6 of its gradient to single precision for Float64 as well; this method does not.
    /// </remarks>
    public Tensor Hardsigmoid() => FloatUnary<HardsigmoidOp>();

    private readonly struct HardsigmoidOp : IUnaryOp<HardsigmoidOp>
    {
        public static string Name => "Hardsigmoid";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.ClampMax(V.ClampMin(x + V.Number(3), V.Zero), V.Number(6)) / V.Number(6);

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary(grad / 6, saved, new GateOp<BetweenGate>(-3, 3));
    }
}

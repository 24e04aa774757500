using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The fractional part of each element, with its sign: x − trunc x; 0 for integers, which stay integers.
    /// </summary>
    /// <remarks>Gradient: g. NaN at the infinities.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Frac()
    {
        if (_dtype.IsFloatingPoint()) return FloatUnary<FracOp>();
        return _dtype == DType.Bool
            ? throw new ArgumentException("Frac: not defined for Bool; convert with To(DType.Int64) first")
            : ZerosLike(this);
    }

    private readonly struct FracOp : IUnaryOp<FracOp>
    {
        public static string Name => "Frac";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            x - V.Truncate(x);

        public Tensor Backward(Tensor grad, Tensor saved) => grad;
    }
}

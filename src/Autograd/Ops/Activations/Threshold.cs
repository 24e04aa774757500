using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element that is above a threshold, and <paramref name="value"/> in place of the others.</summary>
    /// <param name="threshold">Elements below the threshold, or equal to it, are replaced.</param>
    /// <param name="value">The replacement.</param>
    /// <remarks>NaN stays NaN; integers stay integers. Gradient: g above the threshold, 0 elsewhere.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Threshold(double threshold, double value)
    {
        if (_dtype.IsFloatingPoint()) return FloatUnary(new ThresholdOp(threshold, value));
        if (_dtype == DType.Bool) throw new ArgumentException("Threshold: not defined for Bool; convert with To(DType.Int64) first");
        return Where(this <= (long)Math.Floor(threshold), NumberOf(value, _dtype, "Threshold"), this);
    }

    private readonly struct ThresholdOp(double threshold, double value) : IUnaryOp<ThresholdOp>
    {
        public static string Name => "Threshold";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThanOrEqual(x, V.Number(threshold)), V.Number(value), x);

        public Tensor Backward(Tensor grad, Tensor saved) =>
            FloatBinary(grad, saved, new GateOp<BeyondGate>(double.NegativeInfinity, threshold));
    }
}

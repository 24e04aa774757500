using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element, clamped to [<paramref name="minVal"/>, <paramref name="maxVal"/>].</summary>
    /// <param name="minVal">The lower bound.</param>
    /// <param name="maxVal">The upper bound.</param>
    /// <remarks>
    /// Differs from <see cref="Clamp(Scalar?, Scalar?)"/> in the gradient at the bounds, where it is 0: g between the
    /// bounds, 0 elsewhere. NaN stays NaN; integers stay integers.
    /// </remarks>
    /// <exception cref="ArgumentException">The lower bound is above the upper, or the tensor is Bool.</exception>
    public Tensor Hardtanh(double minVal = -1, double maxVal = 1)
    {
        if (minVal > maxVal) throw new ArgumentException($"Hardtanh: minVal {minVal} is above maxVal {maxVal}; exchange them");
        if (_dtype.IsFloatingPoint()) return FloatUnary(new HardtanhOp(minVal, maxVal));
        if (_dtype == DType.Bool) throw new ArgumentException("Hardtanh: not defined for Bool; convert with To(DType.Int64) first");
        if (_dtype == DType.UInt8 && minVal < 0)
            throw new ArgumentException($"Hardtanh: minVal {minVal} is no UInt8; convert with To(DType.Int16) first");
        return Clamp((long)minVal, (long)maxVal);
    }

    /// <summary>Each element, clamped to [0, 6]: <see cref="Hardtanh"/> with these bounds.</summary>
    /// <remarks>Gradient: g between 0 and 6, 0 elsewhere and at the bounds.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Relu6() => _dtype == DType.Bool
        ? throw new ArgumentException("Relu6: not defined for Bool; convert with To(DType.Int64) first")
        : Hardtanh(0, 6);

    private readonly struct HardtanhOp(double low, double high) : IUnaryOp<HardtanhOp>
    {
        public static string Name => "Hardtanh";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> =>
            V.ClampMax(V.ClampMin(x, V.Number(low)), V.Number(high));

        public Tensor Backward(Tensor grad, Tensor saved) => FloatBinary(grad, saved, new GateOp<BetweenGate>(low, high));
    }
}

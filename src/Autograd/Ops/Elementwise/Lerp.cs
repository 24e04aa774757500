using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// this + weight·(end − this), elementwise: this for weight 0, the end for weight 1. The operands broadcast.
    /// </summary>
    /// <param name="end">The result for weight 1.</param>
    /// <param name="weight">The weight of the end; outside of [0, 1] the result is extrapolated.</param>
    /// <remarks>
    /// Integers become Float32 first. For weights from ½ on it is computed from the end. For weight 0 or 1 the other
    /// end is not read, so that its NaN and infinities do not reach the result; PyTorch gives NaN for these. Gradient:
    /// g·(1 − weight) to this, g·weight to the end.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Lerp(Tensor end, Scalar weight) => FloatBinary(this, NotNull(end), new LerpNumberOp(weight.ToDouble()));

    /// <summary>
    /// this + weight·(end − this), elementwise, with one weight for each element; the three tensors broadcast.
    /// </summary>
    /// <param name="end">The result for weight 1.</param>
    /// <param name="weight">The weights of the end; outside of [0, 1] the result is extrapolated.</param>
    /// <remarks>
    /// See <see cref="Lerp(Tensor, Scalar)"/>; but as in PyTorch both ends are read for every weight, so that an
    /// infinite end gives NaN for weight 0. The weight also has a gradient: g·(end − this).
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Lerp(Tensor end, Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentNullException.ThrowIfNull(weight);
        var shape = Broadcasting.ResultShape("Lerp", Broadcasting.ResultShape("Lerp", _shape, end._shape), weight._shape);
        var dtype = ResultType(this, end, weight);
        if (!dtype.IsFloatingPoint()) dtype = DType.Float32;
        return Ternary(new LerpOp(), To(dtype), end.To(dtype), weight.To(dtype), shape);
    }

    /// <summary>
    /// x ← x + weight·(end − x), a moving average if the weight is small. All views change; the update is recorded in
    /// the graph.
    /// </summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">
    /// The end does not broadcast to this shape, or the tensor is not floating.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor LerpInPlace(Tensor end, Scalar weight)
    {
        ArgumentNullException.ThrowIfNull(end);
        CheckFloatingInPlace("LerpInPlace", end);
        return WriteResult(Lerp(end.To(_dtype), weight));
    }

    /// <summary>Checks that a floating result of this tensor and another can be written to this tensor.</summary>
    private void CheckFloatingInPlace(string op, Tensor other)
    {
        CheckWritable(op);
        CheckExpandable(op, other);
        if (!_dtype.IsFloatingPoint())
            throw new ArgumentException($"{op}: the result is floating, and the tensor is {_dtype}; compute out of place, or convert it first");
    }

    private readonly struct LerpNumberOp(double weight) : IBinaryOp<LerpNumberOp>
    {
        public static string Name => "Lerp";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            weight == 0 ? a
            : weight == 1 ? b
            : weight < 0.5 ? a + V.Number(weight) * (b - a) : b - (b - a) * (V.One - V.Number(weight));

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad * (1 - weight);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * weight;
    }

    private readonly struct LerpOp : ITernaryOp
    {
        public static string Name => "Lerp";

        public static string? NodeName => "LerpBackward1";

        public static Operands NeededFor(int input) => input == 2 ? Operands.Both : Operands.C;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V>
        {
            var path = b - a;
            return V.Select(V.LessThan(V.Abs(c), V.Number(0.5)), a + c * path, b - path * (V.One - c));
        }

        public Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c) => input switch
        {
            0 => grad * (1 - c),
            1 => grad * c,
            _ => grad * (b - a),
        };
    }
}

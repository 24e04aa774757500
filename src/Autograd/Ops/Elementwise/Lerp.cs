using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>this + weight·(end − this), elementwise: this for the weight 0, the end for 1. The operands broadcast.</summary>
    /// <param name="end">Where the weight 1 leads.</param>
    /// <param name="weight">How far to go; numbers outside of [0, 1] go beyond.</param>
    /// <remarks>
    /// Integers become Float32 first. From weights of ½ on computed from the end. At the weights 0 and 1 the other end does not count:
    /// its infinities and NaN do not reach the result, of which PyTorch makes NaN. Gradient: g·(1 − weight) to this, g·weight to the
    /// end.
    /// </remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Lerp(Tensor end, Scalar weight) => FloatBinary(this, NotNull(end), new LerpNumberOp(weight.ToDouble()));

    /// <summary>this + weight·(end − this), elementwise, each element with a weight of its own; the three broadcast.</summary>
    /// <param name="end">Where the weight 1 leads.</param>
    /// <param name="weight">How far to go; numbers outside of [0, 1] go beyond.</param>
    /// <remarks>
    /// As <see cref="Lerp(Tensor, Scalar)"/>, but for infinities and NaN: as in PyTorch both ends are read whatever the weight. Gradient also
    /// to the weight: g·(end − this).
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

    /// <summary>x ← x + weight·(end − x): a moving average, if the weight is small. Seen by every view, and part of the graph.</summary>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The end does not broadcast to this shape, or the tensor is not floating.</exception>
    /// <exception cref="InvalidOperationException">The tensor is a leaf that requires a gradient, and recording is on.</exception>
    public Tensor LerpInPlace(Tensor end, Scalar weight)
    {
        ArgumentNullException.ThrowIfNull(end);
        CheckFloatingInPlace("LerpInPlace", end);
        return WriteResult(Lerp(end.To(_dtype), weight));
    }

    /// <summary>Checks that a floating result of this tensor and one that broadcasts to it may take its place.</summary>
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

using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element, clamped to [<paramref name="min"/>, <paramref name="max"/>]; NaN stays NaN.</summary>
    /// <param name="min">The lower bound; none if not given.</param>
    /// <param name="max">
    /// The upper bound; none if not given. If it is below the lower bound, the result is the upper bound, as in
    /// PyTorch.
    /// </param>
    /// <remarks>Gradient: g within the bounds and at them, 0 outside.</remarks>
    /// <exception cref="ArgumentException">Neither bound is given, or the tensor and the bounds are Bool.</exception>
    [OverloadResolutionPriority(1)]
    public Tensor Clamp(Scalar? min = null, Scalar? max = null)
    {
        if (min is null && max is null) throw new ArgumentException("Clamp: neither min nor max is given; pass at least one");
        var dtype = _dtype;
        if (min is { } low) dtype = DTypes.ResultType(dtype, low);
        if (max is { } high) dtype = DTypes.ResultType(dtype, high);
        var (least, greatest) = BoundsOf(dtype);
        var (from, to) = (min?.ClampedTo(dtype) ?? least, max?.ClampedTo(dtype) ?? greatest);

        // If the bounds cross, the result is that of PyTorch, where a negative bound wraps around in UInt8.
        if (min is { } lower && max is { } upper && lower.ToDouble() > upper.ToDouble()) to = upper;
        return To(dtype).Unary(new ClampOp(from, to));
    }

    /// <summary>The least and the greatest number of a type.</summary>
    private static (Scalar Least, Scalar Greatest) BoundsOf(DType dtype) => dtype.IsFloatingPoint()
        ? (double.NegativeInfinity, double.PositiveInfinity)
        : (((Scalar)long.MinValue).ClampedTo(dtype), ((Scalar)long.MaxValue).ClampedTo(dtype));

    /// <summary>
    /// Clamps the elements in place; see <see cref="Clamp(Scalar?, Scalar?)"/>. All views of the same memory change;
    /// the update is recorded in the graph.
    /// </summary>
    /// <param name="min">The lower bound; none if not given.</param>
    /// <param name="max">
    /// The upper bound; none if not given. If it is below the lower bound, the result is the upper bound, as in
    /// PyTorch.
    /// </param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">Neither bound is given, or one would widen the tensor's type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tensor is a leaf that requires a gradient, and recording is on.
    /// </exception>
    public Tensor ClampInPlace(Scalar? min = null, Scalar? max = null)
    {
        CheckWritable("ClampInPlace");
        var result = Clamp(min, max);
        if (result._dtype != _dtype)
            throw new ArgumentException(
                $"ClampInPlace: the result is {result._dtype} and cannot be stored in {_dtype}; compute out of place, or convert the tensor");
        return WriteResult(result);
    }

    private readonly struct ClampOp(Scalar low, Scalar high) : IUnaryOp<ClampOp>
    {
        public static string Name => "Clamp";

        public static string NodeName => "ClampBackward1";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V>
        {
            // A NaN bound makes every element NaN, as a NaN in a tensor of bounds does.
            var (from, to) = (V.Create(low), V.Create(high));
            return V.Select(V.Equal(from, from) & V.Equal(to, to), V.ClampMax(V.ClampMin(x, from), to), from + to);
        }

        public Tensor Backward(Tensor grad, Tensor saved) =>
            FloatBinary(grad, saved, new GateOp<WithinGate>(low.ToDouble(), high.ToDouble()));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element, but not below <paramref name="min"/> and not above <paramref name="max"/>; NaN stays NaN.</summary>
    /// <param name="min">The lower bound; none if not given.</param>
    /// <param name="max">The upper bound; none if not given. Where it is below the lower bound, it wins, as in PyTorch.</param>
    /// <remarks>Gradient: g where the element is within the bounds, at them too, and 0 outside.</remarks>
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

        // Bounds that cross each other mean what PyTorch makes of them, and there a negative number wraps around in UInt8.
        if (min is { } lower && max is { } upper && lower.ToDouble() > upper.ToDouble()) to = upper;
        return To(dtype).Unary(new ClampOp(from, to));
    }

    /// <summary>The bounds that every number of a type is within.</summary>
    private static (Scalar Least, Scalar Greatest) BoundsOf(DType dtype) => dtype.IsFloatingPoint()
        ? (double.NegativeInfinity, double.PositiveInfinity)
        : (((Scalar)long.MinValue).ClampedTo(dtype), ((Scalar)long.MaxValue).ClampedTo(dtype));

    /// <summary>
    /// x ← x between two numbers; see <see cref="Clamp(Scalar?, Scalar?)"/>. Seen by every view of the same memory, and part of the graph.
    /// </summary>
    /// <param name="min">The lower bound; none if not given.</param>
    /// <param name="max">The upper bound; none if not given. Where it is below the lower bound, it wins, as in PyTorch.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">Neither bound is given, or one would widen the tensor's type.</exception>
    /// <exception cref="InvalidOperationException">The tensor is a leaf that requires a gradient, and recording is on.</exception>
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
            // A bound that is NaN makes NaN of every element, as one of a tensor does.
            var (from, to) = (V.Create(low), V.Create(high));
            return V.Select(V.Equal(from, from) & V.Equal(to, to), V.AtMost(to, V.AtLeast(from, x)), from + to);
        }

        public Tensor Backward(Tensor grad, Tensor saved) =>
            FloatBinary(grad, saved, new GateOp<WithinGate>(low.ToDouble(), high.ToDouble()));
    }
}

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
        var x = To(dtype);
        var result = dtype switch
        {
            DType.Float32 => x.Clamp<float>(min, max),
            DType.Float64 => x.Clamp<double>(min, max),
            DType.Int64 => x.Clamp<long>(min, max),
            DType.Int32 => x.Clamp<int>(min, max),
            DType.Int16 => x.Clamp<short>(min, max),
            DType.Int8 => x.Clamp<sbyte>(min, max),
            DType.UInt8 => x.Clamp<byte>(min, max),
            _ => throw new ArgumentException("Clamp: not defined for Bool; convert with To(DType.Int64) first"),
        };
        if (x.IsRecorded) new ClampNode(x, min, max).Produce(result);
        return result;
    }

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

    private Tensor Clamp<T>(Scalar? min, Scalar? max) where T : unmanaged, INumber<T>
    {
        var x = Contiguous();
        var result = Uninitialized<T>(_shape);
        var y = result.Span<T>();
        ReadOnlySpan<T> values = x.Span<T>();
        if (min is { } low)
        {
            Formula.Apply<T, AtLeast>(values, low.ToBound<T>(), y);
            values = y;
        }

        if (max is { } high)
        {
            // Bounds that cross each other mean what PyTorch makes of them, and there a negative number wraps around in UInt8.
            var isCrossed = min is { } lower && lower.ToDouble() > high.ToDouble();
            Formula.Apply<T, AtMost>(values, isCrossed ? high.To<T>() : high.ToBound<T>(), y);
        }

        GC.KeepAlive(x);
        return result;
    }

    private readonly struct AtLeast : IBinaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.AtLeast(b, a);
    }

    private readonly struct AtMost : IBinaryFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.AtMost(b, a);
    }

    private sealed class ClampNode : Node
    {
        private readonly Scalar? _min;
        private readonly Scalar? _max;
        private SavedTensor _input;

        public ClampNode(Tensor input, Scalar? min, Scalar? max)
        {
            _min = min;
            _max = max;
            _input = new SavedTensor(input);
            Connect(0, input);
        }

        public override string Name => "ClampBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var low = _min?.ToDouble() ?? double.NegativeInfinity;
            var high = _max?.ToDouble() ?? double.PositiveInfinity;
            inputs.Set(0, Function(new GateOp<WithinGate>(low, high), grad, _input.Unpack(this)));
        }

        internal override void Preserve(Tensor overwritten) => _input.Preserve(overwritten);

        internal override void Release() => _input.Release();
    }
}

using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Each element, clamped to [<paramref name="min"/>, <paramref name="max"/>] of the same index; the operands
    /// broadcast.
    /// </summary>
    /// <param name="min">The lower bounds; none if not given.</param>
    /// <param name="max">
    /// The upper bounds; none if not given. If one is below the lower bound, the result is the upper bound.
    /// </param>
    /// <remarks>
    /// The operands are promoted to one type; NaN in any gives NaN. Gradient: g to the element within its bounds and at
    /// them; outside, g to the bound that replaced it.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// Neither bound is given, the shapes do not broadcast, or the operands are Bool.
    /// </exception>
    public Tensor Clamp(Tensor? min = null, Tensor? max = null)
    {
        if (min is null && max is null) throw new ArgumentException("Clamp: neither min nor max is given; pass at least one");
        var result = this;
        if (min is not null) result = Binary<ClampMinOp>(result, min.AsBoundOf(result));
        if (max is not null) result = Binary<ClampMaxOp>(result, max.AsBoundOf(result));
        return result;
    }

    /// <summary>
    /// The tensor as a bound of <paramref name="x"/>. A 0-dimensional integer does not widen integers of a narrower
    /// type, and becomes the nearest number of that type.
    /// </summary>
    private Tensor AsBoundOf(Tensor x) => NDim == 0 && x.NDim > 0 && _dtype != x._dtype && x._dtype.IsInteger() && _dtype.IsInteger()
        ? x._dtype switch
        {
            DType.UInt8 => From(byte.CreateSaturating(Item<long>()), x._dtype),
            DType.Int8 => From(sbyte.CreateSaturating(Item<long>()), x._dtype),
            DType.Int16 => From(short.CreateSaturating(Item<long>()), x._dtype),
            _ => From(int.CreateSaturating(Item<long>()), x._dtype),
        }
        : this;

    private readonly struct ClampMinOp : IBinaryOp<ClampMinOp>
    {
        public static string Name => "Clamp";

        public static string NodeName => "ClampMinBackward0";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        public static Tensor? OnBools(Tensor a, Tensor b) => a | b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Max(a, b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => KeepWhere(grad, a >= b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => KeepWhere(grad, a < b);
    }

    private readonly struct ClampMaxOp : IBinaryOp<ClampMaxOp>
    {
        public static string Name => "Clamp";

        public static string NodeName => "ClampMaxBackward0";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.Both;

        public static Tensor? OnBools(Tensor a, Tensor b) => a & b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Min(a, b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => KeepWhere(grad, a <= b);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => KeepWhere(grad, a > b);
    }
}

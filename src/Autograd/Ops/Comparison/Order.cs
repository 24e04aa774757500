using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// True where a is less than b, elementwise; the operands broadcast. False for NaN. Not differentiable.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor operator <(Tensor a, Tensor b) => Compare<LtOp>(NotNull(a), NotNull(b));

    /// <summary>True where an element is less than a number. False for NaN. Not differentiable.</summary>
    public static Tensor operator <(Tensor a, Scalar number) => CompareNumber<LtOp>(NotNull(a), number);

    /// <summary>True where a number is less than an element. False for NaN. Not differentiable.</summary>
    public static Tensor operator <(Scalar number, Tensor a) => CompareNumber<GtOp>(NotNull(a), number);

    /// <summary>
    /// True where a is greater than b, elementwise; the operands broadcast. False for NaN. Not differentiable.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor operator >(Tensor a, Tensor b) => Compare<GtOp>(NotNull(a), NotNull(b));

    /// <summary>True where an element is greater than a number. False for NaN. Not differentiable.</summary>
    public static Tensor operator >(Tensor a, Scalar number) => CompareNumber<GtOp>(NotNull(a), number);

    /// <summary>True where a number is greater than an element. False for NaN. Not differentiable.</summary>
    public static Tensor operator >(Scalar number, Tensor a) => CompareNumber<LtOp>(NotNull(a), number);

    /// <summary>True where a ≤ b, elementwise; the operands broadcast. False for NaN. Not differentiable.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor operator <=(Tensor a, Tensor b) => Compare<LeOp>(NotNull(a), NotNull(b));

    /// <summary>True where an element is ≤ a number. False for NaN. Not differentiable.</summary>
    public static Tensor operator <=(Tensor a, Scalar number) => CompareNumber<LeOp>(NotNull(a), number);

    /// <summary>True where a number is ≤ an element. False for NaN. Not differentiable.</summary>
    public static Tensor operator <=(Scalar number, Tensor a) => CompareNumber<GeOp>(NotNull(a), number);

    /// <summary>True where a ≥ b, elementwise; the operands broadcast. False for NaN. Not differentiable.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor operator >=(Tensor a, Tensor b) => Compare<GeOp>(NotNull(a), NotNull(b));

    /// <summary>True where an element is ≥ a number. False for NaN. Not differentiable.</summary>
    public static Tensor operator >=(Tensor a, Scalar number) => CompareNumber<GeOp>(NotNull(a), number);

    /// <summary>True where a number is ≥ an element. False for NaN. Not differentiable.</summary>
    public static Tensor operator >=(Scalar number, Tensor a) => CompareNumber<LeOp>(NotNull(a), number);

    private readonly struct LtOp : INonDifferentiableOp
    {
        public static string Name => "<";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.LessThan(a, b);
    }

    private readonly struct GtOp : INonDifferentiableOp
    {
        public static string Name => ">";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.LessThan(b, a);
    }

    private readonly struct LeOp : INonDifferentiableOp
    {
        public static string Name => "<=";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.LessThanOrEqual(a, b);
    }

    private readonly struct GeOp : INonDifferentiableOp
    {
        public static string Name => ">=";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.LessThanOrEqual(b, a);
    }
}

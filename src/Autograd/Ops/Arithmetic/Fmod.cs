using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// a − b·trunc(a/b), elementwise: the remainder has the sign of the dividend, as that of C#'s own <c>%</c>; the
    /// operator <c>%</c> of tensors gives that of the divisor.
    /// </summary>
    /// <remarks>The operands broadcast and are promoted to one type. Gradient: g to a, −g·trunc(a/b) to b.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
    /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
    public Tensor Fmod(Tensor other) => Binary<FmodOp>(this, NotNull(other));

    /// <summary>The remainder of each element divided by a number, with the element's sign.</summary>
    /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
    public Tensor Fmod(Scalar other) => Fmod(WrappedNumber(other, "Fmod"));

    private readonly struct FmodOp : IBinaryOp<FmodOp>
    {
        public static string Name => "Fmod";

        public static string NodeName => "FmodBackward1";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.Both;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => default(TruncatedRemainder).Invoke(a, b);

        public static void Forward<T>(FmodOp op, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply(default(TruncatedRemainder), a, b, y);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad;

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -grad * a.Div(b, RoundingMode.Trunc);
    }
}

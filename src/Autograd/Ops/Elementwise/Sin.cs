using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The sine of each element, in radians. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·cos x.</remarks>
    public Tensor Sin() => FloatUnary<SinOp>();

    private readonly struct SinOp : IUnaryOp<SinOp>, IPartialUnaryFormula
    {
        public static string Name => "Sin";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Sin(x);

        public float Of(float x) => MathF.Sin(x);

        public double Of(double x) => Math.Sin(x);

        public static void Forward<T>(SinOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply(op, x, y);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * saved.Cos();
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The tangent of each element, in radians. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·(1 + tan²x), from the saved output.</remarks>
    public Tensor Tan() => FloatUnary<TanOp>();

    private readonly struct TanOp : IUnaryOp<TanOp>, IPartialUnaryFormula
    {
        public static string Name => "Tan";

        public static Saves Saves => Saves.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Tan(x);

        public float Of(float x) => MathF.Tan(x);

        public double Of(double x) => Math.Tan(x);

        public static void Forward<T>(TanOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply(op, x, y);

        public Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved + 1);
    }
}

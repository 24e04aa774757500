using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The cosine of each element, in radians. Integers become Float32 first.</summary>
    /// <remarks>Gradient: −g·sin x.</remarks>
    public Tensor Cos() => FloatUnary<CosOp>();

    private readonly struct CosOp : IUnaryOp<CosOp>, IPartialUnaryFormula
    {
        public static string Name => "Cos";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => VectorMath.Cos(x);

        public float Of(float x) => MathF.Cos(x);

        public double Of(double x) => Math.Cos(x);

        public static void Forward<T>(CosOp op, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> =>
            PartialFormula.Apply(op, x, y);

        public Tensor Backward(Tensor grad, Tensor saved) => -grad * saved.Sin();
    }
}

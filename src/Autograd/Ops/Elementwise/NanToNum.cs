using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Replaces NaN and the infinities by numbers; for integer tensors a copy.</summary>
    /// <param name="nan">The replacement of NaN.</param>
    /// <param name="posInf">The replacement of ∞; the greatest number of the type if not given.</param>
    /// <param name="negInf">The replacement of −∞; the lowest number of the type if not given.</param>
    /// <remarks>Gradient: g, and exactly 0 where an element was replaced.</remarks>
    public Tensor NanToNum(double nan = 0, double? posInf = null, double? negInf = null)
    {
        if (!_dtype.IsFloatingPoint()) return Clone();
        var greatest = new FInfo(_dtype).Max;
        return FloatUnary(new NanToNumOp(nan, posInf ?? greatest, negInf ?? -greatest));
    }

    private readonly struct NanToNumOp(double nan, double posInf, double negInf) : IUnaryOp<NanToNumOp>
    {
        public static string Name => "NanToNum";

        public static Saves Saves => Saves.Input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V>
        {
            var infinity = V.Number(double.PositiveInfinity);
            var result = V.Select(V.Equal(x, infinity), V.Number(posInf), V.Select(V.Equal(x, -infinity), V.Number(negInf), x));
            return V.Select(V.Equal(x, x), result, V.Number(nan));
        }

        public Tensor Backward(Tensor grad, Tensor saved) => KeepWhere(grad, saved.IsFinite());
    }
}

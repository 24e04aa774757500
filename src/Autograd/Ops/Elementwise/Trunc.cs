using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Each element rounded towards 0; for integer tensors a copy.</summary>
    /// <remarks>Gradient: 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Trunc() => _dtype.IsFloatingPoint() ? FloatUnary<TruncOp>() : CloneOfIntegers("Trunc");

    private readonly struct TruncOp : IUnaryOp<TruncOp>
    {
        public static string Name => "Trunc";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.Truncate(x);

        public Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}

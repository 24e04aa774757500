using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The integer nearest to each element, ties to even; for integer tensors a copy.</summary>
    /// <remarks>Gradient: 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Round() => _dtype.IsFloatingPoint() ? FloatUnary<RoundOp>() : CloneOfIntegers("Round");

    private readonly struct RoundOp : IUnaryOp<RoundOp>
    {
        public static string Name => "Round";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.Round(x);

        public Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}

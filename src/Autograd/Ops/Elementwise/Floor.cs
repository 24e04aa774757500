using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The greatest integer ≤ each element; for integer tensors a copy.</summary>
    /// <remarks>Gradient: 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Floor() => _dtype.IsFloatingPoint() ? FloatUnary<FloorOp>() : CloneOfIntegers("Floor");

    private readonly struct FloorOp : IUnaryOp<FloorOp>
    {
        public static string Name => "Floor";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => V.Floor(x);

        public Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}

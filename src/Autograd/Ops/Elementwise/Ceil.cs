using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The least integer ≥ each element; for integer tensors a copy.</summary>
    /// <remarks>Gradient: 0.</remarks>
    /// <exception cref="ArgumentException">The tensor is Bool.</exception>
    public Tensor Ceil() => _dtype.IsFloatingPoint() ? FloatUnary<CeilOp>() : CloneOfIntegers("Ceil");

    /// <summary>A copy of a tensor of integers, which need no rounding. Bool throws.</summary>
    private Tensor CloneOfIntegers(string op) =>
        _dtype == DType.Bool ? throw new ArgumentException($"{op}: not defined for Bool; convert with To(DType.Int64) first") : Clone();

    private readonly struct CeilOp : IUnaryOp<CeilOp>
    {
        public static string Name => "Ceil";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => -V.Floor(-x);

        public Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}

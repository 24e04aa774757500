using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>a = b, elementwise; the operands broadcast. False for NaN. Not differentiable.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Eq(Tensor other) => Compare<EqOp>(this, NotNull(other));

    /// <summary>True where an element equals a number. False for NaN. Not differentiable.</summary>
    public Tensor Eq(Scalar number) => CompareNumber<EqOp>(this, number);

    /// <summary>a ≠ b, elementwise; the operands broadcast. True for NaN. Not differentiable.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Ne(Tensor other) => Compare<NeOp>(this, NotNull(other));

    /// <summary>True where an element differs from a number. True for NaN. Not differentiable.</summary>
    public Tensor Ne(Scalar number) => CompareNumber<NeOp>(this, number);

    private readonly struct EqOp : INonDifferentiableOp
    {
        public static string Name => "Eq";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Equal(a, b);
    }

    private readonly struct NeOp : INonDifferentiableOp
    {
        public static string Name => "Ne";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            ~V.Equal(a, b);
    }
}

using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// a + b, elementwise; the operands broadcast and are promoted to one type. For Bool tensors it is logical or.
    /// </summary>
    /// <remarks>Gradient: g to both.</remarks>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor operator +(Tensor a, Tensor b) => Binary<AddOp>(NotNull(a), NotNull(b));

    /// <summary>a + number, elementwise; the number does not widen the tensor's type within its category.</summary>
    public static Tensor operator +(Tensor a, Scalar number) => NotNull(a).Promoted(number).Unary(new AddScalarOp(number));

    /// <inheritdoc cref="op_Addition(Tensor, Scalar)"/>
    public static Tensor operator +(Scalar number, Tensor a) => NotNull(a).Promoted(number).Unary(new AddScalarOp(number));

    /// <summary>The sum of two gradients, recorded if the backward pass is.</summary>
    internal Tensor AddGradient(Tensor other) => this + other;

    private readonly struct AddOp : IBinaryOp<AddOp>
    {
        public static string Name => "Add";

        public static Operands NeededForA => Operands.None;

        public static Operands NeededForB => Operands.None;

        public static Tensor? OnBools(Tensor a, Tensor b) => a | b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            a + b;

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => grad;

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad;
    }

    private readonly struct AddScalarOp(Scalar number) : IUnaryOp<AddScalarOp>
    {
        public static string Name => "Add";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V> => x + V.Create(number);

        public Tensor Backward(Tensor grad, Tensor saved) => grad;
    }
}

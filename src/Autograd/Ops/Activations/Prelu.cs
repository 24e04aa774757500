using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// x above 0, and w·x elsewhere, elementwise, with a learned w: one number, or one for each channel.
    /// </summary>
    /// <param name="weight">w, of one element, or of shape (C) for an input of shape (N, C, …).</param>
    /// <remarks>
    /// Gradient: to x, g above 0 and g·w elsewhere; to w, the sum of g·x over the elements that are not above 0. K. He
    /// et al., "Delving deep into rectifiers" (2015).
    /// </remarks>
    /// <exception cref="ArgumentException">The weight is neither one number nor one for each channel.</exception>
    public Tensor Prelu(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Numel == 1) return FloatBinary<PreluOp>(this, weight.ReshapeTo(Shape.Scalar));
        var channels = NDim >= 2 ? _shape.Sizes[1] : 1;
        if (weight.NDim != 1 || weight.Numel != channels)
            throw new ArgumentException(
                $"Prelu: a weight of shape {weight._shape} for an input of shape {_shape}; it must be one number, or of shape ({channels},)");
        var sizes = new int[NDim - 1];
        Array.Fill(sizes, 1);
        sizes[0] = channels;
        return FloatBinary<PreluOp>(this, weight.ReshapeTo(Shape.Create(sizes)));
    }

    private readonly struct PreluOp : IBinaryOp<PreluOp>
    {
        public static string Name => "Prelu";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.A;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThan(V.Zero, a), a, a * b);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) =>
            Ternary(new PreluGradientOp(), grad, a, b, Broadcasting.ResultShape("Prelu", a._shape, b._shape));

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => KeepWhere(grad * a, ~(a > 0));
    }

    /// <summary>g where x is above 0, g·w elsewhere.</summary>
    private readonly struct PreluGradientOp : ITernaryOp
    {
        public static string Name => "PreluBackward";

        public static Operands NeededFor(int input) => input switch
        {
            0 => Operands.B | Operands.C,
            1 => Operands.None,
            _ => Operands.A | Operands.B,
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V> =>
            V.Select(V.LessThan(V.Zero, b), a, a * c);

        public Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c) => input switch
        {
            0 => Ternary(this, grad, b, c, grad._shape),
            1 => ZerosLike(grad),
            _ => KeepWhere(grad * a, ~(b > 0)),
        };
    }
}

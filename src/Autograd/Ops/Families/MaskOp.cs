using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The gradient where a Bool mask is true, 0 elsewhere. It is selected, not multiplied, so that a masked infinity
    /// or NaN does not turn into NaN.
    /// </summary>
    private static Tensor KeepWhere(Tensor grad, Tensor mask) => FloatBinary<MaskOp>(grad, mask.To(grad._dtype));

    private readonly struct MaskOp : IBinaryOp<MaskOp>
    {
        public static string Name => "Mask";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Select(V.Equal(b, V.Zero), V.Zero, a);

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<MaskOp>(grad, b);

        // The mask is converted from Bool, so that it has no gradient.
        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ZerosLike(b);
    }
}

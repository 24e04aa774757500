using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// A gradient where a Bool mask is true, 0 elsewhere: chosen, not multiplied, so that an infinity or NaN that is masked out
    /// leaves nothing behind.
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

        // A mask is Bool before it is converted, so nobody asks.
        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ZerosLike(b);
    }
}

using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// A gradient where a Bool mask is true, 0 elsewhere: chosen, not multiplied, so that an infinity or NaN that is masked out
    /// leaves nothing behind.
    /// </summary>
    private static Tensor KeepWhere(Tensor grad, Tensor mask) => FloatBinary<MaskOp>(grad, mask.To(grad._dtype));

    private readonly struct MaskOp : IFusedBinaryOp<MaskOp>
    {
        public static string Name => "Mask";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.None;

        public static Vector<T> Invoke<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
            Vector.ConditionalSelect(Vector.Equals(b, Vector<T>.Zero), Vector<T>.Zero, a);

        public static T Invoke<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T> => b == T.Zero ? T.Zero : a;

        public static Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => FloatBinary<MaskOp>(grad, b);

        public static Tensor BackwardB(Tensor grad, Tensor a, Tensor b) =>
            throw new InvalidOperationException("mask: a mask has no gradient");
    }
}

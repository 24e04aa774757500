using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>A floating tensor times the factors of dropout, in which 0 drops an element whatever it is.</summary>
    /// <remarks>Gradient: g times the factors, in the same way.</remarks>
    internal static Tensor Dropped(Tensor input, Tensor factors) => FloatBinary<DroppedOp>(input, factors);

    private readonly struct DroppedOp : IBinaryOp<DroppedOp>
    {
        public static string Name => "Dropout";

        public static string NodeName => "MulBackward0";

        public static Operands NeededForA => Operands.B;

        public static Operands NeededForB => Operands.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            // Of finite numbers the product stays, with its sign: −0 of a negative one, as PyTorch prints it.
            var product = a * b;
            return V.Select(V.Equal(b, V.Zero) & ~V.Equal(product, product), V.Zero, product);
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => Dropped(grad, b);

        // The factors are drawn for the operation and never require a gradient.
        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => ZerosLike(b);
    }
}

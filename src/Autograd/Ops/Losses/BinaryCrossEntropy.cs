using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.BinaryCrossEntropy"/> without weights.</summary>
    internal static Tensor BinaryCrossEntropy(Tensor input, Tensor target, Reduction reduction) =>
        PointwiseLoss<BinaryCrossEntropyOp>(input, target, reduction);

    /// <summary>Implements <see cref="NN.F.BinaryCrossEntropyWithLogits"/> without weights.</summary>
    internal static Tensor BinaryCrossEntropyWithLogits(Tensor input, Tensor target, Reduction reduction) =>
        PointwiseLoss<BinaryCrossEntropyWithLogitsOp>(input, target, reduction);

    /// <summary>Checks that every element is a probability.</summary>
    internal static void CheckProbabilities(string op, Tensor input)
    {
        var x = input.Detach().Contiguous();
        if (x._dtype.IsReducedFloatingPoint()) x = x.To(DType.Float32);
        if (x._dtype == DType.Float32) CheckProbabilities<float>(op, x);
        else CheckProbabilities<double>(op, x);
    }

    private static void CheckProbabilities<T>(string op, Tensor x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var data = x.Read();
        var values = data.Span<T>();
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= T.Zero && values[i] <= T.One))
                throw new ArgumentException(
                    $"{op}: the input has {values[i]} at position {i}; probabilities are in [0, 1]: apply Sigmoid() first, or use "
                    + "BinaryCrossEntropyWithLogits");
    }

    /// <summary>−y·ln x − (1 − y)·ln(1 − x), with each logarithm at least −100, as in PyTorch.</summary>
    private readonly struct BinaryCrossEntropyOp : IBinaryOp<BinaryCrossEntropyOp>
    {
        public static string Name => "BinaryCrossEntropy";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.A;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V>
        {
            var lowest = V.Number(-100);
            return (b - V.One) * V.ClampMin(VectorMath.Log1p(-a), lowest) - b * V.ClampMin(VectorMath.Log(a), lowest);
        }

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => Ternary(new BinaryCrossEntropyGradientOp(), grad, a, b, a._shape);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => grad * ((1 - a).Log() - a.Log());
    }

    /// <summary>g·(x − y)/(x·(1 − x)), with a divisor of at least 10⁻¹².</summary>
    private readonly struct BinaryCrossEntropyGradientOp : ITernaryOp
    {
        // PyTorch keeps it in single precision for both types.
        private const double Smallest = 1e-12f;

        public static string Name => "BinaryCrossEntropyBackward";

        public static Operands NeededFor(int input) => input switch
        {
            0 => Operands.B | Operands.C,
            1 => Operands.A | Operands.B | Operands.C,
            _ => Operands.A | Operands.B,
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V> =>
            a * (b - c) / V.ClampMin((V.One - b) * b, V.Number(Smallest));

        public Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c)
        {
            if (input == 0) return Ternary(this, grad, b, c, b._shape);
            var product = (1 - b) * b;
            var divisor = product.Clamp(Smallest, null);
            if (input == 2) return -grad * a / divisor;
            var ofDivisor = KeepWhere((b - c) * (1 - 2 * b) / divisor, product > Smallest);
            return grad * a * (1 - ofDivisor) / divisor;
        }
    }

    /// <summary>max(x, 0) − x·y + ln(1 + e^−|x|), which neither overflows nor loses digits.</summary>
    private readonly struct BinaryCrossEntropyWithLogitsOp : IBinaryOp<BinaryCrossEntropyWithLogitsOp>
    {
        public static string Name => "BinaryCrossEntropyWithLogits";

        public static Operands NeededForA => Operands.Both;

        public static Operands NeededForB => Operands.A;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> =>
            V.Max(a, V.Zero) - a * b + VectorMath.Log1p(VectorMath.Exp(-V.Abs(a)));

        public Tensor BackwardA(Tensor grad, Tensor a, Tensor b) => Ternary(new LogitsGradientOp(), grad, a, b, a._shape);

        public Tensor BackwardB(Tensor grad, Tensor a, Tensor b) => -grad * a;
    }

    /// <summary>g·(σ(x) − y).</summary>
    private readonly struct LogitsGradientOp : ITernaryOp
    {
        public static string Name => "BinaryCrossEntropyWithLogitsBackward";

        public static Operands NeededFor(int input) => input switch
        {
            0 => Operands.B | Operands.C,
            1 => Operands.A | Operands.B,
            _ => Operands.A,
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b, V c) where V : struct, ISimdVector<V> => a * (VectorMath.Sigmoid(b) - c);

        public Tensor Backward(int input, Tensor grad, Tensor a, Tensor b, Tensor c) => input switch
        {
            0 => Ternary(this, grad, b, c, b._shape),
            1 => FloatBinary<SigmoidGradientOp>(grad * a, b.Sigmoid()),
            _ => -grad * a,
        };
    }
}

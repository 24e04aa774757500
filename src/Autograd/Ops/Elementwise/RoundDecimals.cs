using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Each element rounded to a number of decimals, ties to even; negative numbers round to digits before the decimal
    /// point.
    /// </summary>
    /// <param name="decimals">The number of decimals: 2 gives hundredths, −3 thousands.</param>
    /// <remarks>round(x·10ᵈ) / 10ᵈ, as in PyTorch: infinite or NaN if that overflows. Gradient: 0.</remarks>
    /// <exception cref="ArgumentException">
    /// The tensor is of integers, and <paramref name="decimals"/> is not 0.
    /// </exception>
    public Tensor Round(int decimals)
    {
        if (decimals == 0) return Round();
        if (!_dtype.IsFloatingPoint())
            throw new ArgumentException(
                $"Round: {_dtype} to {decimals} decimals; only floating tensors have any: convert with To(DType.Float32) first");
        return FloatUnary(new RoundDecimalsOp(Math.Pow(10, Math.Abs((double)decimals)), decimals < 0));
    }

    private readonly struct RoundDecimalsOp(double power, bool isDivided) : IUnaryOp<RoundDecimalsOp>
    {
        public static string Name => "Round";

        public static string NodeName => "RoundBackward1";

        public static Saves Saves => Saves.Nothing;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x) where V : struct, ISimdVector<V>
        {
            var scale = V.Number(power);
            return isDivided ? V.Round(x / scale) * scale : V.Round(x * scale) / scale;
        }

        public Tensor Backward(Tensor grad, Tensor saved) => ZerosLike(grad);
    }
}

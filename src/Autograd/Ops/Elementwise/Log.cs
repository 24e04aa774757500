using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The natural logarithm of each element: −∞ at 0, NaN below; integers become Float32 first.</summary>
    /// <remarks>Gradient: g/x.</remarks>
    public Tensor Log() => FloatUnary<LogOp>();

    private readonly struct LogOp : IFloatUnaryOp
    {
        public static string Name => "Log";

        public static Saves Saves => Saves.Input;

        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
            Kernels.Exponential.Log(x, y);

        public static Tensor Backward(Tensor grad, Tensor saved) => grad / saved;
    }
}

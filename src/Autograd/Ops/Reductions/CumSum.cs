using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>The running sums along a dimension; Int64 for integers and bools.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>Gradient: the running sums of g from the other end.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor CumSum(int dim) => RunningSum(_shape.DimOrScalar(dim, "cumSum"), fromEnd: false);

    private Tensor RunningSum(int dim, bool fromEnd)
    {
        if (!_dtype.IsFloatingPoint() && _dtype != DType.Int64) return To(DType.Int64).RunningSum(dim, fromEnd);
        var result = Contiguous().OnNumbers<RunningSumAction, Tensor>("cumSum", new RunningSumAction(dim, fromEnd));
        if (IsRecorded) new CumSumNode(this, dim, fromEnd).Produce(result);
        return result;
    }

    private readonly struct RunningSumAction(int dim, bool fromEnd) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var y = x.CopyData();
            RunningSums.Accumulate<T>(y.Span<T>(), new DimWalk(x._shape.Sizes, dim), fromEnd);
            return y;
        }
    }

    private sealed class CumSumNode : Node
    {
        private readonly int _dim;
        private readonly bool _fromEnd;

        public CumSumNode(Tensor input, int dim, bool fromEnd)
        {
            _dim = dim;
            _fromEnd = fromEnd;
            Connect(0, input);
        }

        public override string Name => "CumsumBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, grad.RunningSum(_dim, !_fromEnd));
    }
}

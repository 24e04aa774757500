using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// The logarithm of <see cref="Softmax"/>, xᵢ − log Σⱼ exp(xⱼ), without the rounding that taking it afterwards would bring.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>Integers become Float32 first. Gradient: g − eʸ·Σ g, from the saved output.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor LogSoftmax(int dim)
    {
        var x = Floating().Contiguous();
        var at = _shape.DimOrScalar(dim, "logSoftmax");
        var walk = new DimWalk(_shape.Sizes, at);
        var result = Uninitialized(_shape, x._dtype);
        if (x._dtype == DType.Float32)
            Kernels.Softmax.LogForward(x.Span<float>(), result.Span<float>(), walk);
        else
            Kernels.Softmax.LogForward(x.Span<double>(), result.Span<double>(), walk);
        GC.KeepAlive(x);
        if (x.IsRecorded) new LogSoftmaxNode(x, result, at).Produce(result);
        return result;
    }

    /// <summary>g − eʸ·Σ g in one pass over the memory.</summary>
    private static Tensor LogSoftmaxGradient(Tensor grad, Tensor output, int dim)
    {
        var g = grad.Contiguous();
        var y = output.Contiguous();
        var walk = new DimWalk(y._shape.Sizes, dim);
        var result = Uninitialized(y._shape, y._dtype);
        if (y._dtype == DType.Float32)
            Kernels.Softmax.LogBackward(g.Span<float>(), y.Span<float>(), result.Span<float>(), walk);
        else
            Kernels.Softmax.LogBackward(g.Span<double>(), y.Span<double>(), result.Span<double>(), walk);
        GC.KeepAlive(g);
        GC.KeepAlive(y);
        if (AnyRecorded(g, y)) new LogSoftmaxGradientNode(g, y, dim).Produce(result);
        return result;
    }

    private sealed class LogSoftmaxNode : Node
    {
        private readonly int _dim;
        private SavedTensor _output;

        public LogSoftmaxNode(Tensor input, Tensor output, int dim)
        {
            _dim = dim;
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => "LogSoftmaxBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, LogSoftmaxGradient(grad, _output.Unpack(this), _dim));

        internal override void Release() => _output.Release();
    }

    private sealed class LogSoftmaxGradientNode : Node
    {
        private readonly int _dim;
        private SavedTensor _grad;
        private SavedTensor _output;

        public LogSoftmaxGradientNode(Tensor grad, Tensor output, int dim)
        {
            InputCount = 2;
            _dim = dim;
            Connect(0, grad);
            Connect(1, output);
            _grad = new SavedTensor(grad);
            _output = new SavedTensor(output);
        }

        public override string Name => "LogSoftmaxBackwardBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var p = _output.Unpack(this).Exp();
            if (inputs.Needs(0)) inputs.Set(0, grad - (grad * p).Sum(_dim, keepDim: true));
            if (inputs.Needs(1)) inputs.Set(1, -grad * p * _grad.Unpack(this).Sum(_dim, keepDim: true));
        }

        internal override void Release()
        {
            _grad.Release();
            _output.Release();
        }
    }
}

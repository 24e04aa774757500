using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>exp(xᵢ) / Σⱼ exp(xⱼ) over one dimension: positive, and 1 in sum. Integers become Float32 first.</summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <remarks>
    /// The maximum is subtracted first, so that large elements do not overflow. Gradient: y·(g − Σ g·y), from the saved output.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Softmax(int dim)
    {
        var x = Floating().Contiguous();
        var at = _shape.DimOrScalar(dim, "softmax");
        var walk = new DimWalk(_shape.Sizes, at);
        var result = Uninitialized(_shape, x._dtype);
        if (x._dtype == DType.Float32)
            Kernels.Softmax.Forward(x.Span<float>(), result.Span<float>(), walk);
        else
            Kernels.Softmax.Forward(x.Span<double>(), result.Span<double>(), walk);
        GC.KeepAlive(x);
        if (x.IsRecorded) new SoftmaxNode(x, result, at).Produce(result);
        return result;
    }

    /// <summary>y·(g − Σ g·y) in one pass over the memory.</summary>
    private static Tensor SoftmaxGradient(Tensor grad, Tensor output, int dim)
    {
        var g = grad.Contiguous();
        var y = output.Contiguous();
        var walk = new DimWalk(y._shape.Sizes, dim);
        var result = Uninitialized(y._shape, y._dtype);
        if (y._dtype == DType.Float32)
            Kernels.Softmax.Backward(g.Span<float>(), y.Span<float>(), result.Span<float>(), walk);
        else
            Kernels.Softmax.Backward(g.Span<double>(), y.Span<double>(), result.Span<double>(), walk);
        GC.KeepAlive(g);
        GC.KeepAlive(y);
        if (AnyRecorded(g, y)) new SoftmaxGradientNode(g, y, dim).Produce(result);
        return result;
    }

    private sealed class SoftmaxNode : Node
    {
        private readonly int _dim;
        private SavedTensor _output;

        public SoftmaxNode(Tensor input, Tensor output, int dim)
        {
            _dim = dim;
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => "SoftmaxBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, SoftmaxGradient(grad, _output.Unpack(this), _dim));

        internal override void Release() => _output.Release();
    }

    private sealed class SoftmaxGradientNode : Node
    {
        private readonly int _dim;
        private SavedTensor _grad;
        private SavedTensor _output;

        public SoftmaxGradientNode(Tensor grad, Tensor output, int dim)
        {
            InputCount = 2;
            _dim = dim;
            Connect(0, grad);
            Connect(1, output);
            _grad = new SavedTensor(grad);
            _output = new SavedTensor(output);
        }

        public override string Name => "SoftmaxBackwardBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var g = _grad.Unpack(this);
            var y = _output.Unpack(this);
            if (inputs.Needs(0)) inputs.Set(0, SoftmaxGradient(grad, y, _dim));
            if (inputs.Needs(1))
                inputs.Set(1, grad * (g - (g * y).Sum(_dim, keepDim: true)) - g * (grad * y).Sum(_dim, keepDim: true));
        }

        internal override void Release()
        {
            _grad.Release();
            _output.Release();
        }
    }
}

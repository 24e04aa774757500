using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Applies the softmax or its logarithm along a dimension, and records the node.</summary>
    private Tensor SoftmaxOver<TForm>(string op, int dim) where TForm : struct, ISoftmaxForm
    {
        if (_dtype.IsReducedFloatingPoint()) return To(DType.Float32).SoftmaxOver<TForm>(op, dim).To(_dtype);
        var x = Floating().Contiguous();
        var at = _shape.DimOrScalar(dim, op);
        var walk = new OuterDimInner(_shape.Sizes, at);
        var result = Uninitialized(_shape, x._dtype);
        using var data = x.Read();
        using var resultData = result.Write();
        if (x._dtype == DType.Float32)
            Kernels.Softmax.Forward<float, TForm>(data.Span<float>(), resultData.Span<float>(), walk);
        else
            Kernels.Softmax.Forward<double, TForm>(data.Span<double>(), resultData.Span<double>(), walk);
        if (x.IsRecorded) new SoftmaxNode<TForm>(x, result, at).SetHistory(result);
        return result;
    }

    /// <summary>
    /// y·(g − Σ g·y) from the softmax y, or g − eʸ·Σ g from its logarithm y, in one pass over the memory.
    /// </summary>
    private static Tensor SoftmaxGradient<TForm>(Tensor grad, Tensor output, int dim) where TForm : struct, ISoftmaxForm
    {
        var g = grad.Contiguous();
        var y = output.Contiguous();
        var walk = new OuterDimInner(y._shape.Sizes, dim);
        var result = Uninitialized(y._shape, y._dtype);
        using var gradData = g.Read();
        using var outputData = y.Read();
        using var resultData = result.Write();
        if (y._dtype == DType.Float32)
            Kernels.Softmax.Backward<float, TForm>(gradData.Span<float>(), outputData.Span<float>(), resultData.Span<float>(), walk);
        else
            Kernels.Softmax.Backward<double, TForm>(gradData.Span<double>(), outputData.Span<double>(), resultData.Span<double>(), walk);
        if (AnyRecorded(g, y)) new SoftmaxGradientNode<TForm>(g, y, dim).SetHistory(result);
        return result;
    }

    private sealed class SoftmaxNode<TForm> : Node where TForm : struct, ISoftmaxForm
    {
        private readonly int _dim;
        private SavedTensor _output;

        public SoftmaxNode(Tensor input, Tensor output, int dim)
        {
            _dim = dim;
            _output = new SavedTensor(output);
            Connect(0, input);
        }

        public override string Name => TForm.Name + "Backward0";

        internal override void Backward(Tensor grad, InputGradients inputs) =>
            inputs.Set(0, SoftmaxGradient<TForm>(grad, _output.Unpack(this), _dim));

        internal override void Release() => _output.Release();
    }

    private sealed class SoftmaxGradientNode<TForm> : Node where TForm : struct, ISoftmaxForm
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

        public override string Name => TForm.Name + "BackwardBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var g = _grad.Unpack(this);
            var y = _output.Unpack(this);
            if (TForm.IsLog)
            {
                var p = y.Exp();
                if (inputs.Needs(0)) inputs.Set(0, grad - (grad * p).Sum(_dim, keepDim: true));
                if (inputs.Needs(1)) inputs.Set(1, -grad * p * g.Sum(_dim, keepDim: true));
                return;
            }

            if (inputs.Needs(0)) inputs.Set(0, SoftmaxGradient<TForm>(grad, y, _dim));
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

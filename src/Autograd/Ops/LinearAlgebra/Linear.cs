using System.Numerics;
using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Computes x·Wᵀ + b in one operation; see <see cref="NN.F.Linear"/>.</summary>
    internal static Tensor Linear(Tensor x, Tensor weight, Tensor? bias)
    {
        if (weight.NDim is not (1 or 2))
            throw new ArgumentException(
                $"Linear: a weight of shape {weight._shape}; it must be (outFeatures, inFeatures), "
                + "or (inFeatures,) for one output without a dimension");
        var outputs = weight._shape.Sizes[..^1];
        var inputs = weight._shape.Sizes[^1];
        if (x.NDim == 0 || x._shape.Sizes[^1] != inputs)
            throw new ArgumentException(
                $"Linear: inner sizes differ: an input of shape {x._shape} for a weight of shape {weight._shape}; "
                + $"the input's last size must be {inputs}");
        if (bias is not null && !bias._shape.Sizes.SequenceEqual(outputs))
            throw new ArgumentException(
                $"Linear: a bias of shape {bias._shape} for a weight of shape {weight._shape}; it must be {Shape.Format(outputs)}");

        if (Autocast.IsEnabled)
        {
            (x, weight) = (Autocast.ToLowerPrecision(x), Autocast.ToLowerPrecision(weight));
            if (bias is not null) bias = Autocast.ToLowerPrecision(bias);
        }

        CheckNotBothBool("Linear", x, weight);
        var dtype = DTypes.Promote(x._dtype, weight._dtype);
        if (bias is not null) dtype = DTypes.Promote(dtype, bias._dtype);
        x = x.To(dtype);
        weight = weight.To(dtype);
        bias = bias?.To(dtype);
        if (weight.NDim == 1 || !dtype.IsFloatingPoint())
        {
            var products = x.MatMul(weight.T);
            return bias is null ? products : products + bias;
        }

        if (x.NDim == 2) return Linear2D(x, weight, bias);
        var result = Linear2D(x.FlattenToMatrix(), weight, bias);
        return result.ReshapeTo(Shape.Create([.. x._shape.Sizes[..^1], outputs[0]]));
    }

    private static Tensor Linear2D(Tensor x, Tensor weight, Tensor? bias)
    {
        var result = x._dtype == DType.Float32 ? LinearForward<float>(x, weight, bias)
            : x._dtype == DType.Float64 ? LinearForward<double>(x, weight, bias)
            : LinearForward<float>(x.Detached(DType.Float32), weight.Detached(DType.Float32), bias?.Detached(DType.Float32)).To(x._dtype);
        if ((x.RequiresGrad || weight.RequiresGrad || (bias is not null && bias.RequiresGrad)) && GradMode.IsEnabled)
            new LinearNode(x, weight, bias).SetHistory(result);
        return result;
    }

    private static Tensor LinearForward<T>(Tensor x, Tensor weight, Tensor? bias) where T : unmanaged, INumber<T>
    {
        var (m, n) = (x._shape.Sizes[0], weight._shape.Sizes[0]);
        var result = Uninitialized<T>(Shape.Create(m, n));
        if (bias is not null) Apply<T, T, RepeatKernel<T>>(default, bias.Contiguous(), result);
        using var resultData = result.Write();
        MultiplyInto(x, false, weight, true, resultData.Span<T>(), accumulate: bias is not null);
        return result;
    }

    private readonly struct RepeatKernel<T> : IUnaryKernel<T, T> where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ReadOnlySpan<T> x, Span<T> y) => RowGather.Repeat(x, y);
    }

    /// <summary>Computes c = op(a)·op(b), or c += op(a)·op(b), for two matrices.</summary>
    private static void MultiplyInto<T>(Tensor a, bool transposeA, Tensor b, bool transposeB, Span<T> c, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        a = a.WithNonNegativeStrides();
        b = b.WithNonNegativeStrides();
        var (m, k, aRow, aCol) = transposeA
            ? (a._shape.Sizes[1], a._shape.Sizes[0], a._strides[1], a._strides[0])
            : (a._shape.Sizes[0], a._shape.Sizes[1], a._strides[0], a._strides[1]);
        var (n, bRow, bCol) = transposeB
            ? (b._shape.Sizes[0], b._strides[1], b._strides[0])
            : (b._shape.Sizes[1], b._strides[0], b._strides[1]);
        ApplyStrided(new ProductKernel<T>(m, n, k, aRow, aCol, bRow, bCol, accumulate), a, b, c);
    }

    private readonly struct ProductKernel<T>(int m, int n, int k, int aRow, int aCol, int bRow, int bCol, bool accumulate)
        : IBinaryKernel<T, T>
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c) =>
            Kernels.MatMul.Multiply(m, n, k, a, aRow, aCol, b, bRow, bCol, c, n, accumulate);
    }

    private sealed class LinearNode : Node
    {
        private SavedTensor _x;
        private SavedTensor _weight;

        public LinearNode(Tensor x, Tensor weight, Tensor? bias)
        {
            InputCount = bias is null ? 2 : 3;
            Connect(0, x);
            Connect(1, weight);
            if (bias is not null) Connect(2, bias);
            if (IsConnected(0)) _weight = new SavedTensor(weight);
            if (IsConnected(1)) _x = new SavedTensor(x);
        }

        public override string Name => InputCount > 2 ? "AddmmBackward0" : "MmBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, MatMul2D(grad, false, _weight.Unpack(this), false));
            if (inputs.Needs(1)) SetWeightGradient(inputs, 1, grad, _x.Unpack(this));
            if (InputCount > 2) SetBiasGradient(inputs, 2, grad);
        }

        internal override void Release()
        {
            _x.Release();
            _weight.Release();
        }
    }
}

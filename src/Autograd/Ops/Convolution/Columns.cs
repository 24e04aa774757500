using System.Numerics;
using Autograd.Kernels;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.Unfold"/>.</summary>
    internal static Tensor ToColumns(Tensor input, Shape kernelSize, Shape? dilation, Shape? padding, Shape? stride)
    {
        const string op = "Unfold";
        if (input.NDim is not (3 or 4))
            throw new ArgumentException(
                $"{op}: an input of shape {input._shape}; it must be (N, C, H, W), or (C, H, W) without a batch");
        var n = input.NDim == 4 ? input._shape.Sizes[0] : 1;
        var sizes = ColumnSizes(op, n, input._shape.Sizes[^3], input._shape.Sizes[^2..], kernelSize, dilation, padding, stride);
        return Columns(input, sizes, input.NDim == 4 ? Shape.Create(n, sizes.K, sizes.P) : Shape.Create(sizes.K, sizes.P), toColumns: true);
    }

    /// <summary>Implements <see cref="NN.F.Fold"/>.</summary>
    internal static Tensor FromColumns(
        Tensor input, Shape outputSize, Shape kernelSize, Shape? dilation, Shape? padding, Shape? stride)
    {
        const string op = "Fold";
        if (input.NDim is not (2 or 3))
            throw new ArgumentException(
                $"{op}: an input of shape {input._shape}; it must be (N, C · kH · kW, L), or (C · kH · kW, L) without a batch");
        var n = input.NDim == 3 ? input._shape.Sizes[0] : 1;
        var output = SpatialNumbers.Of(op, "outputSize", outputSize.Sizes, 2, 1);
        var kernel = SpatialNumbers.Of(op, "kernelSize", kernelSize.Sizes, 2, 1);
        var taps = Shape.CheckSize(op, (long)kernel[0] * kernel[1]);
        var rows = input._shape.Sizes[^2];
        if (rows % taps != 0)
            throw new ArgumentException(
                $"{op}: {rows} rows of an input of shape {input._shape} for a kernel of {taps} elements; they must be a multiple of these");
        var sizes = ColumnSizes(op, n, rows / taps, output, kernelSize, dilation, padding, stride);
        if (sizes.P != input._shape.Sizes[^1])
            throw new ArgumentException(
                $"{op}: {input._shape.Sizes[^1]} columns of an input of shape {input._shape} for an output of size {Shape.Format<int>(output)}, "
                + $"which has {sizes.P} patches");
        var image = Shape.ForResult(op, n, rows / taps, output[0], output[1]);
        return Columns(input, sizes, input.NDim == 3 ? image : image.OfRow, toColumns: false);
    }

    private static ConvolutionShape ColumnSizes(
        string op, int n, int channels, ReadOnlySpan<int> image, Shape kernelSize, Shape? dilation, Shape? padding, Shape? stride)
    {
        var kernel = SpatialNumbers.Of(op, "kernelSize", kernelSize.Sizes, 2, 1);
        var dilations = SpatialNumbers.Of(op, "dilation", dilation, 2, 1, 1);
        var paddings = SpatialNumbers.Of(op, "padding", padding, 2, 0, 0);
        var strides = SpatialNumbers.Of(op, "stride", stride, 2, 1, 1);
        Span<int> counts = stackalloc int[2];
        for (var d = 0; d < 2; d++)
        {
            var padded = Shape.CheckSize(op, image[d] + 2L * paddings[d]);
            var extent = (long)dilations[d] * (kernel[d] - 1) + 1;
            if (padded < extent)
                throw new ArgumentException(
                    $"{op}: a kernel that reaches over {extent} elements of an image of size {Shape.Format(image)} with padding "
                    + $"{Shape.Format<int>(paddings)}; it can reach over at most {padded}");
            counts[d] = (int)((padded - extent) / strides[d]) + 1;
        }

        var sizes = new ConvolutionShape
        {
            N = n,
            Groups = 1,
            C = channels,
            O = 1,
            Input = Size3.From(image),
            Kernel = Size3.From(kernel),
            Output = Size3.From(counts),
            Stride = Size3.From(strides),
            Dilation = Size3.From(dilations),
            Padding = Size3.From(paddings, 0),
        };
        ConvolutionPlan.CheckPadded(op, sizes);
        Shape.ForResult(op, n, (long)channels * kernel[0] * kernel[1], (long)counts[0] * counts[1]);
        return sizes;
    }

    /// <summary>Copies patches to columns, or adds columns up where their patches overlap, which is the transpose.</summary>
    private static Tensor Columns(Tensor x, ConvolutionShape sizes, Shape shape, bool toColumns)
    {
        var source = x.Contiguous();
        var result = source.OnNumbers<ColumnsAction, Tensor>(toColumns ? "Unfold" : "Fold", new ColumnsAction(sizes, shape, toColumns));
        if (source.IsRecorded) new ColumnsNode(source, sizes, toColumns).SetHistory(result);
        return result;
    }

    private readonly struct ColumnsAction(ConvolutionShape sizes, Shape shape, bool toColumns) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor x) where T : unmanaged, INumber<T>
        {
            var result = Uninitialized<T>(shape);
            using var xData = x.Read();
            using var resultData = result.Write();
            if (toColumns) PatchColumns.Gather(sizes, xData.Span<T>(), resultData.Span<T>());
            else PatchColumns.Scatter(sizes, xData.Span<T>(), resultData.Span<T>());
            return result;
        }
    }

    private sealed class ColumnsNode : Node
    {
        private readonly ConvolutionShape _sizes;
        private readonly Shape _inputShape;
        private readonly bool _toColumns;

        public ColumnsNode(Tensor input, ConvolutionShape sizes, bool toColumns)
        {
            (_sizes, _inputShape, _toColumns) = (sizes, input._shape, toColumns);
            Connect(0, input);
        }

        public override string Name => _toColumns ? "Im2ColBackward0" : "Col2ImBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs) => inputs.Set(0, Columns(grad, _sizes, _inputShape, !_toColumns));
    }
}

using System.Numerics;

namespace Autograd;

/// <summary>Which of a convolution's three tensors is computed from the other two.</summary>
internal enum ConvolutionPart
{
    /// <summary>The output, of the input and the weight.</summary>
    Output,

    /// <summary>The input's gradient, of the output's and the weight: the transposed convolution.</summary>
    Input,

    /// <summary>The weight's gradient, of the input and the output's gradient.</summary>
    Weight,
}

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.Conv2d"/> and its siblings.</summary>
    internal static Tensor Convolution(
        string op, int rank, Tensor input, Tensor weight, Tensor? bias, Shape? stride, Padding? padding, Shape? dilation, int groups)
    {
        CheckConvolution(op, rank, input, weight, groups, weightDim: 1);
        var isBatch = input.NDim == rank + 2;
        var channels = input._shape.Sizes[^(rank + 1)];
        if ((long)weight._shape.Sizes[1] * groups != channels)
            throw new ArgumentException(
                $"{op}: {channels} channels of an input of shape {input._shape} for a weight of shape {weight._shape} and groups {groups}; "
                + $"the input must have {(long)weight._shape.Sizes[1] * groups}");
        if (weight._shape.Sizes[0] % groups != 0)
            throw new ArgumentException(
                $"{op}: a weight of shape {weight._shape} for groups {groups}; its first size must be a multiple of the groups");
        CheckBias(op, bias, weight._shape.Sizes[0], weight);
        var strides = SpatialNumbers.Of(op, "stride", stride, rank, 1, 1);
        var dilations = SpatialNumbers.Of(op, "dilation", dilation, rank, 1, 1);
        var paddings = SpatialNumbers.Of(op, "padding", padding is null ? [0] : padding.Numbers, rank, 0);
        var isSame = ReferenceEquals(padding, Padding.Same);
        if (isSame && strides.AsSpan().ContainsAnyExcept(1))
            throw new ArgumentException(
                $"{op}: padding same with stride {Shape.Format<int>(strides)}; it needs stride 1: give the padding in numbers");

        var sizes = new long[rank + 2];
        (sizes[0], sizes[1]) = (isBatch ? input._shape.Sizes[0] : 1, weight._shape.Sizes[0]);
        for (var d = 0; d < rank; d++)
        {
            int size = input._shape.Sizes[^(rank - d)], kernel = weight._shape.Sizes[2 + d];
            var extent = (long)dilations[d] * (kernel - 1) + 1;
            if (isSame)
            {
                paddings[d] = Shape.CheckSize(op, (extent - 1) / 2);
                sizes[2 + d] = size;
                continue;
            }

            var padded = Shape.CheckSize(op, size + 2L * paddings[d]);
            if (padded < extent)
                throw new ArgumentException(
                    $"{op}: a kernel that reaches over {extent} elements of dimension {d + 2} with size {size} and padding {paddings[d]}; "
                    + $"it can reach over at most {padded}");
            sizes[2 + d] = (padded - extent) / strides[d] + 1;
        }

        var output = Shape.ForResult(op, sizes);
        var (x, w, b) = PromotedOperands(op, input, weight, bias);
        if (!isBatch) x = x.Unsqueeze(0);
        var plan = ConvolutionPlan.Create(op, x._shape, w._shape, output, strides, paddings, dilations, groups);
        var result = Convolve(plan, ConvolutionPart.Output, x, w, b);
        return isBatch ? result : result.Squeeze(0);
    }

    /// <summary>Implements <see cref="NN.F.ConvTranspose2d"/> and its siblings.</summary>
    internal static Tensor ConvolutionTransposed(
        string op, int rank, Tensor input, Tensor weight, Tensor? bias, Shape? stride, Shape? padding, Shape? outputPadding,
        int groups, Shape? dilation)
    {
        CheckConvolution(op, rank, input, weight, groups, weightDim: 0);
        var isBatch = input.NDim == rank + 2;
        var channels = input._shape.Sizes[^(rank + 1)];
        if (weight._shape.Sizes[0] != channels)
            throw new ArgumentException(
                $"{op}: {channels} channels of an input of shape {input._shape} for a weight of shape {weight._shape}; "
                + $"the input must have {weight._shape.Sizes[0]}");
        if (channels % groups != 0)
            throw new ArgumentException(
                $"{op}: a weight of shape {weight._shape} for groups {groups}; its first size must be a multiple of the groups");
        var outputs = Shape.CheckSize(op, (long)weight._shape.Sizes[1] * groups);
        CheckBias(op, bias, outputs, weight);
        var strides = SpatialNumbers.Of(op, "stride", stride, rank, 1, 1);
        var dilations = SpatialNumbers.Of(op, "dilation", dilation, rank, 1, 1);
        var paddings = SpatialNumbers.Of(op, "padding", padding, rank, 0, 0);
        var added = SpatialNumbers.Of(op, "outputPadding", outputPadding, rank, 0, 0);
        var sizes = new long[rank + 2];
        (sizes[0], sizes[1]) = (isBatch ? input._shape.Sizes[0] : 1, outputs);
        for (var d = 0; d < rank; d++)
        {
            if (added[d] >= Math.Max(strides[d], dilations[d]))
                throw new ArgumentException(
                    $"{op}: outputPadding {Shape.Format<int>(added)} with stride {Shape.Format<int>(strides)} and dilation "
                    + $"{Shape.Format<int>(dilations)}; each number must be less than the stride or the dilation");
            int size = input._shape.Sizes[^(rank - d)], kernel = weight._shape.Sizes[2 + d];
            sizes[2 + d] = (size - 1L) * strides[d] - 2L * paddings[d] + (long)dilations[d] * (kernel - 1) + added[d] + 1;
            if (size == 0 || sizes[2 + d] <= 0)
                throw new ArgumentException(
                    $"{op}: nothing is left of dimension {d + 2} with size {size}, kernel {kernel}, stride {strides[d]}, padding {paddings[d]}; "
                    + "pass a smaller padding");
        }

        var output = Shape.ForResult(op, sizes);
        var (x, w, b) = PromotedOperands(op, input, weight, bias);
        if (!isBatch) x = x.Unsqueeze(0);
        var plan = ConvolutionPlan.Create(op, output, w._shape, x._shape, strides, paddings, dilations, groups);
        var result = Convolve(plan, ConvolutionPart.Input, x, w, b);
        return isBatch ? result : result.Squeeze(0);
    }

    private static void CheckConvolution(string op, int rank, Tensor input, Tensor weight, int groups, int weightDim)
    {
        if (groups < 1)
            throw new ArgumentOutOfRangeException(nameof(groups), $"{op}: groups is {groups}; it must be 1 or more");
        if (weight.NDim != rank + 2 || weight._shape.Sizes[2..].Contains(0))
        {
            var names = weightDim == 1 ? "outChannels, inChannels / groups, " : "inChannels, outChannels / groups, ";
            throw new ArgumentException(
                $"{op}: a weight of shape {weight._shape}; it must be {SpatialNumbers.Names(rank, names)}, with a kernel of one element or more");
        }

        if (input.NDim != rank + 1 && input.NDim != rank + 2)
            throw new ArgumentException(
                $"{op}: an input of shape {input._shape}; it must be {SpatialNumbers.Names(rank, "N, C, ")}, "
                + $"or {SpatialNumbers.Names(rank, "C, ")} without a batch");
    }

    private static void CheckBias(string op, Tensor? bias, int channels, Tensor weight)
    {
        if (bias is not null && (bias.NDim != 1 || bias.Numel != channels))
            throw new ArgumentException(
                $"{op}: a bias of shape {bias._shape} for a weight of shape {weight._shape}; it must be ({channels},)");
    }

    private static (Tensor Input, Tensor Weight, Tensor? Bias) PromotedOperands(string op, Tensor input, Tensor weight, Tensor? bias)
    {
        if (Autocast.IsEnabled)
        {
            (input, weight) = (Autocast.ToLowerPrecision(input), Autocast.ToLowerPrecision(weight));
            if (bias is not null) bias = Autocast.ToLowerPrecision(bias);
        }

        CheckNotBothBool(op, input, weight);
        var dtype = DTypes.Promote(input._dtype, weight._dtype);
        if (bias is not null) dtype = DTypes.Promote(dtype, bias._dtype);
        return (input.To(dtype), weight.To(dtype), bias?.To(dtype));
    }

    /// <summary>Computes one of a convolution's three tensors from the other two, in the order of the enumeration.</summary>
    private static Tensor Convolve(ConvolutionPlan plan, ConvolutionPart part, Tensor a, Tensor b, Tensor? bias = null)
    {
        a = a.Contiguous();
        b = b.Contiguous();
        bias = bias?.Contiguous();
        var action = a._dtype.IsReducedFloatingPoint()
            ? new ConvolutionAction(plan, part, b.Detached(DType.Float32), bias?.Detached(DType.Float32))
            : new ConvolutionAction(plan, part, b, bias);
        var result = a.OnNumbers<ConvolutionAction, Tensor>("Convolution", action);
        if (a.IsRecorded || b.IsRecorded || (bias?.IsRecorded ?? false))
            new ConvolutionNode(plan, part, a, b, bias).SetHistory(result);
        return result;
    }

    private readonly struct ConvolutionAction(ConvolutionPlan plan, ConvolutionPart part, Tensor b, Tensor? bias) : INumberAction<Tensor>
    {
        public Tensor Invoke<T>(Tensor a) where T : unmanaged, INumber<T>
        {
            var result = Uninitialized<T>(part switch
            {
                ConvolutionPart.Output => plan.Output,
                ConvolutionPart.Input => plan.Input,
                _ => plan.Weight,
            });
            using var resultData = result.Write();
            using var aData = a.Read();
            using var bData = b.Read();
            using var biasData = ReadIfAny(bias);
            switch (part)
            {
                case ConvolutionPart.Output:
                    Kernels.Convolution.Output(plan.Sizes, aData.Span<T>(), bData.Span<T>(), biasData.Span<T>(), resultData.Span<T>());
                    break;
                case ConvolutionPart.Input:
                    Kernels.Convolution.Input(plan.Sizes, aData.Span<T>(), bData.Span<T>(), biasData.Span<T>(), resultData.Span<T>());
                    break;
                default:
                    Kernels.Convolution.Weight(plan.Sizes, aData.Span<T>(), bData.Span<T>(), resultData.Span<T>());
                    break;
            }

            return result;
        }
    }

    /// <summary>
    /// The node of any of the three tensors. The sum of the products of all three, ⟨x ∗ w, y⟩, is linear in each, so the
    /// gradients of one of them are the other two for this gradient in its place.
    /// </summary>
    private sealed class ConvolutionNode : Node
    {
        private readonly ConvolutionPlan _plan;
        private readonly ConvolutionPart _part;
        private SavedTensor _a;
        private SavedTensor _b;

        public ConvolutionNode(ConvolutionPlan plan, ConvolutionPart part, Tensor a, Tensor b, Tensor? bias)
        {
            InputCount = bias is null ? 2 : 3;
            (_plan, _part) = (plan, part);
            Connect(0, a);
            Connect(1, b);
            if (bias is not null) Connect(2, bias);
            if (IsConnected(0)) _b = new SavedTensor(b);
            if (IsConnected(1)) _a = new SavedTensor(a);
        }

        public override string Name => _part == ConvolutionPart.Weight ? "ConvolutionBackwardBackward0" : "ConvolutionBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (inputs.Needs(0)) inputs.Set(0, GradientOfFirst(grad, _b.Unpack(this)));
            if (inputs.Needs(1)) inputs.Set(1, GradientOfSecond(grad, _a.Unpack(this)));
            if (InputCount > 2 && inputs.Needs(2)) inputs.Set(2, SumOfChannels(grad));
        }

        internal override void Release()
        {
            _a.Release();
            _b.Release();
        }

        private Tensor GradientOfFirst(Tensor grad, Tensor b) => _part switch
        {
            ConvolutionPart.Output => Convolve(_plan, ConvolutionPart.Input, grad, b),
            ConvolutionPart.Input => Convolve(_plan, ConvolutionPart.Output, grad, b),
            _ => Convolve(_plan, ConvolutionPart.Input, b, grad),
        };

        private Tensor GradientOfSecond(Tensor grad, Tensor a) => _part switch
        {
            ConvolutionPart.Output => Convolve(_plan, ConvolutionPart.Weight, a, grad),
            ConvolutionPart.Input => Convolve(_plan, ConvolutionPart.Weight, grad, a),
            _ => Convolve(_plan, ConvolutionPart.Output, a, grad),
        };

        // The planes first: a sum over the outer and the inner dimensions at once takes several times as long.
        private static Tensor SumOfChannels(Tensor grad)
        {
            var planes = new int[grad.NDim - 2];
            for (var d = 0; d < planes.Length; d++) planes[d] = d + 2;
            return grad.Sum(planes).Sum(0);
        }
    }
}

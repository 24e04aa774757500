using Autograd.NN;

namespace Autograd.Onnx.RuntimeTests;

/// <summary>Each layer of the library in ONNX Runtime.</summary>
public sealed class LayerTests
{
    private static readonly OnnxCase[] Cases =
    [
        OnnxCase.Of("Linear", () => new Linear(4, 3), 4),
        OnnxCase.Of("Linear without bias", () => new Linear(4, 3, bias: false), 4),
        OnnxCase.Of("Linear on sequences", () => new Linear(4, 3), 6, 4),
        OnnxCase.Of("Sequential", () => new Sequential(new Linear(4, 8), new ReLU(), new Dropout(0.5), new Linear(8, 2), new Softmax(-1)), 4),
        OnnxCase.Of("Flatten", () => new Sequential(new Flatten(), new Linear(12, 2)), 3, 4),
        OnnxCase.Of("Unflatten", () => new Unflatten(1, [3, 4]), 12),
        OnnxCase.Of("Conv1d", () => new Conv1d(3, 5, 3, stride: 2, padding: 1), 3, 9),
        OnnxCase.Of("Conv2d", () => new Conv2d(3, 6, 3), 3, 8, 9),
        OnnxCase.Of("Conv2d with options", () => new Conv2d(4, 6, (3, 2), stride: (2, 1), padding: (1, 2), dilation: (1, 2), groups: 2, bias: false), 4, 9, 10),
        OnnxCase.Of("Conv2d same", () => new Conv2d(2, 3, 4, padding: Padding.Same), 2, 7, 8),
        OnnxCase.Of("Conv2d depthwise", () => new Conv2d(4, 4, 3, groups: 4, padding: 1), 4, 6, 6),
        OnnxCase.Of("Conv2d circular", () => new Conv2d(2, 3, 3, padding: 1, paddingMode: PadMode.Circular), 2, 6, 6),
        OnnxCase.Of("Conv3d", () => new Conv3d(2, 3, 3, padding: 1, stride: 2), 2, 5, 6, 7),
        OnnxCase.Of("ConvTranspose1d", () => new ConvTranspose1d(3, 4, 3, stride: 2), 3, 6),
        OnnxCase.Of("ConvTranspose2d", () => new ConvTranspose2d(4, 6, 3, stride: 2, padding: 1, outputPadding: 1, groups: 2), 4, 5, 6),
        OnnxCase.Of("ConvTranspose3d", () => new ConvTranspose3d(2, 3, 2, stride: 2, dilation: 2), 2, 3, 4, 3),
        OnnxCase.Of("MaxPool1d", () => new MaxPool1d(2), 3, 9),
        OnnxCase.Of("MaxPool2d", () => new MaxPool2d(3, stride: 2, padding: 1), 3, 8, 9),
        OnnxCase.Of("MaxPool2d ceil", () => new MaxPool2d(3, stride: 2, ceilMode: true), 3, 8, 10),
        OnnxCase.Of("MaxPool2d dilated", () => new MaxPool2d(2, stride: 1, dilation: 2), 3, 8, 8),
        OnnxCase.Of("MaxPool3d", () => new MaxPool3d(2), 2, 4, 5, 6),
        OnnxCase.Of("AvgPool1d", () => new AvgPool1d(3, stride: 2), 3, 9),
        OnnxCase.Of("AvgPool2d", () => new AvgPool2d(2), 3, 8, 9),
        OnnxCase.Of("AvgPool2d padded", () => new AvgPool2d(3, stride: 2, padding: 1), 3, 8, 9),
        OnnxCase.Of("AvgPool2d without padding counted", () => new AvgPool2d(3, stride: 2, padding: 1, countIncludePad: false), 3, 8, 9),
        OnnxCase.Of("AvgPool2d ceil", () => new AvgPool2d(3, stride: 2, ceilMode: true), 3, 8, 10),
        OnnxCase.Of("AvgPool2d divisor", () => new AvgPool2d(2, divisorOverride: 3), 3, 8, 8),
        OnnxCase.Of("AvgPool3d", () => new AvgPool3d(2), 2, 4, 4, 6),
        OnnxCase.Of("LPPool2d", () => new LPPool2d(2, 2), 2, 4, 6),
        OnnxCase.Of("AdaptiveAvgPool1d", () => new AdaptiveAvgPool1d(3), 2, 7),
        OnnxCase.Of("AdaptiveAvgPool2d of one", () => new AdaptiveAvgPool2d(1), 2, 7, 8),
        OnnxCase.Of("AdaptiveAvgPool2d even", () => new AdaptiveAvgPool2d((2, 4)), 2, 6, 8),
        OnnxCase.Of("AdaptiveAvgPool2d uneven", () => new AdaptiveAvgPool2d((3, 5)), 2, 7, 8),
        OnnxCase.Of("AdaptiveMaxPool2d even", () => new AdaptiveMaxPool2d((2, 4)), 2, 6, 8),
        OnnxCase.Of("AdaptiveMaxPool2d uneven", () => new AdaptiveMaxPool2d((3, 5)), 2, 7, 8),
        OnnxCase.Of("BatchNorm1d", () => Warm(new BatchNorm1d(4), 4), 4),
        OnnxCase.Of("BatchNorm1d on sequences", () => Warm(new BatchNorm1d(4), 4, 5), 4, 5),
        OnnxCase.Of("BatchNorm2d", () => Warm(new BatchNorm2d(3), 3, 4, 5), 3, 4, 5),
        OnnxCase.Of("BatchNorm2d without affine", () => Warm(new BatchNorm2d(3, affine: false), 3, 4, 5), 3, 4, 5),
        OnnxCase.Of("BatchNorm3d", () => Warm(new BatchNorm3d(2), 2, 3, 4, 3), 2, 3, 4, 3),
        OnnxCase.Of("BatchNorm2d without running statistics", () => new BatchNorm2d(3, trackRunningStats: false), 3, 4, 5),
        OnnxCase.Of("LayerNorm", () => new LayerNorm(5), 3, 5),
        OnnxCase.Of("LayerNorm of two dimensions", () => new LayerNorm([3, 5]), 3, 5),
        OnnxCase.Of("RMSNorm", () => new RMSNorm(5), 3, 5),
        OnnxCase.Of("GroupNorm", () => new GroupNorm(2, 6), 6, 4, 3),
        OnnxCase.Of("GroupNorm of one group", () => new GroupNorm(1, 4, affine: false), 4, 5),
        OnnxCase.Of("InstanceNorm1d", () => new InstanceNorm1d(3), 3, 6),
        OnnxCase.Of("InstanceNorm2d affine", () => new InstanceNorm2d(3, affine: true), 3, 4, 5),
        OnnxCase.Of("LocalResponseNorm", () => new LocalResponseNorm(3), 6, 4, 4),
        OnnxCase.Of("ZeroPad2d", () => new ZeroPad2d(1, 2, 0, 1), 2, 3, 4),
        OnnxCase.Of("ConstantPad1d", () => new ConstantPad1d([1, 2], 3.5), 2, 4),
        OnnxCase.Of("ReflectionPad2d", () => new ReflectionPad2d(1, 2, 2, 1), 2, 4, 5),
        OnnxCase.Of("ReplicationPad2d", () => new ReplicationPad2d(1, 2, 2, 1), 2, 4, 5),
        OnnxCase.Of("CircularPad2d", () => new CircularPad2d(1, 2, 2, 1), 2, 4, 5),
        OnnxCase.Of("PixelShuffle", () => new PixelShuffle(2), 8, 3, 4),
        OnnxCase.Of("PixelUnshuffle", () => new PixelUnshuffle(2), 2, 6, 4),
        OnnxCase.Of("ChannelShuffle", () => new ChannelShuffle(2), 6, 3, 4),
        OnnxCase.Of("Unfold", () => new Unfold((2, 3), padding: 1, stride: (2, 1)), 3, 5, 6),
        OnnxCase.Of("Fold", () => new Fold((4, 5), (2, 2)), 8, 12),
        OnnxCase.Of("Upsample nearest", () => new Upsample(scaleFactor: [2.0], mode: InterpolateMode.Nearest), 2, 3, 4),
        OnnxCase.Of("Upsample nearest to a size", () => new Upsample(size: (5, 7), mode: InterpolateMode.Nearest), 2, 3, 4),
        OnnxCase.Of("Upsample bilinear", () => new Upsample(scaleFactor: [2.0], mode: InterpolateMode.Bilinear), 2, 3, 4),
        OnnxCase.Of("Upsample bilinear aligned", () => new Upsample(size: (6, 7), mode: InterpolateMode.Bilinear, alignCorners: true), 2, 3, 4),
        OnnxCase.Of("Upsample bicubic", () => new Upsample(scaleFactor: [2.0], mode: InterpolateMode.Bicubic), 2, 4, 4),
        OnnxCase.Of("Upsample linear", () => new Upsample(scaleFactor: [2.0], mode: InterpolateMode.Linear), 2, 5),
        OnnxCase.Of("Upsample trilinear", () => new Upsample(size: (4, 6, 5), mode: InterpolateMode.Trilinear), 2, 3, 3, 4),
        OnnxCase.Function("Bilinear", x => x, 3) with { Make = () => new Bilinear(3, 4, 5) is var b ? (b, x => b.Forward(x[0], x[1])) : default, Inputs = n => [Tensor.RandN(n, 3), Tensor.RandN(n, 4)] },
        OnnxCase.Function("CosineSimilarity", x => new CosineSimilarity().Forward(x[0], x[1]), n => [Tensor.RandN(n, 4), Tensor.RandN(n, 4)]),
        OnnxCase.Function("PairwiseDistance", x => new PairwiseDistance().Forward(x[0], x[1]), n => [Tensor.RandN(n, 4), Tensor.RandN(n, 4)]),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Layer(object onnxCase) => ((OnnxCase)onnxCase).Check();

    /// <summary>A norm that has seen some data, so that its statistics are not those of the beginning.</summary>
    private static UnaryModule Warm(UnaryModule norm, params int[] shape)
    {
        for (var i = 0; i < 3; i++) norm.Forward(Tensor.RandN([8, .. shape]) * 2 + 1);
        return norm;
    }
}

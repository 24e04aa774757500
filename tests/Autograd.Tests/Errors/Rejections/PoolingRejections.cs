using Autograd.NN;
using static Autograd.Tests.Errors.Rejections.Operands;

namespace Autograd.Tests.Errors.Rejections;

internal static class PoolingRejections
{
    public static readonly Rejection[] All =
    [
        new("F.max_pool1d(V,2)", () => F.MaxPool1d(V, 2),
            "MaxPool1d: an input of shape (3,); it must be (N, C, L), or (C, L) without a batch"),
        new("F.max_pool2d(t.zeros(1,2,4,4),0)", () => F.MaxPool2d(Tensor.Zeros(1, 2, 4, 4), 0),
            "MaxPool2d: kernelSize (0,); each number must be 1 or more"),
        new("F.max_pool2d(t.zeros(1,2,4,4),2,padding=2)", () => F.MaxPool2d(Tensor.Zeros(1, 2, 4, 4), 2, padding: 2),
            "MaxPool2d: padding (2, 2) for a kernel of size (2, 2); each number can be at most half of the kernel's"),
        new("F.max_pool2d(t.zeros(1,2,4,4),5)", () => F.MaxPool2d(Tensor.Zeros(1, 2, 4, 4), 5),
            "MaxPool2d: a window that reaches over 5 elements of a dimension of size 4 with padding 0; it can reach "
            + "over at most 4"),
        new("F.max_pool2d(t.zeros(1,2,4,4),2,stride=-1)", () => F.MaxPool2d(Tensor.Zeros(1, 2, 4, 4), 2, stride: -1),
            "Shape: a size, stride, dilation or such is negative: (-1,); each number must be 0 or more"),
        new("F.max_pool2d(t.zeros(1,2,4,4),2,dilation=0)", () => F.MaxPool2d(Tensor.Zeros(1, 2, 4, 4), 2, dilation: 0),
            "MaxPool2d: dilation (0,); each number must be 1 or more"),
        new("F.max_pool2d(t.zeros(1,2,4,4).bool(),2)", () => F.MaxPool2d(Tensor.Zeros([1, 2, 4, 4], DType.Bool), 2),
            "MaxPool2d: the input is Bool; it must be floating: convert with Float()"),
        new("F.max_pool3d(X,2)", () => F.MaxPool3d(X, 2),
            "MaxPool3d: an input of shape (2, 3); it must be (N, C, D, H, W), or (C, D, H, W) without a batch"),
        new("F.avg_pool2d(t.zeros(1,2,4,4),2,divisor_override=0)", () => F.AvgPool2d(Tensor.Zeros(1, 2, 4, 4), 2, divisorOverride: 0),
            "AvgPool2d: divisorOverride is 0; pass another number, or null (Parameter 'divisorOverride')"),
        new("F.avg_pool2d(t.zeros(1,2,4,4),2,padding=2)", () => F.AvgPool2d(Tensor.Zeros(1, 2, 4, 4), 2, padding: 2),
            "AvgPool2d: padding (2, 2) for a kernel of size (2, 2); each number can be at most half of the kernel's"),
        new("F.avg_pool2d(t.zeros(1,2,4,4).bool(),2)", () => F.AvgPool2d(Tensor.Zeros([1, 2, 4, 4], DType.Bool), 2),
            "AvgPool2d: the input is Bool; it must be floating: convert with Float()"),
        new("F.avg_pool1d(V,2)", () => F.AvgPool1d(V, 2),
            "AvgPool1d: an input of shape (3,); it must be (N, C, L), or (C, L) without a batch"),
        new("F.adaptive_avg_pool2d(X,2)", () => F.AdaptiveAvgPool2d(X, 2),
            "AdaptiveAvgPool2d: an input of shape (2, 3); it must be (N, C, H, W), or (C, H, W) without a batch"),
        new("F.adaptive_avg_pool2d(t.zeros(1,2,4,4),(-1,2))", () => F.AdaptiveAvgPool2d(Tensor.Zeros(1, 2, 4, 4), (-1, 2)),
            "AdaptiveAvgPool2d: an output of size -1; it must be 0 or more (Parameter 'outputSize')"),
        new("F.adaptive_max_pool1d(V,2)", () => F.AdaptiveMaxPool1d(V, 2),
            "AdaptiveMaxPool1d: an input of shape (3,); it must be (N, C, L), or (C, L) without a batch"),
        new("F.adaptive_max_pool2d(t.zeros(1,2,0,4),2)", () => F.AdaptiveMaxPool2d(Tensor.Zeros(1, 2, 0, 4), 2),
            "AdaptiveMaxPool2d: an input of shape (1, 2, 0, 4); only the batch or the channels may be empty"),
        new("F.max_unpool2d(t.zeros(1,1,2,2),t.full((1,1,2,2),99),2)", () => F.MaxUnpool2d(Tensor.Zeros(1, 1, 2, 2), Tensor.Full([1, 1, 2, 2], 99), 2),
            "MaxUnpool2d: index 99 is out of range for an output plane of 16 elements (Parameter 'indices')"),
        new("F.max_unpool2d(t.zeros(1,1,2,2),t.zeros(1,1,2,3).long(),2)", () => F.MaxUnpool2d(Tensor.Zeros(1, 1, 2, 2), Tensor.Zeros([1, 1, 2, 3], DType.Int64), 2),
            "MaxUnpool2d: indices of shape (1, 1, 2, 3) for an input of shape (1, 1, 2, 2); they must be the same"),
        new("F.fractional_max_pool2d(t.zeros(1,1,4,4),2,output_size=4)", () => F.FractionalMaxPool2d(Tensor.Zeros(1, 1, 4, 4), 2, outputSize: 4),
            "FractionalMaxPool2d: 4 windows of size 2 in a dimension of size 4; there can be at most 3"),
    ];
}

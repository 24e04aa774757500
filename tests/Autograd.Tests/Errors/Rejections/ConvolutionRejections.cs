using Autograd.NN;
using static Autograd.Tests.Errors.Rejections.Operands;

namespace Autograd.Tests.Errors.Rejections;

internal static class ConvolutionRejections
{
    public static readonly Rejection[] All =
    [
        new("F.conv1d(X,t.zeros(1,2,4))", () => F.Conv1d(X, Tensor.Zeros(1, 2, 4)),
            "Conv1d: a kernel that reaches over 4 elements of dimension 2 with size 3 and padding 0; it can reach "
            + "over at most 3"),
        new("F.conv2d(V,t.zeros(1,1,1,1))", () => F.Conv2d(V, Tensor.Zeros(1, 1, 1, 1)),
            "Conv2d: an input of shape (3,); it must be (N, C, H, W), or (C, H, W) without a batch"),
        new("F.conv2d(t.zeros(1,2,4,4),t.zeros(3,1,2,2))", () => F.Conv2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(3, 1, 2, 2)),
            "Conv2d: 2 channels of an input of shape (1, 2, 4, 4) for a weight of shape (3, 1, 2, 2) and groups 1; "
            + "the input must have 1"),
        new("F.conv2d(t.zeros(1,2,4,4),t.zeros(3,2,5,5))", () => F.Conv2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(3, 2, 5, 5)),
            "Conv2d: a kernel that reaches over 5 elements of dimension 2 with size 4 and padding 0; it can reach "
            + "over at most 4"),
        new("F.conv2d(t.zeros(1,2,4,4),t.zeros(3,2,2,2),V[:2])", () => F.Conv2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(3, 2, 2, 2), V[..2]),
            "Conv2d: a bias of shape (2,) for a weight of shape (3, 2, 2, 2); it must be (3,)"),
        new("F.conv2d(t.zeros(1,2,4,4),t.zeros(3,2,2,2),stride=0)", () => F.Conv2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(3, 2, 2, 2), stride: 0),
            "Conv2d: stride (0,); each number must be 1 or more"),
        new("F.conv2d(t.zeros(1,2,4,4),t.zeros(3,2,2,2),padding=-1)", () => F.Conv2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(3, 2, 2, 2), padding: -1),
            "Conv2d: padding (-1,); each number must be 0 or more"),
        new("F.conv2d(t.zeros(1,2,4,4),t.zeros(3,2,2,2),dilation=-1)", () => F.Conv2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(3, 2, 2, 2), dilation: -1),
            "Shape: a size, stride, dilation or such is negative: (-1,); each number must be 0 or more"),
        new("F.conv2d(t.zeros(1,2,4,4),t.zeros(3,2,2,2),groups=-1)", () => F.Conv2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(3, 2, 2, 2), groups: -1),
            "Conv2d: groups is -1; it must be 1 or more (Parameter 'groups')"),
        new("F.conv2d(t.zeros(1,2,4,4),t.zeros(3,2,2,2),stride=2,padding=\"same\")", () => F.Conv2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(3, 2, 2, 2), stride: 2, padding: Padding.Same),
            "Conv2d: padding same with stride (2, 2); it needs stride 1: give the padding in numbers"),
        new("F.conv_transpose1d(t.zeros(1,2,4),t.zeros(2,1,3),output_padding=1)", () => F.ConvTranspose1d(Tensor.Zeros(1, 2, 4), Tensor.Zeros(2, 1, 3), outputPadding: 1),
            "ConvTranspose1d: outputPadding (1,) with stride (1,) and dilation (1,); each number must be less than "
            + "the stride or the dilation"),
        new("F.conv_transpose2d(t.zeros(1,2,4,4),t.zeros(2,1,1,1),padding=3)", () => F.ConvTranspose2d(Tensor.Zeros(1, 2, 4, 4), Tensor.Zeros(2, 1, 1, 1), padding: 3),
            "ConvTranspose2d: nothing is left of dimension 2 with size 4, kernel 1, stride 1, padding 3; pass a "
            + "smaller padding"),
        new("F.unfold(X,2)", () => F.Unfold(X, 2),
            "Unfold: an input of shape (2, 3); it must be (N, C, H, W), or (C, H, W) without a batch"),
        new("F.fold(t.zeros(1,5,3),(2,4),2)", () => F.Fold(Tensor.Zeros(1, 5, 3), (2, 4), 2),
            "Fold: 5 rows of an input of shape (1, 5, 3) for a kernel of 4 elements; they must be a multiple of these"),
        new("t.nn.Conv2d(3,4,2,groups=2)", () => new Conv2d(3, 4, 2, groups: 2),
            "Conv2d: inChannels 3 and outChannels 4 for groups 2; each must be a positive multiple of the groups"),
        new("t.nn.Conv1d(2,-1,2)", () => new Conv1d(2, -1, 2),
            "Conv1d: inChannels 2 and outChannels -1 for groups 1; each must be a positive multiple of the groups"),
        new("t.nn.Conv3d(2,2,2,groups=0)", () => new Conv3d(2, 2, 2, groups: 0),
            "Conv3d: groups is 0; it must be 1 or more (Parameter 'groups')"),
        new("t.nn.Conv2d(2,2,3,padding_mode=\"mirror\")", () => new Conv2d(2, 2, 3, paddingMode: (PadMode)9),
            "Conv2d: mode 9; use Constant, Reflect, Replicate or Circular (Parameter 'paddingMode')"),
        new("t.nn.Conv2d(2,2,3)(t.zeros(1,3,4,4))", () => new Conv2d(2, 2, 3).Forward(Tensor.Zeros(1, 3, 4, 4)),
            "Conv2d: 3 channels of an input of shape (1, 3, 4, 4) for a weight of shape (2, 2, 3, 3) and groups 1; "
            + "the input must have 2"),
        new("t.nn.ConvTranspose2d(2,2,3,stride=2)(t.zeros(1,2,4,4),output_size=(20,20))", () => new ConvTranspose2d(2, 2, 3, stride: 2).Forward(Tensor.Zeros(1, 2, 4, 4), (20, 20)),
            "ConvTranspose2d: outputSize (20, 20) for an input of shape (1, 2, 4, 4); size 20 must be from 9 to 10"),
    ];
}

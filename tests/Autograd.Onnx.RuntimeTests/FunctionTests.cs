using Autograd.NN;

namespace Autograd.Onnx.RuntimeTests;

/// <summary>Operations on tensors in ONNX Runtime.</summary>
public sealed class FunctionTests
{
    private static readonly OnnxCase[] Cases =
    [
        .. Elementwise(
            ("Abs", x => x.Abs()), ("Neg", x => -x), ("Exp", x => x.Exp()), ("Exp2", x => x.Exp2()), ("Expm1", x => x.Expm1()), ("Sin", x => x.Sin()),
            ("Cos", x => x.Cos()), ("Tan", x => x.Tan()), ("Sinh", x => x.Sinh()), ("Cosh", x => x.Cosh()), ("Asinh", x => x.Asinh()),
            ("Atan", x => x.Atan()), ("Asin", x => x.Tanh().Asin()), ("Acos", x => x.Tanh().Acos()), ("Atanh", x => (x.Tanh() / 2).Atanh()),
            ("Acosh", x => (x.Abs() + 1.5).Acosh()), ("Log", x => (x.Abs() + 0.1).Log()), ("Log2", x => (x.Abs() + 0.1).Log2()),
            ("Log10", x => (x.Abs() + 0.1).Log10()), ("Log1p", x => x.Abs().Log1p()), ("Sqrt", x => x.Abs().Sqrt()), ("Rsqrt", x => (x.Abs() + 0.1).Rsqrt()),
            ("Square", x => x.Square()), ("Reciprocal", x => (x.Abs() + 0.5).Reciprocal()), ("Sign", x => x.Sign()), ("Floor", x => (x * 3).Floor()),
            ("Ceil", x => (x * 3).Ceil()), ("Round", x => (x * 3).Round()), ("Round to decimals", x => x.Round(2)), ("Trunc", x => (x * 3).Trunc()),
            ("Frac", x => (x * 3).Frac()), ("Erf", x => x.Erf()), ("Erfc", x => x.Erfc()), ("Sinc", x => x.Sinc()), ("Logit", x => x.Sigmoid().Logit(1e-4)),
            ("Clamp", x => x.Clamp(-0.5, 0.7)), ("Clamp from below", x => x.Clamp(min: 0.1)), ("Pow", x => x.Abs().Pow(1.7)), ("Pow of 2", x => x.Pow(2)),
            ("Pow of a number", x => Tensor.Pow(2, x)), ("NanToNum", x => (x / 0 * 0).NanToNum(nan: 3)), ("Remainder", x => (x * 4) % 3),
            ("Fmod", x => (x * 4).Fmod(3)), ("Div floor", x => (x * 4).Div(3, RoundingMode.Floor)), ("Div trunc", x => (x * 4).Div(3, RoundingMode.Trunc))),
        .. Elementwise(
            ("Relu", x => x.Relu()), ("Sigmoid", x => x.Sigmoid()), ("Tanh", x => x.Tanh()), ("LeakyRelu", x => F.LeakyRelu(x, 0.2)), ("Elu", x => F.Elu(x, 1.3)),
            ("Selu", x => F.Selu(x)), ("Celu", x => F.Celu(x, 1.5)), ("Gelu", x => F.Gelu(x)), ("Gelu tanh", x => new GELU(GeluApproximation.Tanh).Forward(x)),
            ("Silu", x => F.Silu(x)), ("Mish", x => F.Mish(x)), ("Softplus", x => F.Softplus(x * 10, 2, 5)), ("Softsign", x => F.Softsign(x)),
            ("Softshrink", x => F.Softshrink(x, 0.4)), ("Hardshrink", x => F.Hardshrink(x, 0.4)), ("Tanhshrink", x => F.Tanhshrink(x)),
            ("Hardtanh", x => F.Hardtanh(x, -0.6, 0.8)), ("ReLU6", x => new ReLU6().Forward(x * 9)), ("Hardsigmoid", x => F.Hardsigmoid(x * 4)),
            ("Hardswish", x => F.Hardswish(x * 4)), ("LogSigmoid", x => F.LogSigmoid(x)), ("Threshold", x => F.Threshold(x, 0.2, -3)), ("Glu", x => F.Glu(x)),
            ("Softmax", x => x.Softmax(1)), ("LogSoftmax", x => x.LogSoftmax(-1)), ("Softmin", x => F.Softmin(x, 1))),
        OnnxCase.Of("PReLU", () => new PReLU(3), 3, 4),
        OnnxCase.Of("RReLU", () => new RReLU(), 3, 4),
        OnnxCase.Of("Softmax2d", () => new Softmax2d(), 3, 4, 2),
        .. Binary(
            ("Add", (a, b) => a + b), ("Sub", (a, b) => a - b), ("Mul", (a, b) => a * b), ("Div", (a, b) => a / (b.Abs() + 1)), ("numbers", (a, b) => (3 - a) * 2 / 5 + 1 / (b.Abs() + 1)),
            ("Pow", (a, b) => (a.Abs() + 0.1).Pow(b)), ("Maximum", (a, b) => a.Maximum(b)), ("Minimum", (a, b) => a.Minimum(b)), ("Hypot", (a, b) => a.Hypot(b)),
            ("Atan2", (a, b) => a.Atan2(b)), ("Atan2 on the axes", (a, b) => Tensor.Where(a.Abs() > 0.7, a, 0.0).Atan2(Tensor.Where(b.Abs() > 0.7, b, 0.0))),
            ("LogAddExp", (a, b) => a.LogAddExp(b)), ("Lerp", (a, b) => a.Lerp(b, 0.3)), ("Lerp of a tensor", (a, b) => a.Lerp(b, b.Sigmoid())),
            ("AddCMul", (a, b) => a.AddCMul(a, b, 0.5)), ("AddCDiv", (a, b) => a.AddCDiv(a, b.Abs() + 1, 0.5)), ("comparisons", (a, b) => new[] { a < b, a <= b, a > b, a >= b, a.Eq(b), a.Ne(b) }),
            ("Where", (a, b) => Tensor.Where(a > b, a, b * 2)), ("Where of numbers", (a, b) => Tensor.Where(a > b, 1.0, 0.0)), ("MaskedFill", (a, b) => a.MaskedFill(b > 0, -1)),
            ("logic", (a, b) => (((a > 0) & (b > 0)) | ~(a < -0.5)) ^ (b < 0.5)), ("LogicalAnd", (a, b) => a.LogicalAnd(b > 0)), ("Eq of a number", (a, b) => (a > 0).Eq(false)),
            ("Cat", (a, b) => Tensor.Cat([a, b], 1)), ("Stack", (a, b) => Tensor.Stack([a, b], 1)), ("broadcast", (a, b) => a.Unsqueeze(1) * b.Unsqueeze(2)),
            ("MatMul of batches", (a, b) => a.Unsqueeze(2).MatMul(b.Unsqueeze(1))), ("Einsum", (a, b) => Tensor.Einsum("bi,bj->bij", a, b)), ("Dot of rows", (a, b) => (a * b).Sum(-1))),
        .. Reductions(
            ("Sum", x => x.Sum()), ("Sum of a dim", x => x.Sum(1)), ("Sum kept", x => x.Sum([1, 2], keepDim: true)), ("Sum of the batch", x => x.Sum(0)), ("Mean", x => x.Mean()),
            ("Mean of dims", x => x.Mean([1, 2])), ("Prod", x => x.Prod(1)), ("Prod of all", x => (x / 3 + 1).Prod()), ("AMax", x => x.AMax([1, 2])), ("AMin", x => x.AMin(1, keepDim: true)),
            ("Max", x => x.Max()), ("Min", x => x.Min()), ("Max of a dim", x => x.Max(1)), ("Min of a dim", x => x.Min(2, keepDim: true)), ("ArgMax", x => x.ArgMax(1)),
            ("ArgMin kept", x => x.ArgMin(2, keepDim: true)), ("Var", x => x.Var(1)), ("Var of the batch", x => x.Var([0, 1])), ("Std", x => x.Std([1, 2], keepDim: true)), ("LogSumExp", x => x.LogSumExp(1)),
            ("Norm", x => x.Norm(2, 1)), ("Norm 1", x => x.Norm(1, [1, 2])), ("Norm of greatest", x => x.Norm(double.PositiveInfinity, 1)), ("Norm 3", x => x.Norm(3, 1)),
            ("CumSum", x => x.CumSum(1)), ("TopK", x => x.TopK(2, 1)), ("TopK smallest", x => x.TopK(2, 1, largest: false)), ("Sort", x => x.Sort(1)), ("ArgSort", x => x.ArgSort(2, descending: true)),
            ("All", x => (x > -9).All()), ("Any of a dim", x => (x > 0.5).Any(1)), ("Sum of a mask", x => (x > 0).Sum(1)), ("Normalize", x => F.Normalize(x, dim: 1))),
        .. Reductions(
            ("Reshape", x => x.Reshape(-1, 12)), ("Reshape with the batch", x => x.Reshape(x.Size(0), 12)), ("Reshape of time and batch", x => x.Reshape(x.Size(0) * 3, 4)),
            ("Flatten", x => x.Flatten()), ("Permute", x => x.Permute(2, 0, 1)), ("Transpose", x => x.Transpose(1, 2)), ("Unsqueeze", x => x.Unsqueeze(1)), ("Squeeze", x => x.Unsqueeze(2).Squeeze(2)),
            ("Expand", x => x.Unsqueeze(1).Expand(x.Size(0), 5, 3, 4)), ("Repeat", x => x.Repeat(1, 2, 1)), ("RepeatInterleave", x => x.RepeatInterleave(2, 1)), ("Chunk", x => x.Chunk(2, 2)),
            ("Split", x => x.Split([1, 2], 1)), ("Unbind", x => x.Unbind(1)), ("Flip", x => x.Flip(1, 2)), ("Flip of the batch", x => x.Flip(0)), ("Roll", x => x.Roll(1, 1)), ("Roll of the batch", x => x.Roll(1, 0)),
            ("Tril", x => x.Tril()), ("Triu", x => x.Triu(1)), ("Diagonal", x => x[0].Diagonal()), ("Unfold", x => x.Unfold(2, 2, 1)), ("slice", x => x[.., 1..3, ..2]),
            ("slice with a step", x => x[.., TensorIndex.Slice(step: 2)]), ("slice backwards", x => x[.., .., TensorIndex.Slice(step: -1)]), ("slice of the batch", x => x[1..]), ("last of the batch", x => x[^1]),
            ("first of the batch", x => x[0]), ("all but the last", x => x[..^1]), ("integer in the middle", x => x[.., 1]), ("new axis", x => x[.., TensorIndex.NewAxis, 1]), ("Select", x => x.Select(2, -1)),
            ("Narrow", x => x.Narrow(1, 1, 2)), ("list of indices", x => x[.., new[] { 2, 0 }]), ("points", x => x[.., new[] { 2, 0 }, new[] { 1, 3 }]), ("rows as a list", x => x[new[] { 0 }]),
            ("Pad", x => F.Pad(x, [1, 2, 0, 1], value: 2)), ("Detach", x => x.Detach() * x), ("positions", x => x + Tensor.Arange(x.Size(0)).Float().Reshape(-1, 1, 1)),
            ("zeros of the batch", x => x + Tensor.Zeros(x.Size(0), 3, 4)), ("NoGrad", x => { using (GradMode.NoGrad()) return x * 2; })),
        .. Reductions(
            ("write to a slice", x => { var y = x.Clone(); y[.., 1..3] = 0; return y; }), ("write a row", x => { var y = x * 1; y[.., 1] = y[.., 0] * 2; return y; }),
            ("write in place", x => { var y = x * 1; y.AddInPlace(x); y[.., .., ^1].MulInPlace(Tensor.From(3f)); return y; }), ("view after a write", x => { var y = x * 1; var z = y[.., 1]; y[.., 1..] = 4; return z * 1; }),
            ("rows of states", x => { var h = Tensor.Zeros(3, 4); for (var t = 0; t < 3; t++) h[[t]] = x[[0], t] + (t > 0 ? h[[t - 1]] : 0); return h; }), ("fill", x => { var y = x * 1; y.FillInPlace(2); return y + x; })),
        OnnxCase.Function("Gather", x => x[0].Gather(1, x[1]), n => [Tensor.RandN(n, 5), Tensor.RandInt(0, 5, [n, 3])]),
        OnnxCase.Function("IndexSelect", x => x[0].IndexSelect(1, x[1]), n => [Tensor.RandN(n, 5), Tensor.RandInt(0, 5, [3])]) with { DynamicDim = null },
        OnnxCase.Function("index tensor", x => x[0][x[1]], n => [Tensor.RandN(5, 2), Tensor.RandInt(0, 5, [3, 2])]) with { DynamicDim = null },
        OnnxCase.Function("OneHot", x => x[0].OneHot(5), n => [Tensor.RandInt(0, 5, [n, 3])]),
        OnnxCase.Function("integers", x => (x[0] * 3 + 1) % 4 - x[0], n => [Tensor.RandInt(-9, 9, [n, 3])]),
        OnnxCase.Function("integer division", x => x[0].Div(4, RoundingMode.Floor), n => [Tensor.RandInt(-9, 9, [n, 3])]),
        OnnxCase.Function("bits", x => (x[0] & 6) | (x[0] ^ 1), n => [Tensor.RandInt(0, 9, [n, 3])]),
        OnnxCase.Function("conversions", x => new[] { x[0].Long(), x[0].To(DType.Bool), x[0].Double(), (x[0] * 4).To(DType.Int32) }, n => [Tensor.RandN(n, 3)]),
        OnnxCase.Function("scaled image", x => (x[0].Unsqueeze(1).Float() / 255 - 0.1307) / 0.3081, n => [Tensor.RandInt(0, 255, [n, 3, 3]).To(DType.UInt8)]),
        OnnxCase.Function("Float64", x => x[0].Exp().Sum(1), n => [Tensor.RandN(n, 3).Double()]),
        OnnxCase.Function("Det", x => Linalg.Det(x[0]), n => [Tensor.RandN(n, 3, 3)]),
        OnnxCase.Function("the input itself", x => (x[0], x[0], Tensor.Ones(2)), n => [Tensor.RandN(n, 3)]),
        OnnxCase.Function("an input that is not used", x => x[1] * 2, n => [Tensor.RandN(n, 3), Tensor.RandN(n, 2)]),
        OnnxCase.Function("GridSample", x => F.GridSample(x[0], x[1], alignCorners: false), n => [Tensor.RandN(2, 2, 4, 5), Tensor.Rand(2, 3, 3, 2) * 1.6 - 0.8]) with { DynamicDim = null },
    ];

    [TestCaseSource(nameof(Cases))]
    public void Function(object onnxCase) => ((OnnxCase)onnxCase).Check();

    private static IEnumerable<OnnxCase> Elementwise(params (string Name, Func<Tensor, object> Function)[] functions) =>
        functions.Select(f => OnnxCase.Function(f.Name, f.Function, 3, 4));

    private static IEnumerable<OnnxCase> Reductions(params (string Name, Func<Tensor, object> Function)[] functions) =>
        functions.Select(f => OnnxCase.Function(f.Name, f.Function, 3, 4) with { Batches = [2, 5, 3] });

    private static IEnumerable<OnnxCase> Binary(params (string Name, Func<Tensor, Tensor, object> Function)[] functions) =>
        functions.Select(f => OnnxCase.Function(f.Name, x => f.Function(x[0], x[1]), n => [Tensor.RandN(n, 4), Tensor.RandN(n, 4)]));
}

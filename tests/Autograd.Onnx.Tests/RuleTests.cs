using System.Reflection;
using Autograd.NN;

namespace Autograd.Onnx.Tests;

/// <summary>What a new operation cannot forget.</summary>
public sealed class RuleTests
{
    /// <summary>What is in no forward pass: gradients of operations, losses, and what the engine itself makes.</summary>
    private static readonly string[] NotInForward =
    [
        "AccumulateGrad", "AsStridedScatterNode", "BinaryCrossEntropyGradientOp", "BinaryCrossEntropyOp", "BinaryCrossEntropyWithLogitsOp", "BoundaryNode", "CheckpointNode",
        "CrossEntropyNode", "CtcLossNode", "CustomFunctionNode", "DroppedOp", "EluCurvatureOp", "EluGradientOp", "ErfGradientOp", "GateOp", "GeluGradientOp", "GeluTanhGradientOp",
        "HardswishGradientOp", "HuberOp", "LeakyReluGradientOp", "LogSigmoidGradientOp", "LogitGradientOp", "LogitsGradientOp", "MishGradientOp", "NllLossNode", "OnceDifferentiableNode",
        "PlaceholderNode", "PreluGradientOp", "ReducedLossNode", "ReluGradientOp", "ResidualOp", "ScatterRowNode", "ScatterSumNode", "ShareOfLargerOp", "SigmoidGradientOp",
        "SiluGradientOp", "SincDerivativeOp", "SlopeOp", "SmoothL1Op", "SoftMarginOp", "SoftmaxGradientNode", "SoftplusGradientOp", "SqrtGradientOp", "SquareGradientOp", "TanhGradientOp",
        "TracedNode", "ZeroFactorNode", "ZeroedAtNode", "ZeroedRowNode",

        // In a trace, attention is recorded by its parts.
        "AttentionNode", "MultiheadAttentionNode",
    ];

    /// <summary>What ONNX has no form for, or none that is worth its nodes.</summary>
    private static readonly string[] WithoutForm =
    [
        "CdistNode", "CholeskyNode", "CopysignOp", "CumProdNode", "DigammaOp", "EighNode", "ErfinvOp", "FmaxOp", "FminOp", "HeavisideOp", "InterpolateNode", "InvNode",
        "LgammaOp", "LinearScanNode", "LogCumSumExpNode", "Logaddexp2Op", "LuNode", "MatrixExpNode", "PInvNode", "PolygammaOp", "QrNode", "ScatterReduceNode", "SlogDetNode",
        "SolveNode", "SolveTriangularNode", "SvdNode", "XlogyOp",
    ];

    [Test]
    public void Every_operation_has_a_form_or_is_listed_as_one_without()
    {
        var operations = typeof(Tensor).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsAssignableTo(typeof(Node)) || (type.IsValueType && type.IsAssignableTo(typeof(IElementwiseOp)))))
            .Select(type => type.Name.Split('`')[0])
            .Where(name => name is not ("UnaryNode" or "ConstantUnaryNode" or "SavingUnaryNode" or "BinaryNode" or "SavingBinaryNode" or "TernaryNode"))
            .Distinct().ToArray();
        var known = OperationTable.Operations.Select(name => name.Split('.')[0]).Concat(NotInForward).Concat(WithoutForm).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(operations.Except(known), Is.Empty, "give it a form in src/Autograd.Onnx/Operations, or add it to a list here");
            Assert.That(NotInForward.Concat(WithoutForm).Except(operations), Is.Empty, "it is no more");
            Assert.That(NotInForward.Concat(WithoutForm).Intersect(OperationTable.Operations), Is.Empty, "it has a form");
        });
    }

    public static IEnumerable<TestCaseData> Methods() => typeof(Tensor)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName && !method.IsGenericMethod && method.ReturnType != typeof(void) && method.GetParameters().All(parameter => parameter.IsOptional && !parameter.ParameterType.IsByRefLike))
        .Select(method => new TestCaseData(method).SetArgDisplayNames(method.ToString()!));

    /// <summary>
    /// An operation that forgets to record itself is found: what it computed differs from run to run, and is no constant.
    /// </summary>
    [TestCaseSource(nameof(Methods))]
    public void A_result_that_depends_on_the_input_does_so_in_the_file(MethodInfo method)
    {
        Tensor[] Call(Tensor x)
        {
            try
            {
                var arguments = Array.ConvertAll(method.GetParameters(), parameter => parameter.DefaultValue);
                return TensorTree.Of(method.Invoke(x, arguments));
            }
            catch (TargetInvocationException e)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
                throw;
            }
        }

        foreach (var (input, other) in new[] { (Tensor.From([[0.5f, -1.5f, 2f]]), Tensor.From([[-3f, 0f, 0.25f]])), (Tensor.From([[1L, 0L, 2L]]), Tensor.From([[3L, 3L, 1L]])) })
        {
            Tensor[] first, second;
            try
            {
                (first, second) = (Call(input.Clone()), Call(other.Clone()));
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                continue;
            }

            var depends = first.Zip(second).Any(pair => !pair.First.Shape.Equals(pair.Second.Shape) || !OnnxSchema.Bytes(pair.First).Span.SequenceEqual(OnnxSchema.Bytes(pair.Second).Span));
            if (first.Length == 0 || !depends) continue;
            try
            {
                var model = new NoModule().ToOnnx(inputs => Call(inputs[0] + 0), [input]);
                Assert.That(model.Nodes.Any(node => node.Inputs.Contains("input")), $"{method.Name} of {input.DType} is a constant:\n{model}");
            }
            catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException)
            {
                Assert.That(e.Message, Does.Not.Contain("fault"), $"{method.Name} of {input.DType}");
            }
        }
    }

    private sealed class NoModule : NN.Module;
}

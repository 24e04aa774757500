namespace Autograd.Onnx;

/// <summary>An operation of an ONNX graph, NodeProto.</summary>
/// <param name="Name">The name, which begins with that of the module: <c>/encoder/layers.0/Gemm</c>.</param>
/// <param name="OpType">The operator: <c>Gemm</c>, <c>Conv</c>, …</param>
/// <param name="Inputs">The names of the operands; "" for an optional one that is missing.</param>
/// <param name="Outputs">The names of the results.</param>
/// <param name="Attributes">
/// The attributes: <c>long</c>, <c>double</c> or <c>string</c>, or an array of <c>long</c> or <c>string</c>.
/// </param>
public sealed record OnnxNode(
    string Name, string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, object> Attributes);

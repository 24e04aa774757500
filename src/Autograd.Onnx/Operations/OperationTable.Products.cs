namespace Autograd.Onnx;

/// <summary>Products of matrices.</summary>
internal sealed partial class OperationTable
{
    private void AddProducts()
    {
        AddPlain("DetNode", "Det");
        Add("LinearNode", op => op.Emit("Gemm", [op.In(0), op.In(1), op.InIfAny(2)], ("transB", 1L)));
        Add("MatMulNode", MatMul);
        AddPlain("BatchMatMulNode", "MatMul");
    }

    private static Value MatMul(OpWriter op)
    {
        var (a, b) = (op.Cast(op.In(0), op.OutType), op.Cast(op.In(1), op.OutType));
        var (transA, transB) = (op.Get<bool>("transposeA"), op.Get<bool>("transposeB"));
        return transA || transB ? op.Emit("Gemm", [a, b], ("transA", transA ? 1L : 0L), ("transB", transB ? 1L : 0L)) : op.Emit("MatMul", a, b);
    }
}

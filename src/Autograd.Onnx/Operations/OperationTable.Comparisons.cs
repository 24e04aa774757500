namespace Autograd.Onnx;

/// <summary>Comparisons, logic, conversions, selection.</summary>
internal sealed partial class OperationTable
{
    private void AddComparisons()
    {
        Add("<", op => Compare(op, "Less"));
        Add(">", op => Compare(op, "Greater"));
        Add("<=", op => Compare(op, "LessOrEqual"));
        Add(">=", op => Compare(op, "GreaterOrEqual"));
        Add("Eq", op => Compare(op, "Equal"));
        Add("Ne", op => op.Emit("Not", Compare(op, "Equal")));
        Add("IsInf", op => IsInf(op));
        Add("IsFinite", op => op.Emit("Not", op.Emit("Or", IsInf(op), op.EmitAs(DType.Bool, "IsNaN", [op.In(0)]))));
        Add("&", op => op.Emit(op.OutType == DType.Bool ? "And" : "BitwiseAnd", op.Ins()));
        Add("|", op => op.Emit(op.OutType == DType.Bool ? "Or" : "BitwiseOr", op.Ins()));
        Add("^", op => op.Emit(op.OutType == DType.Bool ? "Xor" : "BitwiseXor", op.Ins()));
        Add("ToNode", op => op.Cast(op.In(0), op.OutType));
        Add("WhereNode", op => Where(op, op.Extra("condition"), op.In(0), op.In(1)));
    }

    private static Value Compare(OpWriter op, string opType)
    {
        var a = op.In(0);
        var b = op.InputCount > 1 ? op.In(1) : op.Number(op.Get<Scalar>("number"), a.Type == DType.Bool ? DType.Int32 : a.Type);

        // Bool has an order here, and not in ONNX.
        if (a.Type == DType.Bool && (opType != "Equal" || op.InputCount == 1)) a = op.Cast(a, DType.Int32);
        return op.EmitAs(DType.Bool, opType, [a, op.Cast(b, a.Type)]);
    }

    private static Value IsInf(OpWriter op) =>
        op.EmitAs(DType.Bool, "Equal", [op.Emit("Abs", op.In(0)), op.Number(double.PositiveInfinity, op.In(0).Type)]);
}

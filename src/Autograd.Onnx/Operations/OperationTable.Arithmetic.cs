namespace Autograd.Onnx;

/// <summary>Arithmetic of two and three operands.</summary>
internal sealed partial class OperationTable
{
    private void AddArithmetic()
    {
        foreach (var (operation, opType) in new[]
        {
            ("AddOp", "Add"), ("SubOp", "Sub"), ("MulOp", "Mul"), ("DivOp", "Div"), ("PowOp", "Pow"), ("MaximumOp", "Max"), ("MinimumOp", "Min"),
        })
            AddPlain(operation, opType);

        Add("AddScalarOp", op => op.Emit("Add", op.In(0), op.Number(op.Get<Scalar>("number"), op.OutType)));
        Add("SubScalarOp", op => op.Emit("Add", op.In(0), op.Number(op.Get<Scalar>("negated"), op.OutType)));
        Add("SubtractFromScalarOp", op => op.Emit("Sub", op.Number(op.Get<Scalar>("number"), op.OutType), op.In(0)));
        Add("MulScalarOp", op => op.Emit("Mul", op.In(0), op.Number(op.Get<Scalar>("number"), op.OutType)));
        Add("DivScalarOp", op => op.Emit("Div", op.In(0), op.Number(op.Get<Scalar>("number"), op.OutType)));
        Add("DivideScalarOp", op => op.Emit("Div", op.Number(op.Get<Scalar>("number"), op.OutType), op.In(0)));

        Add("FmodOp", op => op.Emit("Mod", op.Ins(), ("fmod", 1L)));
        Add("RemainderOp", op => Remainder(op, op.In(0), op.In(1)));
        Add("RemainderNumberOp", op => Remainder(op, op.In(0), op.Number(op.Get<Scalar>("number"), op.OutType)));
        Add("RoundedDivOp.TruncatedDivision", op =>
            op.OutType.IsFloatingPoint() ? Truncated(op, op.Emit("Div", op.Ins())) : op.Emit("Div", op.Ins()));
        Add("RoundedDivOp.FloorDivision", op => op.OutType.IsFloatingPoint()
            ? op.Emit("Floor", op.Emit("Div", op.Ins()))
            : op.Emit("Div", op.Emit("Sub", op.In(0), Remainder(op, op.In(0), op.In(1))), op.In(1)));

        Add("Atan2Op", Angle);
        Add("HypotOp", op => op.Emit("Sqrt", op.Emit("Add", op.Emit("Mul", op.In(0), op.In(0)), op.Emit("Mul", op.In(1), op.In(1)))));
        Add("LogaddexpOp", LogAddExp);
        Add("MaskOp", op => Where(op, op.Cast(op.In(1), DType.Bool), op.In(0), op.Number(0, op.OutType)));
        Add("LerpOp", op => op.Emit("Add", op.In(0), op.Emit("Mul", op.In(2), op.Emit("Sub", op.In(1), op.In(0)))));
        Add("LerpNumberOp", op =>
            op.Emit("Add", op.In(0), op.Emit("Mul", op.Number(op.Get<double>("weight"), op.OutType), op.Emit("Sub", op.In(1), op.In(0)))));
        Add("AddCMulOp", op => AddScaled(op, op.Emit("Mul", op.In(1), op.In(2))));
        Add("AddCDivOp", op => AddScaled(op, op.Emit("Div", op.In(1), op.In(2))));
    }

    private static Value AddScaled(OpWriter op, Value x) =>
        op.Emit("Add", op.In(0), op.Emit("Mul", x, op.Number(op.Get<double>("value"), op.OutType)));

    // The sign is that of the divisor; Mod has that for integers alone.
    private static Value Remainder(OpWriter op, Value a, Value b) => op.OutType.IsFloatingPoint()
        ? op.Emit("Sub", a, op.Emit("Mul", op.Emit("Floor", op.Emit("Div", a, b)), b))
        : op.Emit("Mod", a, b);

    private static Value LogAddExp(OpWriter op)
    {
        var distance = op.Emit("Abs", op.Emit("Sub", op.In(0), op.In(1)));
        var rest = op.Emit("Log", op.Emit("Add", op.Emit("Exp", op.Emit("Neg", distance)), op.Number(1, op.OutType)));
        return op.Emit("Add", op.Emit("Max", op.In(0), op.In(1)), rest);
    }

    /// <summary>
    /// The angle of the point (x, y): that of the line through it, and half a turn more on the left. ONNX compares no
    /// signs of zeros, so a y of −0 is taken as one of 0.
    /// </summary>
    private static Value Angle(OpWriter op)
    {
        var (y, x, zero) = (op.In(0), op.In(1), op.Number(0, op.OutType));
        var isVertical = op.EmitAs(DType.Bool, "Equal", [x, zero]);
        var angle = op.Emit("Atan", op.Emit("Div", y, Where(op, isVertical, op.Number(1, op.OutType), x)));
        var half = Where(op, op.EmitAs(DType.Bool, "Less", [y, zero]), op.Number(-Math.PI, op.OutType), op.Number(Math.PI, op.OutType));
        var isLeft = op.EmitAs(DType.Bool, "Less", [x, zero]);
        var inHalfPlane = op.Emit("Add", angle, Where(op, isLeft, half, zero));
        return Where(op, isVertical, op.Emit("Mul", op.Emit("Sign", y), op.Number(Math.PI / 2, op.OutType)), inHalfPlane);
    }
}

namespace Autograd.Onnx;

/// <summary>Elementary functions and rounding.</summary>
internal sealed partial class OperationTable
{
    private void AddElementwise()
    {
        foreach (var (operation, opType) in new[]
        {
            ("AbsOp", "Abs"), ("AcosOp", "Acos"), ("AcoshOp", "Acosh"), ("AsinOp", "Asin"), ("AsinhOp", "Asinh"), ("AtanOp", "Atan"),
            ("AtanhOp", "Atanh"), ("CeilOp", "Ceil"), ("CosOp", "Cos"), ("CoshOp", "Cosh"), ("ErfOp", "Erf"), ("ExpOp", "Exp"), ("FloorOp", "Floor"),
            ("LogOp", "Log"), ("NegOp", "Neg"), ("ReciprocalOp", "Reciprocal"), ("RoundOp", "Round"), ("SignOp", "Sign"), ("SinOp", "Sin"),
            ("SinhOp", "Sinh"), ("SqrtOp", "Sqrt"), ("TanOp", "Tan"),
        })
            AddPlain(operation, opType);

        Add("ErfcOp", op => op.Emit("Sub", op.Number(1, op.OutType), op.Emit("Erf", op.In(0))));
        Add("Exp2Op", op => op.Emit("Pow", op.Number(2, op.OutType), op.In(0)));
        Add("Expm1Op", op => op.Emit("Sub", op.Emit("Exp", op.In(0)), op.Number(1, op.OutType)));
        Add("Log1pOp", op => op.Emit("Log", op.Emit("Add", op.In(0), op.Number(1, op.OutType))));
        Add("Log2Op", op => op.Emit("Div", op.Emit("Log", op.In(0)), op.Number(Math.Log(2), op.OutType)));
        Add("Log10Op", op => op.Emit("Div", op.Emit("Log", op.In(0)), op.Number(Math.Log(10), op.OutType)));
        Add("RsqrtOp", op => op.Emit("Reciprocal", op.Emit("Sqrt", op.In(0))));
        Add("SquareOp", op => op.Emit("Mul", op.In(0), op.In(0)));
        Add("TruncOp", op => Truncated(op, op.In(0)));
        Add("FracOp", op => op.Emit("Sub", op.In(0), Truncated(op, op.In(0))));
        Add("SincOp", Sinc);
        Add("LogitOp", Logit);
        Add("NanToNumOp", NanToNum);
        Add("WithoutNanOp", op => Where(op, op.EmitAs(DType.Bool, "IsNaN", [op.In(0)]), op.Number(0, op.OutType), op.In(0)));
        Add("RoundDecimalsOp", RoundDecimals);
        Add("ClampOp", op => Clip(op, op.Get<Scalar>("low"), op.Get<Scalar>("high")));
        Add("ClampMinOp", op => op.Emit("Max", op.Ins()));
        Add("ClampMaxOp", op => op.Emit("Min", op.Ins()));
        Add("PowNumberOp", op => op.Emit("Pow", op.In(0), op.Number(op.Get<Scalar>("exponent"), op.OutType)));
        Add("PowOfNumberOp", op => op.Emit("Pow", op.Number(op.Get<Scalar>("number"), op.OutType), op.In(0)));
    }

    private static Value Truncated(OpWriter op, Value x) => op.Emit("Mul", op.Emit("Sign", x), op.Emit("Floor", op.Emit("Abs", x)));

    private static Value Clip(OpWriter op, Scalar low, Scalar high) => op.Emit(
        "Clip", op.In(0), double.IsNegativeInfinity(low.ToDouble()) ? null : op.Number(low, op.OutType),
        double.IsPositiveInfinity(high.ToDouble()) ? null : op.Number(high, op.OutType));

    private static Value Where(OpWriter op, Value condition, Value a, Value b) => op.EmitAs(a.Type, "Where", [condition, a, b]);

    private static Value Sinc(OpWriter op)
    {
        var x = op.Emit("Mul", op.In(0), op.Number(Math.PI, op.OutType));
        var isZero = op.EmitAs(DType.Bool, "Equal", [x, op.Number(0, op.OutType)]);
        var one = op.Number(1, op.OutType);
        return Where(op, isZero, one, op.Emit("Div", op.Emit("Sin", x), Where(op, isZero, one, x)));
    }

    private static Value Logit(OpWriter op)
    {
        var (low, high) = (op.Get<double>("low"), op.Get<double>("high"));
        var x = op.In(0);
        if (double.IsFinite(low) && low > 0) x = op.Emit("Clip", x, op.Number(low, op.OutType), op.Number(high, op.OutType));
        return op.Emit("Log", op.Emit("Div", x, op.Emit("Sub", op.Number(1, op.OutType), x)));
    }

    private static Value NanToNum(OpWriter op)
    {
        var x = op.In(0);
        var result = Where(op, op.EmitAs(DType.Bool, "IsNaN", [x]), op.Number(op.Get<double>("nan"), op.OutType), x);
        result = Where(op, Is(double.PositiveInfinity), op.Number(op.Get<double>("posInf"), op.OutType), result);
        return Where(op, Is(double.NegativeInfinity), op.Number(op.Get<double>("negInf"), op.OutType), result);

        Value Is(double number) => op.EmitAs(DType.Bool, "Equal", [x, op.Number(number, op.OutType)]);
    }

    private static Value RoundDecimals(OpWriter op)
    {
        var power = op.Number(op.Get<double>("power"), op.OutType);
        var (scale, back) = op.Get<bool>("isDivided") ? ("Div", "Mul") : ("Mul", "Div");
        return op.Emit(back, op.Emit("Round", op.Emit(scale, op.In(0), power)), power);
    }
}

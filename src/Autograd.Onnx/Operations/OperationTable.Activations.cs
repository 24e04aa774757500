namespace Autograd.Onnx;

/// <summary>Activations.</summary>
internal sealed partial class OperationTable
{
    private void AddActivations()
    {
        foreach (var (operation, opType) in new[]
        {
            ("ReluOp", "Relu"), ("SigmoidOp", "Sigmoid"), ("TanhOp", "Tanh"), ("SoftsignOp", "Softsign"), ("HardswishOp", "HardSwish"),
            ("MishOp", "Mish"), ("PreluOp", "PRelu"),
        })
            AddPlain(operation, opType);

        Add("LeakyReluOp", op => op.Emit("LeakyRelu", [op.In(0)], ("alpha", op.Get<double>("slope"))));
        Add("CeluOp", op => op.Emit("Celu", [op.In(0)], ("alpha", op.Get<double>("alpha"))));
        Add("EluOp", Elu);
        Add("HardsigmoidOp", op => op.Emit("HardSigmoid", [op.In(0)], ("alpha", 1 / 6.0), ("beta", 0.5)));
        Add("HardtanhOp", op => Clip(op, op.Get<double>("low"), op.Get<double>("high")));
        Add("HardshrinkOp", op => op.Emit("Shrink", [op.In(0)], ("lambd", op.Get<double>("lambd")), ("bias", 0.0)));
        Add("SoftshrinkOp", op => op.Emit("Shrink", [op.In(0)], ("lambd", op.Get<double>("lambd")), ("bias", op.Get<double>("lambd"))));
        Add("SoftplusOp", Softplus);
        Add("LogSigmoidOp", op => op.Emit("Neg", op.Emit("Softplus", op.Emit("Neg", op.In(0)))));
        Add("TanhshrinkOp", op => op.Emit("Sub", op.In(0), op.Emit("Tanh", op.In(0))));
        Add("SiluOp", op => op.Emit("Mul", op.In(0), op.Emit("Sigmoid", op.In(0))));
        Add("GluOp", op => op.Emit("Mul", op.In(0), op.Emit("Sigmoid", op.In(1))));
        Add("ThresholdOp", op => Where(
            op, op.EmitAs(DType.Bool, "Greater", [op.In(0), op.Number(op.Get<double>("threshold"), op.OutType)]), op.In(0),
            op.Number(op.Get<double>("value"), op.OutType)));
        Add("GeluOp", Gelu);
        Add("GeluTanhOp", GeluTanh);
        Add("SoftmaxNode", op => op.Emit(
            op.Op.Name.StartsWith("LogSoftmax", StringComparison.Ordinal) ? "LogSoftmax" : "Softmax", [op.In(0)],
            ("axis", (long)op.Get<int>("dim"))));
    }

    // positive·x above 0, negative·(e^(slope·x) − 1) below.
    private static Value Elu(OpWriter op)
    {
        var (negative, positive, slope) = (op.Get<double>("negative"), op.Get<double>("positive"), op.Get<double>("slope"));
        if (slope == 1 && positive == 1) return op.Emit("Elu", [op.In(0)], ("alpha", negative));
        if (slope == 1) return op.Emit("Selu", [op.In(0)], ("alpha", negative / positive), ("gamma", positive));
        var below = op.Emit("Sub", op.Emit("Exp", op.Emit("Mul", op.In(0), op.Number(slope, op.OutType))), op.Number(1, op.OutType));
        return Where(
            op, op.EmitAs(DType.Bool, "Greater", [op.In(0), op.Number(0, op.OutType)]), op.Emit("Mul", op.In(0), op.Number(positive, op.OutType)),
            op.Emit("Mul", below, op.Number(negative, op.OutType)));
    }

    private static Value Softplus(OpWriter op)
    {
        var (x, beta) = (op.In(0), op.Get<double>("beta"));
        var scaled = beta == 1 ? x : op.Emit("Mul", x, op.Number(beta, op.OutType));
        var result = op.Emit("Softplus", scaled);
        if (beta != 1) result = op.Emit("Div", result, op.Number(beta, op.OutType));
        return Where(op, op.EmitAs(DType.Bool, "Greater", [scaled, op.Number(op.Get<double>("threshold"), op.OutType)]), x, result);
    }

    private static Value Gelu(OpWriter op)
    {
        var erf = op.Emit("Erf", op.Emit("Mul", op.In(0), op.Number(Math.Sqrt(0.5), op.OutType)));
        return op.Emit("Mul", op.Emit("Mul", op.In(0), op.Emit("Add", erf, op.Number(1, op.OutType))), op.Number(0.5, op.OutType));
    }

    private static Value GeluTanh(OpWriter op)
    {
        var x = op.In(0);
        var cube = op.Emit("Mul", op.Emit("Mul", x, x), x);
        var inner = op.Emit("Add", x, op.Emit("Mul", cube, op.Number(0.044715, op.OutType)));
        var tanh = op.Emit("Tanh", op.Emit("Mul", inner, op.Number(Math.Sqrt(2 / Math.PI), op.OutType)));
        return op.Emit("Mul", op.Emit("Mul", x, op.Emit("Add", tanh, op.Number(1, op.OutType))), op.Number(0.5, op.OutType));
    }
}

using Autograd.Kernels;

namespace Autograd.Onnx;

/// <summary>Pools.</summary>
internal sealed partial class OperationTable
{
    private void AddPools()
    {
        Add("PlaneIndexNode", MaxPool);
        Add("AvgPoolNode", AvgPool);
        Add("AdaptiveAvgNode", op =>
        {
            var plans = op.GetEach<Tensor.AdaptivePlan>("plan") ?? throw op.Unsupported("its sizes were not recorded");
            return Adaptive(op, plans[0].Rank, "AveragePool", "ReduceMean");
        });
    }

    private static Value MaxPool(OpWriter op)
    {
        if (op.Get<bool>("isPut")) throw op.Unsupported("it places values at the indices of a pool");
        var rank = op.Get<int>("rank");
        if (op.Op.Name.StartsWith("Adaptive", StringComparison.Ordinal)) return Adaptive(op, rank, "MaxPool", "ReduceMax");
        var sizes = op.GetEach<ConvolutionShape>("sizes") ?? throw op.Unsupported("its windows are drawn at random");
        var windows = Windows.Of(op, rank, sizes);
        return Pooled(op, rank, x => op.Emit(
            "MaxPool", [x], ("kernel_shape", windows.Kernel), ("strides", windows.Strides), ("dilations", windows.Dilations),
            ("pads", windows.Pads)));
    }

    private static Value AvgPool(OpWriter op)
    {
        var plans = op.GetEach<Tensor.AvgPoolPlan>("plan") ?? throw op.Unsupported("its sizes were not recorded");
        if (op.Get<bool>("isTransposed")) throw op.Unsupported("it is a gradient");
        var rank = op.Get<int>("rank");
        var windows = Windows.Of(op, rank, Array.ConvertAll(plans, plan => plan.Sizes));
        var x = Pooled(op, rank, y => op.Emit(
            "AveragePool", [y], ("kernel_shape", windows.Kernel), ("strides", windows.Strides), ("pads", windows.Pads), ("count_include_pad", 1L)));

        // The means are sums over the whole window by its area; other divisors, as at the border, are one number a window.
        var divisors = Array.ConvertAll(plans, plan => plan.Divisors.Double());
        var factors = Array.ConvertAll(divisors, run => (windows.Area / run).To(op.OutType));
        if (factors.All(run => run.ToArray<double>().All(factor => factor == 1))) return x;
        var uniform = factors[0].ToArray<double>()[0];
        if (factors.All(run => run.ToArray<double>().All(factor => factor == uniform))) return op.Emit("Mul", x, op.Number(uniform, op.OutType));
        if (factors.Any(run => !run.Shape.Equals(factors[0].Shape))) throw op.Unsupported("its divisors depend on the size of a dynamic axis");
        return op.Emit("Mul", x, op.Constant(factors[0].Reshape([.. plans[0].Output.Sizes[^rank..]])));
    }

    /// <summary>Pools an input that may have no batch.</summary>
    private static Value Pooled(OpWriter op, int rank, Func<Value, Value> pool)
    {
        var isBatch = op.InShape(0).Length == rank + 2;
        var result = pool(isBatch ? op.In(0) : op.Unsqueeze(op.In(0), 0));
        return isBatch ? result : op.Squeeze(result, 0);
    }

    /// <summary>Windows of one size are a pool; others are reduced one after the other.</summary>
    private static Value Adaptive(OpWriter op, int rank, string pool, string reduction)
    {
        DimSize[] from = op.InShape(0)[^rank..], to = op.OutShape()[^rank..];
        if (to.All(size => size.IsConstant && size.First == 1)) return Pooled(op, rank, x => op.Emit($"Global{pool}", x));
        if (from.Concat(to).Any(size => !size.IsConstant)) throw op.Unsupported("its windows depend on the size of a dynamic axis");
        if (from.Zip(to).All(pair => pair.First.First % pair.Second.First == 0))
        {
            long[] kernel = [.. from.Zip(to).Select(pair => pair.First.First / pair.Second.First)];
            return Pooled(op, rank, x => op.Emit(pool, [x], ("kernel_shape", kernel), ("strides", kernel)));
        }

        var x = op.In(0);
        for (var d = 0; d < rank; d++)
        {
            var (axis, size, count) = (op.InShape(0).Length - rank + d, from[d].First, to[d].First);
            if (size == count) continue;
            var parts = new List<Value?>();
            for (var i = 0L; i < count; i++)
            {
                var (first, end) = (i * size / count, ((i + 1) * size + count - 1) / count);
                var window = op.Emit("Slice", x, op.Ints(first), op.Ints(end), op.Ints(axis));
                parts.Add(op.Emit(reduction, [window, op.Ints(axis)], ("keepdims", 1L)));
            }

            x = op.Emit("Concat", [.. parts], ("axis", (long)axis));
        }

        return x;
    }
}

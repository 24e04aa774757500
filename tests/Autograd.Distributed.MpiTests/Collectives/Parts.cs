namespace Autograd.Distributed.MpiTests;

/// <summary>Numbers that every rank can compute for every rank, so that each knows what the others give.</summary>
internal static class Parts
{
    public static readonly int[] Sizes = [0, 1, 7, 1000];

    public static readonly DType[] DTypes =
    [
        DType.Float32, DType.Float64, DType.Int64, DType.Int32, DType.Int16, DType.Int8, DType.UInt8, DType.Bool, DType.Float16, DType.BFloat16,
    ];

    public static readonly ReduceOp[] Ops = [ReduceOp.Sum, ReduceOp.Mean, ReduceOp.Min, ReduceOp.Max, ReduceOp.Product];

    public static ProcessGroup World => Distributed.World;

    /// <summary>Small integers, so that sums are exact in every type and order.</summary>
    public static Tensor Of(int rank, int size, DType dtype, int salt = 0)
    {
        var numbers = (Tensor.Arange(size) * 7 + rank * 5 + salt) % 4;
        return dtype == DType.Bool ? numbers > 1 : numbers.To(dtype);
    }

    /// <summary>The reduction of the ranks' tensors, in order, in a wide type.</summary>
    public static Tensor Reduced(IEnumerable<Tensor> parts, ReduceOp op)
    {
        var all = parts.ToArray();
        if (all[0].DType == DType.Bool)
            return all.Aggregate((a, b) => op is ReduceOp.Sum or ReduceOp.Max ? a.LogicalOr(b) : a.LogicalAnd(b));
        var wide = all.Select(part => part.To(part.DType.IsFloatingPoint() ? DType.Float64 : DType.Int64));
        var result = wide.Aggregate((a, b) => op switch
        {
            ReduceOp.Min => a.Minimum(b),
            ReduceOp.Max => a.Maximum(b),
            ReduceOp.Product => a * b,
            _ => a + b,
        });
        if (op == ReduceOp.Mean) result /= all.Length;
        return result.To(all[0].DType);
    }

    public static void AreEqual(Tensor actual, Tensor expected, string what)
    {
        Assert.That((actual.DType, actual.Shape), Is.EqualTo((expected.DType, expected.Shape)), what);
        var equal = actual.Eq(expected).All().Item<bool>();
        if (equal) return;
        var (a, e) = (actual.To(DType.Float64), expected.To(DType.Float64));

        // A quotient of a mean may be rounded twice in the wide type.
        Assert.That((a - e).Abs().Max().Item<double>(), Is.LessThan(actual.DType is DType.Float16 or DType.BFloat16 ? 0.01 : 1e-6), what);
    }

    /// <summary>Runs a check for every size, type and way to combine that goes together.</summary>
    public static void ForEach(Action<int, DType, ReduceOp, string> check)
    {
        foreach (var dtype in DTypes)
        {
            foreach (var op in Ops.Where(op => op != ReduceOp.Mean || dtype.IsFloatingPoint()))
            {
                foreach (var size in Sizes) check(size, dtype, op, $"{size} {dtype} by {op}");
            }
        }
    }

    public static IEnumerable<Tensor> All(ProcessGroup group, int size, DType dtype, int salt = 0) =>
        Enumerable.Range(0, group.Size).Select(rank => Of(rank, size, dtype, salt));
}

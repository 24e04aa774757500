namespace Autograd.Compare.Workloads;

/// <summary>
/// Answers "Is it faster than my own for loop?" The loops run over arrays, without SIMD, and write to a new array. The
/// operands are n x n matrices: contiguous; the first one transposed; the second one a row that is broadcast to all
/// rows.
/// </summary>
static class Loops
{
    delegate object Loop(float[] a, float[] b, int n);

    public static IEnumerable<Row> Rows() =>
    [
        .. Elementwise<Add>("add", (a, b) => a + b),
        .. Elementwise<Mul>("mul", (a, b) => a * b),
        .. Elementwise<Max>("maximum", (a, b) => a.Maximum(b)),
        .. Unary<Relu>("relu", a => a.Relu()),
        .. Unary<Exp>("exp", a => a.Exp()),
        .. Unary<Tanh>("tanh", a => a.Tanh()),
        .. Pairs("sum", "contiguous", (a, _) => a.Sum(), (a, _, _) => Sum(a)),
        .. Pairs("sum", "transposed", (a, _) => a.Sum(), (a, _, n) => SumTransposed(a, n)),
        .. Pairs("max", "contiguous", (a, _) => a.Max(), (a, _, _) => Greatest(a)),
        .. Pairs("sum along 0", "contiguous", (a, _) => a.Sum(dim: 0), (a, _, n) => SumColumns(a, n)),
        .. Pairs("sum along 0", "transposed", (a, _) => a.Sum(dim: 0), (a, _, n) => SumRows(a, n)),
        .. Pairs("sum along 1", "contiguous", (a, _) => a.Sum(dim: 1), (a, _, n) => SumRows(a, n)),
        .. Pairs("sum along 1", "transposed", (a, _) => a.Sum(dim: 1), (a, _, n) => SumColumns(a, n)),
    ];

    static IEnumerable<Row> Elementwise<TOp>(string name, Func<Tensor, Tensor, Tensor> op) where TOp : IBinary =>
    [
        .. Pairs(name, "contiguous", op, Contiguous<TOp>),
        .. Pairs(name, "transposed", op, Transposed<TOp>),
        .. Pairs(name, "broadcast", op, Broadcast<TOp>),
    ];

    static IEnumerable<Row> Unary<TOp>(string name, Func<Tensor, Tensor> op) where TOp : IUnary =>
    [
        .. Pairs(name, "contiguous", (a, _) => op(a), (a, _, _) => Contiguous<TOp>(a)),
        .. Pairs(name, "transposed", (a, _) => op(a), (a, _, n) => Transposed<TOp>(a, n)),
    ];

    /// <summary>The two rows of each size: the tensor's operation and the loop.</summary>
    static IEnumerable<Row> Pairs(string name, string layout, Func<Tensor, Tensor, Tensor> op, Loop loop)
    {
        foreach (var n in (int[])[1, 4, 32, 316, 1000])
        {
            var title = $"{name} of {n} x {n}, {layout}";
            yield return new(title, "loop", 1, () =>
            {
                var (a, b) = (Sizes.Normal(n, n), Sizes.Normal(n, n));
                if (layout == "transposed") a = a.T;
                if (layout == "broadcast") b = b[0];
                return () => op(a, b);
            })
            { WarmUp = 0.25 };
            yield return new(title, "", 0, () =>
            {
                var (a, b) = (Sizes.Normal(n, n).ToArray<float>(), Sizes.Normal(n, n).ToArray<float>());
                return () => loop(a, b, n);
            })
            { WarmUp = 0.25, Library = "loop" };
        }
    }

    static float[] Contiguous<TOp>(float[] a, float[] b, int n) where TOp : IBinary
    {
        var result = new float[a.Length];
        for (var i = 0; i < a.Length; i++) result[i] = TOp.Of(a[i], b[i]);
        return result;
    }

    static float[] Transposed<TOp>(float[] a, float[] b, int n) where TOp : IBinary
    {
        var result = new float[a.Length];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) result[i * n + j] = TOp.Of(a[j * n + i], b[i * n + j]);
        return result;
    }

    static float[] Broadcast<TOp>(float[] a, float[] b, int n) where TOp : IBinary
    {
        var result = new float[a.Length];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) result[i * n + j] = TOp.Of(a[i * n + j], b[j]);
        return result;
    }

    static float[] Contiguous<TOp>(float[] a) where TOp : IUnary
    {
        var result = new float[a.Length];
        for (var i = 0; i < a.Length; i++) result[i] = TOp.Of(a[i]);
        return result;
    }

    static float[] Transposed<TOp>(float[] a, int n) where TOp : IUnary
    {
        var result = new float[a.Length];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) result[i * n + j] = TOp.Of(a[j * n + i]);
        return result;
    }

    static object Sum(float[] a)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++) sum += a[i];
        return sum;
    }

    static object SumTransposed(float[] a, int n)
    {
        var sum = 0f;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) sum += a[j * n + i];
        return sum;
    }

    static object Greatest(float[] a)
    {
        var greatest = a[0];
        for (var i = 1; i < a.Length; i++) greatest = MathF.Max(greatest, a[i]);
        return greatest;
    }

    static float[] SumRows(float[] a, int n)
    {
        var result = new float[n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) result[i] += a[i * n + j];
        return result;
    }

    static float[] SumColumns(float[] a, int n)
    {
        var result = new float[n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) result[j] += a[i * n + j];
        return result;
    }

    interface IBinary { static abstract float Of(float a, float b); }

    interface IUnary { static abstract float Of(float a); }

    readonly struct Add : IBinary { public static float Of(float a, float b) => a + b; }

    readonly struct Mul : IBinary { public static float Of(float a, float b) => a * b; }

    readonly struct Max : IBinary { public static float Of(float a, float b) => MathF.Max(a, b); }

    readonly struct Relu : IUnary { public static float Of(float a) => a > 0 ? a : 0; }

    readonly struct Exp : IUnary { public static float Of(float a) => MathF.Exp(a); }

    readonly struct Tanh : IUnary { public static float Of(float a) => MathF.Tanh(a); }
}

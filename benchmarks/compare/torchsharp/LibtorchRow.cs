namespace TorchSharpWorker;

/// <summary>Makes rows of TorchSharp's tensors, whose memory is freed as TorchSharp's users must do it.</summary>
internal static class LibtorchRow
{
    /// <summary>A row of one operation; its result is disposed of before the next one is made.</summary>
    public static Row Single(string name, Func<Func<Tensor>> start) => Make(name, () =>
    {
        var step = start();
        Tensor? last = null;
        return () =>
        {
            last?.Dispose();
            return last = step();
        };
    });

    /// <summary>
    /// A row of steps of many operations. A scope disposes of everything that a step makes, but for its result, which
    /// must not be used by the next one.
    /// </summary>
    public static Row Scoped(string name, Func<Func<Tensor>> start) => Make(name, () =>
    {
        var step = start();
        Tensor? last = null;
        return () =>
        {
            last?.Dispose();
            using var scope = NewDisposeScope();
            return last = step().DetachFromDisposeScope();
        };
    });

    /// <summary>A row of steps that return a number.</summary>
    public static Row Number(string name, Func<Func<double>> start) => Make(name, () =>
    {
        var step = start();
        return () =>
        {
            using var scope = NewDisposeScope();
            return step();
        };
    });

    private static Row Make(string name, Func<Func<object>> start) => new(name, "", 0, start) { Library = Row.Libtorch, Check = Magnitude };

    private static double Magnitude(object result)
    {
        if (result is not Tensor tensor) return Result.Magnitude(result);
        using var scope = NewDisposeScope();
        return tensor.detach().to(float64).abs().mean().item<double>();
    }
}

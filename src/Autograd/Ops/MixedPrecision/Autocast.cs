namespace Autograd;

/// <summary>
/// Scopes in which some operations convert their operands to a floating type of 16 bits, and others to Float32;
/// <c>torch.autocast</c> with PyTorch's lists for the CPU.
/// </summary>
/// <remarks>
/// <para>
/// In 16 bits: <c>MatMul</c>, <c>AddMM</c>, <c>BAddBMM</c>, <c>F.Linear</c>, convolutions, transposed ones too, and
/// <c>F.ScaledDotProductAttention</c>. In Float32: the losses, <c>Prod</c>, <c>Trace</c>, <c>Quantile</c>,
/// <c>Cdist</c>, <c>F.GridSample</c>, pooling over three dimensions, <c>F.MaxUnpool2d</c> and <c>F.MaxUnpool3d</c>,
/// padding by reflection and replication, and <c>Linalg</c>. All others compute in the types that they are given.
/// Float64 and integers are never converted.
/// </para>
/// <para>
/// A scope flows with async code and into threads that the code starts. A parameter is converted once in the outermost
/// scope, and once more when it was written in between.
/// </para>
/// </remarks>
/// <example><code>
/// using (Autocast.Enter(DType.BFloat16)) loss = F.CrossEntropy(net.Forward(x), y);
/// loss.Backward();
/// </code></example>
public static class Autocast
{
    private static readonly AsyncLocal<Context?> Current = new(change => _thread = change.CurrentValue);

    // A copy of Current for this thread, which is read in a tenth of the time.
    [ThreadStatic]
    private static Context? _thread;

    // The number of scopes that are open in the process: while it is 0, operations read nothing else.
    private static int _openScopes;

    /// <summary>True if operations convert their operands here; <c>torch.is_autocast_cpu_enabled()</c>.</summary>
    public static bool IsEnabled => _openScopes != 0 && _thread is { IsEnabled: true };

    /// <summary>The type of 16 bits of the innermost scope; BFloat16 outside of scopes.</summary>
    public static DType DType => _thread?.DType ?? DType.BFloat16;

    /// <summary>Converts operands until the result is disposed.</summary>
    /// <param name="dtype">Float16 or BFloat16.</param>
    /// <param name="enabled">False to compute in the types of the operands inside of another scope.</param>
    /// <param name="cacheEnabled">True to keep the converted parameters for the time of the outermost scope.</param>
    /// <exception cref="ArgumentException">The type is neither Float16 nor BFloat16.</exception>
    public static Scope Enter(DType dtype = DType.BFloat16, bool enabled = true, bool cacheEnabled = true)
    {
        if (!dtype.IsReducedFloatingPoint())
            throw new ArgumentException($"Autocast.Enter: {dtype} is no type to compute in; use DType.BFloat16 or DType.Float16", nameof(dtype));
        return new Scope(new Context(dtype, enabled, cacheEnabled, _thread?.Casts ?? []));
    }

    /// <summary>True if <see cref="ToLowerPrecision"/> converts one of the operands.</summary>
    internal static bool AnyToConvert(params ReadOnlySpan<Tensor> operands)
    {
        var result = false;
        foreach (var x in operands)
        {
            // Beside Float64 nothing is converted: the result is Float64, and would only be less precise.
            if (x.DType == DType.Float64) return false;
            result |= _thread is { IsEnabled: true } context && IsConverted(x, context);
        }

        return result;
    }

    /// <summary>An operand of an operation that computes in 16 bits.</summary>
    internal static Tensor ToLowerPrecision(Tensor x)
    {
        if (_thread is not { IsEnabled: true } context || !IsConverted(x, context)) return x;
        if (!context.CachesCasts || x.DType != DType.Float32 || !x.IsLeaf || !x.RequiresGrad || !GradMode.IsEnabled) return x.To(context.DType);
        lock (context.Casts)
        {
            if (context.Casts.TryGetValue((x, context.DType), out var cast) && cast.Version == x.Version) return cast.Value;
            var value = x.To(context.DType);
            context.Casts[(x, context.DType)] = (value, x.Version);
            return value;
        }
    }

    private static bool IsConverted(Tensor x, Context context) =>
        x.DType != context.DType && x.DType != DType.Float64 && x.DType.IsFloatingPoint();

    /// <summary>An operand of an operation that computes in Float32.</summary>
    internal static Tensor ToFloat32(Tensor x) =>
        IsEnabled && x is not null && x.DType.IsReducedFloatingPoint() ? x.To(DType.Float32) : x!;

    /// <summary>Ends the conversion when it is disposed.</summary>
    public sealed class Scope : IDisposable
    {
        private readonly Context? _before;
        private bool _isClosed;

        internal Scope(Context context)
        {
            _before = Current.Value;
            Interlocked.Increment(ref _openScopes);
            Current.Value = context;
        }

        /// <summary>Restores what was before.</summary>
        public void Dispose()
        {
            if (_isClosed) return;
            _isClosed = true;
            Current.Value = _before;
            Interlocked.Decrement(ref _openScopes);
        }
    }

    /// <summary>What one scope sets; the casts are those of the outermost scope.</summary>
    internal sealed record Context(
        DType DType, bool IsEnabled, bool CachesCasts, Dictionary<(Tensor Parameter, DType DType), (Tensor Value, int Version)> Casts);
}

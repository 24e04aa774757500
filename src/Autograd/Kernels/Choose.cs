namespace Autograd.Kernels;

/// <summary>Picks each element from one of two sources.</summary>
internal static class Choose
{
    /// <summary>y[i] = condition[i] ? a[i] : b[i]; a source of one element serves every i.</summary>
    public static void Invoke<T>(ReadOnlySpan<bool> condition, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged
    {
        if (a.Length == y.Length && b.Length == y.Length)
        {
            for (var i = 0; i < y.Length; i++) y[i] = condition[i] ? a[i] : b[i];
            return;
        }

        var stepA = a.Length == y.Length ? 1 : 0;
        var stepB = b.Length == y.Length ? 1 : 0;
        for (var i = 0; i < y.Length; i++) y[i] = condition[i] ? a[i * stepA] : b[i * stepB];
    }
}

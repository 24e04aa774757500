namespace Autograd.Kernels;

/// <summary>Copies blocks of equal length that lie at even distances: what joining and cutting along a dimension comes
/// to.</summary>
internal static class Blocks
{
    public static void Copy<T>(ReadOnlySpan<T> x, int xStep, Span<T> y, int yStep, int length, int count) where T : unmanaged
    {
        if (length == 1)
        {
            for (var i = 0; i < count; i++) y[i * yStep] = x[i * xStep];
            return;
        }

        for (var i = 0; i < count; i++) x.Slice(i * xStep, length).CopyTo(y.Slice(i * yStep, length));
    }
}

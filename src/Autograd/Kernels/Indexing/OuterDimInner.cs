namespace Autograd.Kernels;

/// <summary>
/// Contiguous memory seen along one dimension: <see cref="Outer"/> blocks of <see cref="Length"/> rows of
/// <see cref="Inner"/> elements.
/// </summary>
internal readonly struct OuterDimInner
{
    public OuterDimInner(ReadOnlySpan<int> sizes, int dim)
    {
        Outer = Length = Inner = 1;
        if (sizes.IsEmpty) return;
        Length = sizes[dim];
        for (var d = 0; d < dim; d++) Outer *= sizes[d];
        for (var d = dim + 1; d < sizes.Length; d++) Inner *= sizes[d];
    }

    public OuterDimInner(int outer, int length, int inner) => (Outer, Length, Inner) = (outer, length, inner);

    public int Outer { get; }

    public int Length { get; }

    public int Inner { get; }
}

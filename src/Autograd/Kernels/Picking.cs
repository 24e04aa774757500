namespace Autograd.Kernels;

/// <summary>Takes one element of each column along a dimension, and puts it back.</summary>
internal static class Picking
{
    /// <summary>y[o, i] = x[o, index[o, i], i].</summary>
    public static T[] Pick<T>(ReadOnlySpan<T> x, ReadOnlySpan<long> indices, DimWalk walk) where T : unmanaged
    {
        var y = new T[walk.Outer * walk.Inner];
        var at = 0;
        for (var o = 0; o < walk.Outer; o++)
            for (var i = 0; i < walk.Inner; i++, at++)
                y[at] = x[(o * walk.Length + (int)indices[at]) * walk.Inner + i];
        return y;
    }

    /// <summary>y[o, index[o, i], i] = x[o, i], and 0 elsewhere.</summary>
    public static T[] Place<T>(ReadOnlySpan<T> x, ReadOnlySpan<long> indices, DimWalk walk) where T : unmanaged
    {
        var y = new T[walk.Outer * walk.Length * walk.Inner];
        var at = 0;
        for (var o = 0; o < walk.Outer; o++)
            for (var i = 0; i < walk.Inner; i++, at++)
                y[(o * walk.Length + (int)indices[at]) * walk.Inner + i] = x[at];
        return y;
    }
}

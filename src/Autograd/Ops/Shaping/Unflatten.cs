namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns a view in which one dimension is split into several: <c>x.Unflatten(1, 3, -1)</c> undoes a
    /// <see cref="Flatten"/> of two.
    /// </summary>
    /// <param name="dim">The dimension; negative counts from the last.</param>
    /// <param name="sizes">Its new sizes; one may be −1 and follows from the others.</param>
    /// <remarks>Gradient: g in the input's shape.</remarks>
    /// <exception cref="ArgumentException">There is no size, or their product is not the dimension's size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Unflatten(int dim, params ReadOnlySpan<int> sizes)
    {
        var d = _shape.Dim(dim, "Unflatten");
        Shape.CheckRank("Unflatten", NDim - 1 + sizes.Length);
        if (sizes.IsEmpty) throw new ArgumentException($"Unflatten: no size for dimension {d} of shape {_shape}; name at least one");
        var size = _shape.Sizes[d];
        var unknown = sizes.IndexOf(-1);
        long known = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (i == unknown) continue;
            if (sizes[i] < 0)
                throw new ArgumentException($"Unflatten: sizes {Shape.Format(sizes)}; only one size may be -1, and none less");
            known = Math.Min(known * sizes[i], int.MaxValue);
        }

        if (unknown < 0 ? known != size : known == 0 || size % known != 0)
            throw new ArgumentException(
                $"Unflatten: sizes {Shape.Format(sizes)} do not multiply up to {size}, the size of dimension {d} of shape {_shape}");
        int[] all = [.. _shape.Sizes[..d], .. sizes, .. _shape.Sizes[(d + 1)..]];
        if (unknown >= 0) all[d + unknown] = (int)(size / known);
        return ReshapeTo(Shape.Create(all));
    }
}

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns the elements where the mask is true, in row-major order, in one dimension. The tensor and the mask
    /// broadcast.
    /// </summary>
    /// <param name="mask">A Bool tensor.</param>
    /// <remarks>Gradient: zeros with g at the selected elements.</remarks>
    /// <exception cref="ArgumentException">The mask is not Bool, or the shapes do not broadcast.</exception>
    public Tensor MaskedSelect(Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask._dtype != DType.Bool)
            throw new ArgumentException($"MaskedSelect: a mask of type {mask._dtype}; it must be Bool, as a comparison gives it");
        var shape = Broadcasting.ResultShape("MaskedSelect", _shape, mask._shape);
        var x = ExpandTo(shape);

        // A 0-dimensional tensor has no dimension to select from; it counts as a list of one.
        if (shape.Count == 0) return x.ReshapeTo(Shape.Create(1)).MaskedSelect(mask.ReshapeTo(Shape.Create(1)));
        var indices = AdvancedIndex.TrueIndices(mask.ExpandTo(shape));
        return x.Take(IndexSelection.Of(shape, [new AdvancedIndex(0, indices, Shape.Create(indices[0].Length))]), "MaskedSelect");
    }

    /// <summary>
    /// Returns the coordinates of every non-zero element, one row for each, in row-major order; Int64.
    /// </summary>
    public Tensor Nonzero()
    {
        var indices = AdvancedIndex.TrueIndices(To(DType.Bool));
        var count = indices[0].Length;
        var result = Uninitialized<long>(Shape.Create(count, NDim));
        using var resultData = result.Write();
        var rows = resultData.Span<long>();
        for (var d = 0; d < NDim; d++)
        {
            using var indicesData = indices[d].Read();
            var coordinates = indicesData.Span<int>();
            for (var k = 0; k < coordinates.Length; k++) rows[k * NDim + d] = coordinates[k];
        }

        return result;
    }
}

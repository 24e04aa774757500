namespace Autograd.Kernels;

/// <summary>Neighbouring positions of a row of an output plane, at most a vector.</summary>
/// <param name="Source">The offset of the first position's window in a <see cref="PlaneLayout"/>.</param>
/// <param name="Target">The first position in the output plane.</param>
/// <param name="Length">The number of positions.</param>
internal readonly record struct RowPiece(nint Source, int Target, int Length)
{
    /// <summary>The number of pieces of an output plane for vectors of so many lanes.</summary>
    public static int Count(in ConvolutionShape shape, int lanes) =>
        shape.Output.D * shape.Output.H * ((shape.Output.W + lanes - 1) / lanes);

    /// <summary>Writes the pieces of an output plane.</summary>
    public static unsafe void Write(in ConvolutionShape shape, in PlaneLayout layout, int lanes, RowPiece* pieces)
    {
        var target = 0;
        for (var d = 0; d < shape.Output.D; d++)
            for (var h = 0; h < shape.Output.H; h++, target += shape.Output.W)
                for (var w = 0; w < shape.Output.W; w += lanes)
                    *pieces++ = new RowPiece(
                        d * shape.Stride.D * layout.Slice + (nint)h * shape.Stride.H * layout.Pitch + w,
                        target + w, Math.Min(lanes, shape.Output.W - w));
    }
}

namespace Autograd.NN;

public static partial class F
{
    /// <summary>Samples images or volumes at the positions of a grid.</summary>
    /// <param name="input">(N, C, H, W) or (N, C, D, H, W), floating.</param>
    /// <param name="grid">
    /// (N, H', W', 2) or (N, D', H', W', 3): the positions as (x, y) or (x, y, z), where x is of the last dimension, from −1
    /// to 1; converted to the input's type.
    /// </param>
    /// <param name="mode">Bilinear (in volumes trilinear), Nearest, or for images Bicubic.</param>
    /// <param name="paddingMode">What is taken for elements beyond the edges.</param>
    /// <param name="alignCorners">True if ±1 are the centers of the corner elements, false if their outer edges.</param>
    /// <returns>(N, C, H', W') or (N, C, D', H', W').</returns>
    /// <remarks>
    /// Gradients to input and grid; both of any order. https://pytorch.org/docs/stable/generated/torch.nn.functional.grid_sample.html.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The shapes do not fit, the tensors are not floating, or the mode is another.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The padding mode is not a member of the enumeration.</exception>
    public static Tensor GridSample(
        Tensor input, Tensor grid, InterpolateMode mode = InterpolateMode.Bilinear, GridPaddingMode paddingMode = GridPaddingMode.Zeros,
        bool alignCorners = false) =>
        Tensor.GridSample(Autocast.ToFloat32(NotNull(input)), Autocast.ToFloat32(NotNull(grid)), mode, paddingMode, alignCorners);
}

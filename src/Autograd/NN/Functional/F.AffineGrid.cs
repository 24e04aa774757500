namespace Autograd.NN;

public static partial class F
{
    /// <summary>
    /// The grid for <see cref="GridSample"/> of an affine map: θ·(x, y, 1) for each position (x, y) of a result.
    /// </summary>
    /// <param name="theta">θ: (N, 2, 3) for images or (N, 3, 4) for volumes, floating.</param>
    /// <param name="size">The shape of the result: (N, C, H, W) or (N, C, D, H, W).</param>
    /// <param name="alignCorners">True if ±1 are the centers of the corner elements, false if their outer edges.</param>
    /// <returns>(N, H, W, 2) or (N, D, H, W, 3).</returns>
    /// <remarks>
    /// Gradient: that of the product. https://pytorch.org/docs/stable/generated/torch.nn.functional.affine_grid.html.
    /// </remarks>
    /// <exception cref="ArgumentException">θ is not floating, or the shapes do not fit.</exception>
    public static Tensor AffineGrid(Tensor theta, Shape size, bool alignCorners = false) =>
        Tensor.AffineGrid(NotNull(theta), NotNull(size), alignCorners);
}

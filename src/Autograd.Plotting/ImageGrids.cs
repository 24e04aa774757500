namespace Autograd.Plotting;

/// <summary>Draws the images of a batch side by side.</summary>
internal static class ImageGrids
{
    private const double Inches = 1;

    internal static Figure Draw(Tensor images, int? columns, string[]? titles, string cmap, double? vmin, double? vmax)
    {
        var batch = Batch(images);
        var count = batch.Size(0);
        if (titles is not null && titles.Length != count)
            throw new ArgumentException($"ImageGrid: {count} images and {titles.Length} titles; give one an image", nameof(titles));
        if (columns is < 1) throw new ArgumentException($"ImageGrid: {columns} columns; use at least 1", nameof(columns));
        Colormap.Find(cmap, "ImageGrid");
        var wide = Math.Clamp(columns ?? (int)Math.Ceiling(Math.Sqrt(count)), 1, Math.Max(count, 1));
        var rows = Math.Max((count + wide - 1) / wide, 1);
        var figure = Plt.Figure((Inches * wide, (Inches + (titles is null ? 0 : 0.25)) * rows));

        // One scale for all, so that the images can be compared.
        using var _ = GradMode.NoGrad();
        var finite = batch.Double().ToArray<double>().Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (vmin ?? finite.Min(), vmax ?? finite.Max());

        // Colours are between 0 and 1, or whole numbers, unless limits say otherwise.
        if (batch.NDim == 4 && (vmin is not null || vmax is not null)) batch = (batch.Double() - low) / Math.Max(high - low, double.Epsilon);
        for (var i = 0; i < count; i++)
        {
            var axes = figure.AddSubplot(rows, wide, i + 1);
            axes.Imshow(batch[i], cmap, low, high);
            axes.Axis("off");
            if (titles is not null) axes.SetTitle(titles[i], size: 10);
        }

        return figure;
    }

    private static Tensor Batch(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var shape = images.Shape;
        var x = images.Data;
        switch (shape.Count)
        {
            case 3: return x;
            case 4 when shape[1] == 1: return x.Squeeze(1);
            case 4 when shape[1] is 3 or 4: return x.Permute(0, 2, 3, 1);
            case 2 when (int)Math.Round(Math.Sqrt(shape[1])) is var side && side * side == shape[1] && side > 0:
                return x.Reshape(shape[0], side, side);
            default:
                throw new ArgumentException(
                    $"ImageGrid: images are {shape}; give (N, H, W), (N, C, H, W) of 1, 3 or 4 channels, or (N, H * W) of square ones",
                    nameof(images));
        }
    }
}

namespace Autograd.Vision;

/// <summary>Pictures of tensors: <c>torchvision.utils</c>.</summary>
public static class ImageUtils
{
    /// <summary>Lays a batch of pictures out as one: <c>torchvision.utils.make_grid</c>.</summary>
    /// <param name="images">(batch, 1 or 3 channels, height, width), (channels, height, width) or (height, width).</param>
    /// <param name="nRow">The number of pictures in a row.</param>
    /// <param name="padding">The pixels around each.</param>
    /// <param name="normalize">Whether the values are moved to 0 to 1.</param>
    /// <param name="valueRange">The values that become 0 and 1; by default the least and the greatest of the batch.</param>
    /// <param name="scaleEach">Whether the least and the greatest are those of each picture.</param>
    /// <param name="padValue">The value of the pixels between pictures.</param>
    /// <returns>(3, rows·(height + padding) + padding, columns·(width + padding) + padding).</returns>
    /// <exception cref="ArgumentException">The shape is another, or a number is out of range.</exception>
    public static Tensor MakeGrid(
        Tensor images,
        int nRow = 8,
        int padding = 2,
        bool normalize = false,
        (double Min, double Max)? valueRange = null,
        bool scaleEach = false,
        double padValue = 0.0)
    {
        var x = Batch(nameof(MakeGrid), images);
        if (nRow < 1) throw new ArgumentOutOfRangeException(nameof(nRow), $"MakeGrid: nRow is {nRow}; give 1 or more");
        if (padding < 0) throw new ArgumentOutOfRangeException(nameof(padding), $"MakeGrid: padding is {padding}; give 0 or more");
        using var _ = GradMode.NoGrad();
        if (normalize) x = Normalized(x.DType.IsFloatingPoint() ? x : x.To(DType.Float32), valueRange, scaleEach);
        var (count, channels, height, width) = x.Shape;

        // One picture stands alone, without a frame, as in torchvision.
        if (count == 1) return x[0].Clone();
        var columns = Math.Min(nRow, count);
        var rows = (count + columns - 1) / columns;
        var (stepY, stepX) = (height + padding, width + padding);
        var grid = Tensor.Full((channels, rows * stepY + padding, columns * stepX + padding), padValue, x.DType);
        for (var i = 0; i < count; i++)
        {
            var (top, left) = (i / columns * stepY + padding, i % columns * stepX + padding);
            grid[.., top..(top + height), left..(left + width)] = x[i];
        }

        return grid;
    }

    /// <summary>Writes a picture, or a batch laid out by <see cref="MakeGrid"/>: <c>torchvision.utils.save_image</c>.</summary>
    /// <param name="images">Values from 0 to 1 of (batch, channels, height, width), (channels, height, width) or (height, width).</param>
    /// <param name="path">The file: its ending, .png, .jpg or .jpeg, is its format.</param>
    /// <param name="nRow">The number of pictures in a row.</param>
    /// <param name="padding">The pixels around each.</param>
    /// <param name="normalize">Whether the values are moved to 0 to 1 first.</param>
    /// <param name="valueRange">The values that become 0 and 1; by default the least and the greatest of the batch.</param>
    /// <param name="scaleEach">Whether the least and the greatest are those of each picture.</param>
    /// <param name="padValue">The value of the pixels between pictures.</param>
    /// <exception cref="ArgumentException">The shape or the ending is another.</exception>
    public static void SaveImage(
        Tensor images,
        string path,
        int nRow = 8,
        int padding = 2,
        bool normalize = false,
        (double Min, double Max)? valueRange = null,
        bool scaleEach = false,
        double padValue = 0.0)
    {
        ArgumentNullException.ThrowIfNull(path);
        var ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending is not (".png" or ".jpg" or ".jpeg"))
            throw new ArgumentException($"SaveImage: '{path}' ends in '{ending}'; give .png, .jpg or .jpeg", nameof(path));
        var image = ToUInt8(MakeGrid(images, nRow, padding, normalize, valueRange, scaleEach, padValue));
        if (ending == ".png") ImageFile.WritePng(path, image);
        else ImageFile.WriteJpeg(path, image);
    }

    /// <summary>Numbers from 0 to 1 as bytes: ⌊255·x + 0.5⌋ within 0 to 255, as <c>save_image</c> rounds. Bytes stay.</summary>
    public static Tensor ToUInt8(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var _ = GradMode.NoGrad();
        return image.DType == DType.UInt8 ? image : (image * 255 + 0.5).Clamp(0, 255).To(DType.UInt8);
    }

    /// <summary>Bytes as numbers from 0 to 1: x / 255 in Float32; <c>torchvision.transforms.ToTensor</c>. Floats stay.</summary>
    public static Tensor ToFloat32(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.DType == DType.UInt8 ? image.To(DType.Float32) / 255 : image.To(DType.Float32);
    }

    /// <summary>(batch, 3, height, width): one channel is shown as grey.</summary>
    private static Tensor Batch(string op, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var x = images.NDim switch
        {
            2 => images[TensorIndex.NewAxis, TensorIndex.NewAxis],
            3 => images[TensorIndex.NewAxis],
            _ => images,
        };
        if (x.NDim != 4 || x.Shape[1] is not (1 or 3) || x.Shape[0] == 0)
        {
            throw new ArgumentException(
                $"{op}: shape {images.Shape}; give (batch, 1 or 3 channels, height, width), (channels, height, width) or (height, width)",
                nameof(images));
        }

        return x.Shape[1] == 1 ? x.Expand(-1, 3, -1, -1) : x;
    }

    private static Tensor Normalized(Tensor x, (double Min, double Max)? valueRange, bool scaleEach)
    {
        if (valueRange is { } range && !(range.Min < range.Max))
            throw new ArgumentException($"MakeGrid: valueRange is {range}; give the lower value first", nameof(valueRange));
        return scaleEach
            ? Tensor.Stack([.. Enumerable.Range(0, x.Shape[0]).Select(i => Scaled(x[i], valueRange ?? Range(x[i])))])
            : Scaled(x, valueRange ?? Range(x));
    }

    private static (double Min, double Max) Range(Tensor x) => (x.Min().Item(), x.Max().Item());

    private static Tensor Scaled(Tensor x, (double Min, double Max) range) =>
        (x.Clamp(range.Min, range.Max) - range.Min) / Math.Max(range.Max - range.Min, 1e-5);
}

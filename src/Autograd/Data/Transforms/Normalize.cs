namespace Autograd.Data;

/// <summary>(x − mean) / std, for each channel.</summary>
public sealed class Normalize : ImageTransform
{
    private readonly double[] _mean;
    private readonly double[] _std;

    /// <summary>Makes a transform.</summary>
    /// <param name="mean">The mean of each channel, or one for all.</param>
    /// <param name="std">The standard deviation of each channel, or one for all.</param>
    /// <exception cref="ArgumentException">Their numbers differ, or a deviation is 0.</exception>
    public Normalize(double[] mean, double[] std)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(std);
        if (mean.Length != std.Length || mean.Length == 0)
            throw new ArgumentException($"Normalize: {mean.Length} means and {std.Length} deviations; pass one of each for each channel", nameof(mean));
        for (var c = 0; c < std.Length; c++)
            if (std[c] == 0) throw new ArgumentException($"Normalize: deviation {c} is 0; pass deviations that are not", nameof(std));
        (_mean, _std) = ([.. mean], [.. std]);
    }

    /// <summary>Returns the normalized image, whose channels are dimension −3.</summary>
    /// <exception cref="ArgumentException">The image has integers, or another number of channels.</exception>
    public override Tensor Forward(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!image.DType.IsFloatingPoint())
            throw new ArgumentException($"Normalize: an image of {image.DType}; convert it with ConvertImageDType first", nameof(image));
        if (image.NDim < 3 || (_mean.Length > 1 && image.Size(-3) != _mean.Length))
            throw new ArgumentException($"Normalize: {_mean.Length} means for an image of shape {image.Shape}; it must have (…, {_mean.Length}, H, W)", nameof(image));
        var shape = Shape.Create(_mean.Length, 1, 1);
        return (image - Tensor.From(_mean, shape, image.DType)) / Tensor.From(_std, shape, image.DType);
    }
}

/// <summary>
/// Converts between UInt8 from 0 to 255 and floating numbers from 0 to 1, or between floating types.
/// </summary>
/// <param name="dtype">UInt8 or a floating type.</param>
public sealed class ConvertImageDType(DType dtype = DType.Float32) : ImageTransform
{
    private readonly DType _dtype = dtype == DType.UInt8 || dtype.IsFloatingPoint()
        ? dtype
        : throw new ArgumentException($"ConvertImageDType: images of {dtype}; use UInt8 or a floating type", nameof(dtype));

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.DType != DType.UInt8 && !image.DType.IsFloatingPoint())
            throw new ArgumentException($"ConvertImageDType: an image of {image.DType}; use UInt8 or a floating type", nameof(image));
        if (image.DType == _dtype || (image.DType.IsFloatingPoint() && _dtype.IsFloatingPoint())) return image.To(_dtype);

        // torchvision's factor, below 256, so that 1.0 becomes 255.
        return image.DType == DType.UInt8 ? image.To(_dtype) / 255 : (image * 255.999).To(DType.UInt8);
    }
}

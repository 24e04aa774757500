namespace Autograd.Data;

/// <summary>
/// Changes brightness, contrast, saturation and hue by random factors, in random order: of colour images (3, H, W) in
/// UInt8, or in floats from 0 to 1. Hue and saturation of images of one channel stay as they are.
/// </summary>
public sealed class ColorJitter : ImageTransform
{
    private readonly double _brightness, _contrast, _saturation, _hue;
    private readonly Generator? _generator;

    /// <summary>Makes a transform.</summary>
    /// <param name="brightness">b: the factor is drawn from [max(0, 1 − b), 1 + b].</param>
    /// <param name="contrast">The same for the distance of values from the mean grey.</param>
    /// <param name="saturation">The same for the distance of colours from their grey.</param>
    /// <param name="hue">h: the shift is drawn from [−h, h], and 1 is once around the circle of colours; at most 0.5.</param>
    /// <param name="generator">What draws; null for the default one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or the hue above 0.5.</exception>
    public ColorJitter(double brightness = 0, double contrast = 0, double saturation = 0, double hue = 0, Generator? generator = null)
    {
        _brightness = Check(brightness, double.MaxValue, nameof(brightness));
        _contrast = Check(contrast, double.MaxValue, nameof(contrast));
        _saturation = Check(saturation, double.MaxValue, nameof(saturation));
        _hue = Check(hue, 0.5, nameof(hue));
        _generator = generator;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The image has neither one nor three channels, or is not of UInt8 or floats.</exception>
    public override Tensor Forward(Tensor image)
    {
        SizeOf("ColorJitter", NotNull(image));
        var channels = image.NDim < 3 ? 0 : image.Size(-3);
        if (channels is not (1 or 3) || !(image.DType == DType.UInt8 || image.DType.IsFloatingPoint()))
            throw new ArgumentException(
                $"ColorJitter: an image of {image.DType} and shape {image.Shape}; pass (1, H, W) or (3, H, W) of UInt8 or floats", nameof(image));
        var draws = new TransformDraws(_generator);
        var order = Tensor.RandPerm(4, generator: _generator).ToArray<long>();
        var brightness = Factor(draws, _brightness);
        var contrast = Factor(draws, _contrast);
        var saturation = Factor(draws, _saturation);
        double? hue = _hue == 0 ? null : draws.Uniform(-_hue, _hue);
        foreach (var step in order)
            image = (step, channels) switch
            {
                (0, _) when brightness is { } factor => Blend(image, Tensor.Zeros(1), factor),
                (1, _) when contrast is { } factor => Blend(image, MeanGrey(image), factor),
                (2, 3) when saturation is { } factor => Blend(image, Grey(image), factor),
                (3, 3) when hue is { } shift => ShiftHue(image, shift),
                _ => image,
            };
        return image;
    }

    private static double? Factor(TransformDraws draws, double range) =>
        range == 0 ? null : draws.Uniform(Math.Max(0, 1 - range), 1 + range);

    private static double Check(double value, double most, string name) => value >= 0 && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(
            name, $"ColorJitter: {name} is {value}; {(most < 1 ? $"use 0 to {most}" : "it must not be negative")}");

    /// <summary>Between the image and another: factor · image + (1 − factor) · other.</summary>
    private static Tensor Blend(Tensor image, Tensor other, double factor) =>
        (factor * Floats(image) + (1 - factor) * Floats(other)).Clamp(0, image.DType == DType.UInt8 ? 255 : 1).To(image.DType);

    private static Tensor Floats(Tensor image) => image.DType.IsFloatingPoint() ? image : image.Float();

    /// <summary>The luminance of ITU-R BT.601.</summary>
    private static Tensor Grey(Tensor image)
    {
        if (image.Size(-3) == 1) return image;
        var (red, green, blue) = Channels(Floats(image));
        return (0.2989 * red + 0.587 * green + 0.114 * blue).To(image.DType);
    }

    private static Tensor MeanGrey(Tensor image) => Floats(Grey(image)).Mean([-3, -2, -1], keepDim: true);

    private static (Tensor Red, Tensor Green, Tensor Blue) Channels(Tensor image) =>
        (image.Narrow(image.NDim - 3, 0, 1), image.Narrow(image.NDim - 3, 1, 1), image.Narrow(image.NDim - 3, 2, 1));

    /// <summary>Turns the hue in the space of hue, saturation and value, where each channel is a ramp of the hue.</summary>
    private static Tensor ShiftHue(Tensor image, double shift)
    {
        var isBytes = image.DType == DType.UInt8;
        var colours = isBytes ? image.Float() / 255 : image;
        var (red, green, blue) = Channels(colours);
        var value = colours.AMax(-3, keepDim: true);
        var range = value - colours.AMin(-3, keepDim: true);
        var isGrey = range.Eq(0);
        var sector = Tensor.Where(
            red.Eq(value), (green - blue) / range,
            Tensor.Where(green.Eq(value), 2 + (blue - red) / range, 4 + (red - green) / range));
        var hue = 6 * ((Tensor.Where(isGrey, 0, sector) / 6 + 1 + shift) % 1);
        var result = Tensor.Cat([Ramp(5), Ramp(3), Ramp(1)], dim: image.NDim - 3);
        return isBytes ? (result * 255.999).To(DType.UInt8) : result;

        Tensor Ramp(int from)
        {
            var place = (hue + from) % 6;
            return value - range * place.Minimum(4 - place).Clamp(0, 1);
        }
    }
}

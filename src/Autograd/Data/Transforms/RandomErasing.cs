namespace Autograd.Data;

/// <summary>
/// Overwrites a rectangle of random place, size and proportions. Z. Zhong and others, "Random erasing data augmentation"
/// (2017).
/// </summary>
public sealed class RandomErasing : ImageTransform
{
    /// <summary>How often torchvision tries to find a rectangle that fits, before it leaves the image as it is.</summary>
    private const int Attempts = 10;

    private readonly double _p;
    private readonly (double Min, double Max) _scale;
    private readonly (double Min, double Max) _ratio;
    private readonly double? _value;
    private readonly TransformDraws _draws;

    /// <summary>Makes a transform.</summary>
    /// <param name="p">The probability that something is erased.</param>
    /// <param name="scale">The least and the greatest area, as parts of the image's; 0.02 to 0.33.</param>
    /// <param name="ratio">The least and the greatest ratio of height to width; 0.3 to 3.3.</param>
    /// <param name="value">What the rectangle is filled with; null for normal deviates.</param>
    /// <param name="generator">What draws; null for the default one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A probability, an area or a ratio is out of range.</exception>
    public RandomErasing(
        double p = 0.5, (double Min, double Max)? scale = null, (double Min, double Max)? ratio = null, double? value = 0, Generator? generator = null)
    {
        _p = TransformDraws.CheckProbability("RandomErasing", p);
        (_scale, _ratio, _value, _draws) = (scale ?? (0.02, 0.33), ratio ?? (0.3, 3.3), value, new TransformDraws(generator));
        if (!(_scale.Min >= 0 && _scale.Min <= _scale.Max && _scale.Max <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(scale), $"RandomErasing: areas from {_scale.Min} to {_scale.Max} of the image; pass a range within 0 to 1");
        if (!(_ratio.Min > 0 && _ratio.Min <= _ratio.Max))
            throw new ArgumentOutOfRangeException(nameof(ratio), $"RandomErasing: ratios from {_ratio.Min} to {_ratio.Max}; pass a range above 0");
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image)
    {
        var (height, width) = SizeOf("RandomErasing", NotNull(image));
        if (image.NDim < 3) throw new ArgumentException($"RandomErasing: an image of shape {image.Shape}; pass (C, H, W) or (N, C, H, W)", nameof(image));
        if (!_draws.Happens(_p)) return image;
        var area = height * width;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var erased = area * (double)_draws.Uniform(_scale.Min, _scale.Max);
            var aspect = (double)MathF.Exp(_draws.Uniform(MathF.Log((float)_ratio.Min), MathF.Log((float)_ratio.Max)));
            var (h, w) = ((int)Math.Round(Math.Sqrt(erased * aspect)), (int)Math.Round(Math.Sqrt(erased / aspect)));
            if (h >= height || w >= width) continue;
            var values = _value is { } number ? Tensor.From(number, image.DType) : _draws.Normal(Shape.Create(image.Size(-3), h, w)).To(image.DType);
            var top = _draws.Integer(height - h + 1);
            var left = _draws.Integer(width - w + 1);
            var result = image.Clone();
            Crop(result, top, left, h, w)[..] = values;
            return result;
        }

        return image;
    }
}

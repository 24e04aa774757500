namespace Autograd.Data;

/// <summary>
/// Cuts out a part of random place, size and proportions, and scales it to one size. C. Szegedy and others, "Going
/// deeper with convolutions" (2014).
/// </summary>
public sealed class RandomResizedCrop : ImageTransform
{
    /// <summary>How often torchvision tries to find a part that fits, before it takes the middle.</summary>
    private const int Attempts = 10;

    private readonly (double Min, double Max) _scale;
    private readonly (double Min, double Max) _ratio;
    private readonly Resize _resize;
    private readonly TransformDraws _draws;

    /// <summary>Makes a transform.</summary>
    /// <param name="size">The height and the width of the result.</param>
    /// <param name="scale">The least and the greatest area, as parts of the image's; 0.08 to 1.</param>
    /// <param name="ratio">The least and the greatest ratio of width to height; 3/4 to 4/3.</param>
    /// <param name="interpolation">Bilinear, bicubic or nearest.</param>
    /// <param name="antialias">True to average where an image becomes smaller; not for nearest.</param>
    /// <param name="generator">What draws; null for the default one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size, an area or a ratio is out of range.</exception>
    public RandomResizedCrop(
        (int Height, int Width) size, (double Min, double Max)? scale = null, (double Min, double Max)? ratio = null,
        InterpolateMode interpolation = InterpolateMode.Bilinear, bool antialias = true, Generator? generator = null)
    {
        CheckSize("RandomResizedCrop", size);
        (_scale, _ratio) = (scale ?? (0.08, 1), ratio ?? (3.0 / 4, 4.0 / 3));
        if (!(_scale.Min >= 0 && _scale.Min <= _scale.Max && _scale.Max <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(scale), $"RandomResizedCrop: areas from {_scale.Min} to {_scale.Max} of the image; pass a range within 0 to 1");
        if (!(_ratio.Min > 0 && _ratio.Min <= _ratio.Max))
            throw new ArgumentOutOfRangeException(nameof(ratio), $"RandomResizedCrop: ratios from {_ratio.Min} to {_ratio.Max}; pass a range above 0");
        (_resize, _draws) = (new Resize(size, interpolation, antialias), new TransformDraws(generator));
    }

    /// <summary>Makes a transform to a square.</summary>
    /// <inheritdoc cref="RandomResizedCrop(ValueTuple{int, int}, ValueTuple{double, double}?, ValueTuple{double, double}?, InterpolateMode, bool, Generator?)"/>
    public RandomResizedCrop(
        int size, (double Min, double Max)? scale = null, (double Min, double Max)? ratio = null,
        InterpolateMode interpolation = InterpolateMode.Bilinear, bool antialias = true, Generator? generator = null)
        : this((size, size), scale, ratio, interpolation, antialias, generator)
    {
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image)
    {
        var (height, width) = SizeOf("RandomResizedCrop", NotNull(image));
        var (top, left, h, w) = Part(height, width);
        return _resize.Forward(Crop(image, top, left, h, w));
    }

    private (int Top, int Left, int Height, int Width) Part(int height, int width)
    {
        var area = (double)height * width;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var kept = area * _draws.Uniform(_scale.Min, _scale.Max);
            var aspect = (double)MathF.Exp(_draws.Uniform(MathF.Log((float)_ratio.Min), MathF.Log((float)_ratio.Max)));
            var (w, h) = ((int)Math.Round(Math.Sqrt(kept * aspect)), (int)Math.Round(Math.Sqrt(kept / aspect)));
            if (w <= 0 || w > width || h <= 0 || h > height) continue;
            var top = _draws.Integer(height - h + 1);
            return (top, _draws.Integer(width - w + 1), h, w);
        }

        // Of what the ratios allow, the largest part in the middle.
        var ratio = (double)width / height;
        var (middleHeight, middleWidth) = (height, width);
        if (ratio < _ratio.Min) middleHeight = (int)Math.Round(width / _ratio.Min);
        else if (ratio > _ratio.Max) middleWidth = (int)Math.Round(height * _ratio.Max);
        return ((height - middleHeight) / 2, (width - middleWidth) / 2, middleHeight, middleWidth);
    }
}

using Autograd.NN;

namespace Autograd.Data;

/// <summary>Cuts out the middle; an image that is smaller is filled up with zeros around it.</summary>
public sealed class CenterCrop : ImageTransform
{
    private readonly (int Height, int Width) _size;

    /// <summary>Makes a transform to height and width.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not positive.</exception>
    public CenterCrop((int Height, int Width) size) => _size = CheckSize("CenterCrop", size);

    /// <summary>Makes a transform to a square.</summary>
    public CenterCrop(int size) : this((size, size))
    {
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor image)
    {
        var (height, width) = SizeOf("CenterCrop", NotNull(image));
        var (moreRows, moreColumns) = (Math.Max(_size.Height - height, 0), Math.Max(_size.Width - width, 0));
        if (moreRows + moreColumns > 0)
        {
            image = F.Pad(image, [moreColumns / 2, (moreColumns + 1) / 2, moreRows / 2, (moreRows + 1) / 2]);
            (height, width) = (height + moreRows, width + moreColumns);
        }

        // Python rounds halves to even.
        var top = (int)Math.Round((height - _size.Height) / 2.0);
        var left = (int)Math.Round((width - _size.Width) / 2.0);
        return Crop(image, top, left, _size.Height, _size.Width);
    }
}

/// <summary>Cuts out a part of one size at random, after padding.</summary>
public sealed class RandomCrop : ImageTransform
{
    private readonly (int Height, int Width) _size;
    private readonly int _padding;
    private readonly double _fill;
    private readonly PadMode _paddingMode;
    private readonly TransformDraws _draws;

    /// <summary>Makes a transform.</summary>
    /// <param name="size">The height and the width of the part.</param>
    /// <param name="padding">How much is added on each side first.</param>
    /// <param name="fill">The value there.</param>
    /// <param name="paddingMode">What else may be there instead.</param>
    /// <param name="generator">What draws top and left; null for the default one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the padding negative.</exception>
    public RandomCrop(
        (int Height, int Width) size, int padding = 0, double fill = 0, PadMode paddingMode = PadMode.Constant, Generator? generator = null)
    {
        _size = CheckSize("RandomCrop", size);
        if (padding < 0) throw new ArgumentOutOfRangeException(nameof(padding), $"RandomCrop: padding is {padding}; it must not be negative");
        (_padding, _fill, _paddingMode, _draws) = (padding, fill, paddingMode, new TransformDraws(generator));
    }

    /// <summary>Makes a transform to a square.</summary>
    public RandomCrop(int size, int padding = 0, double fill = 0, PadMode paddingMode = PadMode.Constant, Generator? generator = null)
        : this((size, size), padding, fill, paddingMode, generator)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The padded image is smaller than the part.</exception>
    public override Tensor Forward(Tensor image)
    {
        SizeOf("RandomCrop", NotNull(image));
        if (_padding > 0)
            image = F.Pad(image, [_padding, _padding, _padding, _padding], _paddingMode, _paddingMode == PadMode.Constant ? _fill : null);
        var (height, width) = SizeOf("RandomCrop", image);
        if (height < _size.Height || width < _size.Width)
            throw new ArgumentException(
                $"RandomCrop: a part of {_size.Height} x {_size.Width} of an image of {height} x {width}; pad it, or resize it first", nameof(image));
        if (_size == (height, width)) return image;
        var top = _draws.Integer(height - _size.Height + 1);
        var left = _draws.Integer(width - _size.Width + 1);
        return Crop(image, top, left, _size.Height, _size.Width);
    }
}

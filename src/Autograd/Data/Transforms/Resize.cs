using Autograd.NN;

namespace Autograd.Data;

/// <summary>Scales images by interpolation.</summary>
public sealed class Resize : ImageTransform
{
    private readonly int _height;
    private readonly int? _width;
    private readonly InterpolateMode _interpolation;
    private readonly bool _antialias;

    /// <summary>Makes a transform to height and width.</summary>
    /// <param name="size">The height and the width of the result.</param>
    /// <param name="interpolation">Bilinear, bicubic or nearest.</param>
    /// <param name="antialias">True to average where an image becomes smaller; not for nearest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Resize((int Height, int Width) size, InterpolateMode interpolation = InterpolateMode.Bilinear, bool antialias = true)
    {
        (_height, _width) = CheckSize("Resize", size);
        (_interpolation, _antialias) = (interpolation, antialias && IsSmooth(interpolation));
    }

    /// <summary>Makes a transform that keeps the proportions.</summary>
    /// <param name="size">The length of the shorter side of the result.</param>
    /// <param name="interpolation">Bilinear, bicubic or nearest.</param>
    /// <param name="antialias">True to average where an image becomes smaller; not for nearest.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public Resize(int size, InterpolateMode interpolation = InterpolateMode.Bilinear, bool antialias = true)
    {
        (_height, _) = CheckSize("Resize", (size, size));
        (_interpolation, _antialias) = (interpolation, antialias && IsSmooth(interpolation));
    }

    /// <summary>Returns the scaled image; one of UInt8 is computed in Float32 and rounded.</summary>
    public override Tensor Forward(Tensor image)
    {
        var (height, width) = SizeOf("Resize", NotNull(image));
        var (newHeight, newWidth) = _width is { } fixedWidth ? (_height, fixedWidth)
            : height <= width ? (_height, (int)((long)_height * width / height))
            : ((int)((long)_height * height / width), _height);
        if ((newHeight, newWidth) == (height, width)) return image;
        var batch = image.Reshape(-1, image.NDim > 2 ? image.Size(-3) : 1, height, width);
        var isInteger = !image.DType.IsFloatingPoint();
        bool? alignCorners = IsSmooth(_interpolation) ? false : null;
        var scaled = F.Interpolate(
            isInteger ? batch.Float() : batch, Shape.Create(newHeight, newWidth), mode: _interpolation, alignCorners: alignCorners, antialias: _antialias);
        if (isInteger)
        {
            // Bicubic curves overshoot.
            if (image.DType == DType.UInt8) scaled = scaled.Clamp(0, 255);
            scaled = scaled.Round().To(image.DType);
        }

        int[] sizes = [.. image.Shape.Sizes[..^2], newHeight, newWidth];
        return scaled.Reshape(sizes);
    }

    private static bool IsSmooth(InterpolateMode mode) => mode is InterpolateMode.Bilinear or InterpolateMode.Bicubic;
}

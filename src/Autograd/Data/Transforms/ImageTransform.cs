namespace Autograd.Data;

/// <summary>
/// A change of an image (C, H, W), or of a batch (N, C, H, W), which random transforms treat as one image: all get the
/// same flip or crop. After <c>torchvision.transforms</c>, with its random numbers for a seed.
/// </summary>
/// <remarks>
/// Random transforms draw from the generator that they were made with, or else from <see cref="Generator.Default"/>: in
/// a loader's worker that is the worker's own.
/// </remarks>
/// <example><code>
/// var augment = new Compose(new RandomCrop(32, padding: 4), new RandomHorizontalFlip(), new Normalize([0.5], [0.25]));
/// var train = data.Map(sample => (augment.Forward(sample.Image), sample.Label));
/// </code></example>
public abstract class ImageTransform
{
    /// <summary>Returns the changed image. It may be a view of the image, and never changes it.</summary>
    public abstract Tensor Forward(Tensor image);

    /// <summary>Height and width.</summary>
    /// <exception cref="ArgumentException">The tensor is no image.</exception>
    private protected static (int Height, int Width) SizeOf(string transform, Tensor image) => image.NDim >= 2
        ? (image.Size(-2), image.Size(-1))
        : throw new ArgumentException($"{transform}: an image of shape {image.Shape}; pass (C, H, W) or (N, C, H, W)", nameof(image));

    /// <summary>A rectangle of an image, as a view.</summary>
    private protected static Tensor Crop(Tensor image, int top, int left, int height, int width) =>
        image.Narrow(image.NDim - 2, top, height).Narrow(image.NDim - 1, left, width);

    /// <summary>Checks the size of a result.</summary>
    private protected static (int Height, int Width) CheckSize(string transform, (int Height, int Width) size) => size.Height > 0 && size.Width > 0
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), $"{transform}: a size of {size.Height} x {size.Width}; it must be at least 1 x 1");
}

/// <summary>The draws of random transforms, as torchvision makes them.</summary>
internal readonly struct TransformDraws(Generator? generator)
{
    private Generator Stream => generator ?? Generator.Default;

    /// <summary><c>torch.rand(1) &lt; p</c>.</summary>
    public bool Happens(double p) => Uniform(0, 1) < (float)p;

    /// <summary><c>torch.empty(1).uniform_(from, to)</c>.</summary>
    public float Uniform(double from, double to)
    {
        var value = 0f;
        Stream.FillUniform(new Span<float>(ref value), from, to);
        return value;
    }

    /// <summary><c>torch.randint(0, high, size=(1,))</c>.</summary>
    public int Integer(int high)
    {
        var value = 0;
        Stream.FillRandInt(new Span<int>(ref value), 0, high);
        return value;
    }

    /// <summary><c>torch.empty(shape).normal_()</c>.</summary>
    public Tensor Normal(Shape shape) => Tensor.RandN(shape, generator: generator);

    public static double CheckProbability(string transform, double p) => p is >= 0 and <= 1
        ? p
        : throw new ArgumentOutOfRangeException(nameof(p), $"{transform}: p is {p}; a probability is between 0 and 1");
}

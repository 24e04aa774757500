namespace Autograd.Data.Tests;

/// <summary>Transforms draw and compute what torchvision's do.</summary>
[NonParallelizable]
public class TransformTests
{
    private static readonly Tensor _image = Tensor.Arange(2 * 7 * 9).Reshape(2, 7, 9).Float().Sin();
    private static readonly Tensor _pixels = (Tensor.Arange(3 * 6 * 8).Reshape(3, 6, 8) * 37 % 256).To(DType.UInt8);

    private static readonly Dictionary<string, (ImageTransform Transform, Tensor Image)> _transforms = new()
    {
        ["horizontal"] = (new RandomHorizontalFlip(), _image),
        ["vertical"] = (new RandomVerticalFlip(0.3), _image),
        ["crop"] = (new RandomCrop(5, padding: 2), _image),
        ["crop, reflected"] = (new RandomCrop((4, 8), padding: 1, paddingMode: PadMode.Reflect), _image),
        ["crop of all"] = (new RandomCrop((7, 9)), _image),
        ["center"] = (new CenterCrop((4, 6)), _image),
        ["center, odd"] = (new CenterCrop(4), _image),
        ["center, larger"] = (new CenterCrop((10, 4)), _image),
        ["resize"] = (new Resize((5, 12)), _image),
        ["resize, shorter side"] = (new Resize(4), _image),
        ["resize, rough"] = (new Resize(10, antialias: false), _image),
        ["resize, bicubic"] = (new Resize((14, 4), InterpolateMode.Bicubic), _image),
        ["resize, pixels"] = (new Resize((9, 5)), _pixels),
        ["resize, nearest"] = (new Resize((9, 5), InterpolateMode.Nearest), _pixels),
        ["normalize"] = (new Normalize([0.1, 0.2], [0.5, 0.25]), _image),
        ["float"] = (new ConvertImageDType(), _pixels),
        ["pixels"] = (new ConvertImageDType(DType.UInt8), _image.Abs()),
        ["erasing"] = (new RandomErasing(0.8), _image),
        ["erasing, random"] = (new RandomErasing(0.8, (0.1, 0.5), (0.5, 2), value: null), _image),
        ["pad"] = (new Pad((1, 2, 3, 0), fill: 0.5), _image),
        ["pad, edge"] = (new Pad(2, paddingMode: PadMode.Replicate), _image),
        ["resized crop"] = (new RandomResizedCrop(5, antialias: false), _image),
        ["resized crop, odd"] = (new RandomResizedCrop((4, 6), (0.1, 0.6), (0.2, 5), antialias: false), _image),
        ["resized crop, never fits"] = (new RandomResizedCrop(4, (1, 1), (3, 4), antialias: false), _image),
        ["resized crop, never fits upright"] = (new RandomResizedCrop(4, (1, 1), (0.2, 0.3), antialias: false), _image),
        ["jitter, brightness"] = (new ColorJitter(brightness: 0.4), _pixels),
        ["jitter"] = (new ColorJitter(0.4, 0.5, 0.6, 0.2), _pixels.Float() / 255),
        ["jitter, pixels"] = (new ColorJitter(0.4, 0.5, 0.6, 0.2), _pixels),
        ["jitter, grey"] = (new ColorJitter(0.4, 0.5, 0.6, 0.2), _pixels[..1].Float() / 255),
        ["composed"] = (new Compose(new RandomCrop(6, padding: 1), new RandomHorizontalFlip(), new RandomErasing(1, value: 1)), _image),
    };

    private static IEnumerable<string> Names => DataFixture.Part("images").EnumerateObject().Select(row => row.Name);

    [TestCaseSource(nameof(Names))]
    public void A_transform_is_torchvisions(string name)
    {
        var expected = DataFixture.Part("images").GetProperty(name);
        var (transform, image) = _transforms[name];
        var before = image.Clone();
        Generator.ManualSeed(2);
        foreach (var result in expected.GetProperty("results").EnumerateArray())
        {
            var actual = transform.Forward(image);
            Assert.That(actual.Shape, Is.EqualTo(Shape.Create(result.GetProperty("shape").As<int[]>())));

            // Interpolation of pixels may round a half the other way; colours are cut to bytes after each of four steps.
            var tolerance = name == "resize, pixels" ? 1 : name == "jitter, pixels" ? 2 : 2e-6;
            Assert.That(actual.ToArray<double>(), Is.EqualTo(result.GetProperty("values").As<double[]>()).Within(tolerance));
        }

        Assert.That(Tensor.Rand(2).ToArray<float>(), Is.EqualTo(expected.GetProperty("after").As<float[]>()));
        Assert.That(image.Equal(before), "the image itself is never changed");
    }

    [Test]
    public void A_batch_is_treated_as_one_image()
    {
        var batch = Tensor.Stack([_image, _image]);
        foreach (var transform in (Func<Generator, ImageTransform>[])[
            g => new RandomHorizontalFlip(0.5, g), g => new RandomCrop(5, padding: 2, generator: g), g => new RandomErasing(0.9, generator: g)])
        {
            var alone = transform(new Generator(3)).Forward(_image);
            Assert.That(transform(new Generator(3)).Forward(batch).Equal(Tensor.Stack([alone, alone])));
        }
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        Wrong(() => new RandomHorizontalFlip(1.5), "RandomHorizontalFlip: p is 1.5; a probability is between 0 and 1 (Parameter 'p')");
        Wrong(() => new RandomVerticalFlip(-1), "RandomVerticalFlip: p is -1; a probability is between 0 and 1 (Parameter 'p')");
        Wrong(() => new RandomVerticalFlip().Forward(1), "RandomVerticalFlip: an image of shape (); pass (C, H, W) or (N, C, H, W) (Parameter 'image')");
        Wrong(() => new CenterCrop(0), "CenterCrop: a size of 0 x 0; it must be at least 1 x 1 (Parameter 'size')");
        Wrong(() => new RandomCrop(8).Forward(_image), "RandomCrop: a part of 8 x 8 of an image of 7 x 9; pad it, or resize it first (Parameter 'image')");
        Wrong(() => new RandomCrop(8, padding: -1), "RandomCrop: padding is -1; it must not be negative (Parameter 'padding')");
        Wrong(() => new RandomErasing(scale: (0.5, 0.1)), "RandomErasing: areas from 0.5 to 0.1 of the image; pass a range within 0 to 1 (Parameter 'scale')");
        Wrong(() => new RandomErasing(ratio: (0, 1)), "RandomErasing: ratios from 0 to 1; pass a range above 0 (Parameter 'ratio')");
        Wrong(() => new RandomErasing().Forward(Tensor.Zeros(2, 2)), "RandomErasing: an image of shape (2, 2); pass (C, H, W) or (N, C, H, W) (Parameter 'image')");
        Wrong(() => new Pad(-1), "Pad: padding is (-1, -1, -1, -1); it must not be negative, and a crop cuts off (Parameter 'padding')");
        Wrong(() => new RandomResizedCrop(0), "RandomResizedCrop: a size of 0 x 0; it must be at least 1 x 1 (Parameter 'size')");
        Wrong(() => new RandomResizedCrop(4, (0, 2)), "RandomResizedCrop: areas from 0 to 2 of the image; pass a range within 0 to 1 (Parameter 'scale')");
        Wrong(() => new RandomResizedCrop(4, ratio: (0, 1)), "RandomResizedCrop: ratios from 0 to 1; pass a range above 0 (Parameter 'ratio')");
        Wrong(() => new ColorJitter(contrast: -1), "ColorJitter: contrast is -1; it must not be negative (Parameter 'contrast')");
        Wrong(() => new ColorJitter(hue: 0.6), "ColorJitter: hue is 0.6; use 0 to 0.5 (Parameter 'hue')");
        Wrong(() => new ColorJitter().Forward(_image),
            "ColorJitter: an image of Float32 and shape (2, 7, 9); pass (1, H, W) or (3, H, W) of UInt8 or floats (Parameter 'image')");
        Wrong(() => new Normalize([0], [1, 2]), "Normalize: 1 means and 2 deviations; pass one of each for each channel (Parameter 'mean')");
        Wrong(() => new Normalize([0], [0]), "Normalize: deviation 0 is 0; pass deviations that are not (Parameter 'std')");
        Wrong(() => new Normalize([0], [1]).Forward(_pixels), "Normalize: an image of UInt8; convert it with ConvertImageDType first (Parameter 'image')");
        Wrong(() => new Normalize([0, 0, 0], [1, 1, 1]).Forward(_image), "Normalize: 3 means for an image of shape (2, 7, 9); it must have (…, 3, H, W) (Parameter 'image')");
        Wrong(() => new ConvertImageDType(DType.Int64), "ConvertImageDType: images of Int64; use UInt8 or a floating type (Parameter 'dtype')");
        Wrong(() => new ConvertImageDType().Forward(Tensor.Arange(3)), "ConvertImageDType: an image of Int64; use UInt8 or a floating type (Parameter 'image')");
        Wrong(() => new Compose(null!, null!), "Compose: transform 0 is null; pass transforms alone (Parameter 'transforms')");
    }

    private static void Wrong(Action action, string message) =>
        Assert.That(() => action(), Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
}

namespace Autograd.Data;

/// <summary>
/// Fashion-MNIST: 60,000 training and 10,000 test images of clothes in ten classes, in the format of
/// <see cref="Mnist"/>.
/// </summary>
/// <param name="TrainImages">The training images: (60000, 28, 28), UInt8.</param>
/// <param name="TrainLabels">The training labels: (60000), UInt8.</param>
/// <param name="TestImages">The test images: (10000, 28, 28), UInt8.</param>
/// <param name="TestLabels">The test labels: (10000), UInt8.</param>
public sealed record FashionMnist(Tensor TrainImages, Tensor TrainLabels, Tensor TestImages, Tensor TestLabels)
{
    /// <summary>The names of the classes 0 to 9.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Reads the four IDX files, plain or compressed with extension <c>.gz</c>, from a folder.</summary>
    /// <exception cref="FileNotFoundException">One of them is missing.</exception>
    /// <exception cref="InvalidDataException">One is damaged, or the numbers of images and labels differ.</exception>
    public static FashionMnist Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var (trainImages, trainLabels, testImages, testLabels) = IdxFolder.Read("FashionMnist.Load", folder);
        return new FashionMnist(trainImages, trainLabels, testImages, testLabels);
    }
}

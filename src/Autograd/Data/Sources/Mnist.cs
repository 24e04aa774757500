namespace Autograd.Data;

/// <summary>
/// The MNIST digits: 60,000 training and 10,000 test images, each of 28 x 28 grey values from 0 to 255.
/// </summary>
/// <param name="TrainImages">The training images: (60000, 28, 28), UInt8.</param>
/// <param name="TrainLabels">The training labels: (60000), UInt8.</param>
/// <param name="TestImages">The test images: (10000, 28, 28), UInt8.</param>
/// <param name="TestLabels">The test labels: (10000), UInt8.</param>
public sealed record Mnist(Tensor TrainImages, Tensor TrainLabels, Tensor TestImages, Tensor TestLabels)
{
    /// <summary>Reads the four IDX files, plain or compressed with extension <c>.gz</c>, from a folder.</summary>
    /// <exception cref="FileNotFoundException">One of them is missing.</exception>
    /// <exception cref="InvalidDataException">One is damaged, or the numbers of images and labels differ.</exception>
    public static Mnist Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var (trainImages, trainLabels, testImages, testLabels) = IdxFolder.Read("Mnist.Load", folder);
        return new Mnist(trainImages, trainLabels, testImages, testLabels);
    }
}

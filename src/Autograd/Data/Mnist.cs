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
        var mnist = new Mnist(
            ReadPart(folder, "train-images-idx3-ubyte", 3), ReadPart(folder, "train-labels-idx1-ubyte", 1),
            ReadPart(folder, "t10k-images-idx3-ubyte", 3), ReadPart(folder, "t10k-labels-idx1-ubyte", 1));
        CheckPair("train", mnist.TrainImages, mnist.TrainLabels);
        CheckPair("t10k", mnist.TestImages, mnist.TestLabels);
        return mnist;
    }

    private static Tensor ReadPart(string folder, string name, int rank)
    {
        var plain = Path.Combine(folder, name);
        var compressed = plain + ".gz";
        if (!File.Exists(plain) && !File.Exists(compressed))
            throw new FileNotFoundException($"Mnist.Load: neither {name} nor {name}.gz is in {Path.GetFullPath(folder)}", compressed);
        var path = File.Exists(compressed) ? compressed : plain;
        var part = IdxFile.Read(path);
        if (part.NDim != rank || part.DType != DType.UInt8)
            throw new InvalidDataException($"Mnist.Load: {path} holds {part.DType} of shape {part.Shape}, and should hold UInt8 of {rank} dimensions");
        return part;
    }

    private static void CheckPair(string name, Tensor images, Tensor labels)
    {
        if (images.Size(0) != labels.Size(0))
            throw new InvalidDataException($"Mnist.Load: {images.Size(0)} {name} images and {labels.Size(0)} labels; the files do not belong together");
    }
}

namespace Autograd.Data;

/// <summary>CIFAR-10: 50,000 training and 10,000 test images of ten classes, each of 3 x 32 x 32 values from 0 to 255.</summary>
/// <param name="TrainImages">The training images: (50000, 3, 32, 32), UInt8.</param>
/// <param name="TrainLabels">The training labels: (50000), UInt8.</param>
/// <param name="TestImages">The test images: (10000, 3, 32, 32), UInt8.</param>
/// <param name="TestLabels">The test labels: (10000), UInt8.</param>
public sealed record Cifar10(Tensor TrainImages, Tensor TrainLabels, Tensor TestImages, Tensor TestLabels)
{
    private const string Folder = "cifar-10-batches-bin";

    /// <summary>The names of the classes 0 to 9.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>
    /// Reads the binary version, <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> and <c>test_batch.bin</c>, from a
    /// folder or its subfolder <c>cifar-10-batches-bin</c>.
    /// </summary>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    /// <exception cref="InvalidDataException">One is cut short, or no file of CIFAR-10.</exception>
    public static Cifar10 Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string[] train = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];
        var (trainImages, trainLabels) = CifarFile.Read("Cifar10.Load", folder, Folder, train, [10]);
        var (testImages, testLabels) = CifarFile.Read("Cifar10.Load", folder, Folder, ["test_batch.bin"], [10]);
        return new Cifar10(trainImages, trainLabels[0], testImages, testLabels[0]);
    }
}

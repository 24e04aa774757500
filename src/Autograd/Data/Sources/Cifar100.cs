namespace Autograd.Data;

/// <summary>
/// CIFAR-100: 50,000 training and 10,000 test images of 100 classes in 20 groups, each of 3 x 32 x 32 values from 0 to
/// 255.
/// </summary>
/// <param name="TrainImages">The training images: (50000, 3, 32, 32), UInt8.</param>
/// <param name="TrainLabels">The classes of the training images, 0 to 99: (50000), UInt8.</param>
/// <param name="TrainCoarseLabels">Their groups, 0 to 19: (50000), UInt8.</param>
/// <param name="TestImages">The test images: (10000, 3, 32, 32), UInt8.</param>
/// <param name="TestLabels">The classes of the test images: (10000), UInt8.</param>
/// <param name="TestCoarseLabels">Their groups: (10000), UInt8.</param>
public sealed record Cifar100(
    Tensor TrainImages, Tensor TrainLabels, Tensor TrainCoarseLabels, Tensor TestImages, Tensor TestLabels, Tensor TestCoarseLabels)
{
    private const string Folder = "cifar-100-binary";

    /// <summary>
    /// Reads the binary version, <c>train.bin</c> and <c>test.bin</c>, from a folder or its subfolder
    /// <c>cifar-100-binary</c>.
    /// </summary>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    /// <exception cref="InvalidDataException">One is cut short, or no file of CIFAR-100.</exception>
    public static Cifar100 Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var (trainImages, train) = CifarFile.Read("Cifar100.Load", folder, Folder, ["train.bin"], [20, 100]);
        var (testImages, test) = CifarFile.Read("Cifar100.Load", folder, Folder, ["test.bin"], [20, 100]);
        return new Cifar100(trainImages, train[1], train[0], testImages, test[1], test[0]);
    }
}

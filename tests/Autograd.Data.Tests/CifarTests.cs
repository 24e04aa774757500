namespace Autograd.Data.Tests;

/// <summary>CIFAR's files are read, and damaged ones refused.</summary>
public class CifarTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Images_and_labels_come_in_the_order_of_the_files()
    {
        for (var i = 1; i <= 5; i++) Write($"data_batch_{i}.bin", [Image([(byte)i], i), Image([(byte)(9 - i)], 10 + i)]);
        Write("test_batch.bin", [Image([0], 99)]);
        var cifar = Cifar10.Load(_folder);
        Assert.That(cifar.TrainImages.Shape, Is.EqualTo(Shape.Create(10, 3, 32, 32)));
        Assert.That(cifar.TrainLabels.ToArray<byte>(), Is.EqualTo(new byte[] { 1, 8, 2, 7, 3, 6, 4, 5, 5, 4 }));
        Assert.That(cifar.TrainImages[.., 2, 31, 31].ToArray<byte>(), Is.EqualTo(new byte[] { 1, 11, 2, 12, 3, 13, 4, 14, 5, 15 }));
        Assert.That(cifar.TestImages[0, 0, 0, 0].Item<byte>(), Is.EqualTo(99));
        Assert.That((Cifar10.Classes.Count, FashionMnist.Classes.Count), Is.EqualTo((10, 10)));
    }

    [Test]
    public void The_folder_as_it_is_distributed_is_found()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "cifar-100-binary"));
        Write("cifar-100-binary/train.bin", [Image([3, 77], 1), Image([19, 99], 2)]);
        Write("cifar-100-binary/test.bin", [Image([0, 5], 3)]);
        var cifar = Cifar100.Load(_folder);
        Assert.That(cifar.TrainLabels.ToArray<byte>(), Is.EqualTo(new byte[] { 77, 99 }));
        Assert.That(cifar.TrainCoarseLabels.ToArray<byte>(), Is.EqualTo(new byte[] { 3, 19 }));
        Assert.That((cifar.TestLabels.Item<byte>(), cifar.TestCoarseLabels.Item<byte>()), Is.EqualTo(((byte)5, (byte)0)));
    }

    [Test]
    public void Damaged_files_are_refused()
    {
        var train = Path.Combine(_folder, "train.bin");
        Assert.That(() => Cifar100.Load(_folder), Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo($"Cifar100.Load: there is no file {train}"));
        foreach (var size in (int[])[0, 1, 3073, 3074 * 2 - 1])
        {
            File.WriteAllBytes(train, new byte[size]);
            Assert.That(() => Cifar100.Load(_folder), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                $"Cifar100.Load: {train} has {size} bytes, which is no multiple of 3074, the size of an image with its labels; it is cut short or no such file"));
        }

        Write("train.bin", [Image([0, 0], 0), Image([20, 0], 0)]);
        Assert.That(() => Cifar100.Load(_folder), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
            $"Cifar100.Load: {train}: label 20 of image 1; labels are 0 to 19, so this is no such file"));
    }

    [Test]
    public void Fashion_is_read_as_MNIST_is() =>
        Assert.That(() => FashionMnist.Load(_folder), Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo(
            $"FashionMnist.Load: neither train-images-idx3-ubyte nor train-images-idx3-ubyte.gz is in {_folder}"));

    private static byte[] Image(byte[] labels, int value)
    {
        var image = new byte[labels.Length + 3072];
        Array.Fill(image, (byte)value);
        labels.CopyTo(image, 0);
        return image;
    }

    private void Write(string name, byte[][] images) => File.WriteAllBytes(Path.Combine(_folder, name), [.. images.SelectMany(image => image)]);
}

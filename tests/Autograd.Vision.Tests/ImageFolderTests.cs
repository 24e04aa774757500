namespace Autograd.Vision.Tests;

public sealed class ImageFolderTests
{
    private string _root = "";

    [SetUp]
    public void MakeFolder() => _root = Directory.CreateTempSubdirectory("images").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Classes_and_files_are_in_order_with_those_of_inner_folders()
    {
        Write("dog/2.png", 20);
        Write("dog/1.png", 10);
        Write("cat/b/3.png", 30);
        Write("cat/a.jpg", 40);
        File.WriteAllText(Path.Combine(_root, "cat/readme.txt"), "no picture");
        var folder = new ImageFolder(_root);
        Assert.That(folder.Classes, Is.EqualTo(new[] { "cat", "dog" }));
        Assert.That(
            folder.Samples.Select(sample => (Path.GetRelativePath(_root, sample.Path), sample.Label)),
            Is.EqualTo(new[] { ("cat/a.jpg", 0L), ("cat/b/3.png", 0L), ("dog/1.png", 1L), ("dog/2.png", 1L) }));
        var (image, label) = folder[2];
        Assert.That(image.Shape, Is.EqualTo(Shape.Create(3, 4, 4)));
        Assert.That(image[0, 0, 0].Item(), Is.EqualTo(10 / 255f));
        Assert.That(label, Is.EqualTo(1));
    }

    [Test]
    public void A_transform_gets_the_bytes()
    {
        Write("a/1.png", 7);
        Assert.That(new ImageFolder(_root, x => x.To(DType.Int64).Sum())[0].Image.Item(), Is.EqualTo(3 * 16 * 7));
    }

    [Test]
    public void Folders_without_classes_or_pictures_are_refused()
    {
        Assert.That(
            () => new ImageFolder(_root),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                $"ImageFolder: no folder in {_root}; make one for each class, {Path.Combine(_root, "cat")}"));
        Write("a/1.png", 7);
        Directory.CreateDirectory(Path.Combine(_root, "b"));
        Assert.That(
            () => new ImageFolder(_root),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                $"ImageFolder: no picture in {Path.Combine(_root, "b")}; the endings are .jpg, .jpeg, .png, .bmp, .webp, .gif"));
    }

    private void Write(string name, int value)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var image = Tensor.Full((3, 4, 4), value, DType.UInt8);
        if (name.EndsWith(".png", StringComparison.Ordinal)) ImageFile.WritePng(path, image);
        else ImageFile.WriteJpeg(path, image);
    }
}

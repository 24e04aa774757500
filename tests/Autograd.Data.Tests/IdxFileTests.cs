using System.Buffers.Binary;
using System.IO.Compression;

namespace Autograd.Data.Tests;

public class IdxFileTests
{
    private static readonly byte[] TwoByThree = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 250];

    [Test]
    public void Bytes_come_in_row_major_order()
    {
        var x = IdxFile.Parse(TwoByThree);
        Assert.That(x.Shape, Is.EqualTo(Shape.Create(2, 3)));
        Assert.That(x.ToArray<byte>(), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 250 }));
    }

    [Test]
    public void Gzip_is_unpacked()
    {
        var x = IdxFile.Parse(Gzip(TwoByThree));
        Assert.That(x.ToArray<byte>(), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 250 }));
    }

    [Test]
    public void Every_type_is_big_endian()
    {
        Assert.That(IdxFile.Parse(OneElement(0x09, [0xff])).Item<sbyte>(), Is.EqualTo(-1));
        Assert.That(IdxFile.Parse(OneElement(0x0b, [0x01, 0x02])).Item<short>(), Is.EqualTo(0x0102));
        Assert.That(IdxFile.Parse(OneElement(0x0c, [1, 2, 3, 4])).Item<int>(), Is.EqualTo(0x01020304));
        var single = new byte[4];
        BinaryPrimitives.WriteSingleBigEndian(single, 1.5f);
        Assert.That(IdxFile.Parse(OneElement(0x0d, single)).Item<float>(), Is.EqualTo(1.5f));
        var twice = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(twice, -2.25);
        Assert.That(IdxFile.Parse(OneElement(0x0e, twice)).Item<double>(), Is.EqualTo(-2.25));
    }

    [Test]
    public void A_file_cut_anywhere_is_refused()
    {
        for (var length = 0; length < TwoByThree.Length; length++)
        {
            var cut = TwoByThree[..length];
            Assert.That(() => IdxFile.Parse(cut), Throws.TypeOf<InvalidDataException>(), $"{length} bytes");
        }

        var packed = Gzip(TwoByThree);
        for (var length = 2; length < packed.Length; length++)
        {
            var cut = packed[..length];
            Assert.That(() => IdxFile.Parse(cut), Throws.TypeOf<InvalidDataException>(), $"{length} packed bytes");
        }

        Assert.That(() => IdxFile.Parse(packed[..10]), Refused("IdxFile: a gzip file of 10 bytes is cut short"));
        foreach (var damaged in new byte[][] { packed[..^6], [.. packed[..^8], 1, 2, 3, 4, .. packed[^4..]], [.. packed[..^4], 99, 0, 0, 0] })
            Assert.That(() => IdxFile.Parse(damaged), Throws.TypeOf<InvalidDataException>().With.Message.Match(
                "^IdxFile: the gzip file is cut short or damaged: (0|18) bytes were unpacked$"));
    }

    [Test]
    public void The_message_says_what_is_missing()
    {
        Assert.That(
            () => IdxFile.Parse(TwoByThree[..15]),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                "IdxFile: the file ends in the 6 elements of shape (2, 3): 3 of 6 bytes are there"));
    }

    [Test]
    public void Left_over_bytes_wrong_magic_wrong_type_and_absurd_sizes_are_refused()
    {
        Assert.That(() => IdxFile.Parse([.. TwoByThree, 7]), Refused("IdxFile: the file goes on after the 6 elements of shape (2, 3)"));
        Assert.That(() => IdxFile.Parse([1, .. TwoByThree[1..]]), Refused(
            "IdxFile: not an IDX file: it begins with 01000802, and must with 0000, a type and a rank"));
        Assert.That(() => IdxFile.Parse([0, 0, 7, .. TwoByThree[3..]]), Refused("IdxFile: element type 0x07 is none of 08, 09, 0b, 0c, 0d and 0e"));
        Assert.That(
            () => IdxFile.Parse([0, 0, 8, 2, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 3]), Refused(
                "IdxFile: dimension 0 claims 4294967295 elements, 4294967295 so far; a tensor holds at most 2147483647"));
        Assert.That(
            () => IdxFile.Parse([0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0]), Refused(
                "IdxFile: dimension 1 claims 65536 elements, 4294967296 so far; a tensor holds at most 2147483647"));
    }

    [Test]
    public void A_missing_part_of_mnist_is_named()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.That(
                () => Mnist.Load(folder.FullName),
                Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo(
                    $"Mnist.Load: neither train-images-idx3-ubyte nor train-images-idx3-ubyte.gz is in {folder.FullName}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Parts_of_mnist_that_do_not_fit_are_named()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            byte[] image = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7];
            byte[] label = [0, 0, 8, 1, 0, 0, 0, 1, 7];
            byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 8];
            var first = Path.Combine(folder.FullName, "train-images-idx3-ubyte");
            Assert.That(Load(image, label, image, labels), Refused("Mnist.Load: 1 t10k images and 2 labels; the files do not belong together"));
            Assert.That(Load(image, labels, image, label), Refused("Mnist.Load: 1 train images and 2 labels; the files do not belong together"));
            Assert.That(Load(label, label, image, label), Refused(
                $"Mnist.Load: {first} holds UInt8 of shape (1,), and should hold UInt8 of 3 dimensions"));
            Assert.That(Load(image[..^1], label, image, label), Refused(
                $"IdxFile: the file ends in the 1 elements of shape (1, 1, 1): 0 of 1 bytes are there (file {first})"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Action Load(params byte[][] parts)
        {
            string[] names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
            for (var i = 0; i < names.Length; i++) File.WriteAllBytes(Path.Combine(folder.FullName, names[i]), parts[i]);
            return () => Mnist.Load(folder.FullName);
        }
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message) =>
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message);

    private static byte[] OneElement(byte type, byte[] element) => [0, 0, type, 1, 0, 0, 0, 1, .. element];

    private static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }
}

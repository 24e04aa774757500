using System.Buffers.Binary;
using System.IO.Compression;
using Autograd.Data;

namespace Autograd.Tests;

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
    }

    [Test]
    public void The_message_says_what_is_missing()
    {
        Assert.That(
            () => IdxFile.Parse(TwoByThree[..15]),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                "idx: the file ends in the 6 elements of shape (2, 3): 3 of 6 bytes are there"));
    }

    [Test]
    public void Left_over_bytes_wrong_magic_wrong_type_and_absurd_sizes_are_refused()
    {
        Assert.That(() => IdxFile.Parse([.. TwoByThree, 7]), Refused("goes on after the 6 elements"));
        Assert.That(() => IdxFile.Parse([1, .. TwoByThree[1..]]), Refused("not an IDX file"));
        Assert.That(() => IdxFile.Parse([0, 0, 7, .. TwoByThree[3..]]), Refused("element type 0x07"));
        Assert.That(
            () => IdxFile.Parse([0, 0, 8, 2, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 3]), Refused("claims 4294967295 elements"));
        Assert.That(
            () => IdxFile.Parse([0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0]), Refused("claims 65536 elements"));
    }

    [Test]
    public void A_missing_part_of_mnist_is_named()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.That(
                () => Mnist.Load(folder.FullName),
                Throws.TypeOf<FileNotFoundException>().With.Message.Contains("train-images-idx3-ubyte.gz"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message) =>
        Throws.TypeOf<InvalidDataException>().With.Message.Contains(message);

    private static byte[] OneElement(byte type, byte[] element) => [0, 0, type, 1, 0, 0, 0, 1, .. element];

    private static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }
}

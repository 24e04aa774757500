using System.Buffers.Binary;
using System.IO.Compression;
using Autograd.Data;

namespace Autograd.Tests.Edges;

/// <summary>A file takes the memory that its header asks for and that it can fill, whatever it unpacks to.</summary>
[NonParallelizable]
public class ExpandingFileTests
{
    private const int Megabyte = 1 << 20;

    [Test]
    public void What_follows_the_elements_is_not_unpacked()
    {
        var bomb = Gzip([0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3], zeros: 256 * Megabyte);
        Assert.That(bomb, Has.Length.LessThan(4 * Megabyte));
        var allocated = AllocatedBy(bomb, "IdxFile: the file goes on after the 3 elements of shape (3,)");
        Assert.That(allocated, Is.LessThan(4L * Megabyte));
    }

    [Test]
    public void A_wrong_beginning_ends_the_reading()
    {
        var bomb = Gzip([], zeros: 256 * Megabyte);
        var allocated = AllocatedBy(bomb, "IdxFile: element type 0x00 is none of 08, 09, 0b, 0c, 0d and 0e");
        Assert.That(allocated, Is.LessThan(4L * Megabyte));
    }

    [Test]
    public void A_header_that_promises_what_is_not_there_takes_no_memory()
    {
        byte[] header = [0, 0, 8, 1, 0x7f, 0xff, 0xff, 0x00];
        foreach (var file in new[] { header, Gzip(header, zeros: 10) })
            Assert.That(AllocatedBy(file, null), Is.LessThan(4L * Megabyte));
        Assert.That(
            () => IdxFile.Parse([0, 0, 14, 1, 0x7f, 0xff, 0xff, 0xff, 1]),
            Refused(
                "IdxFile: the 2147483647 elements of shape (2147483647,) take 17179869176 bytes; a file of at most "
                + "2147483591 can be read"));
    }

    [Test]
    public void Rank_is_bounded() =>
        Assert.That(
            () => IdxFile.Parse([0, 0, 8, 255, .. new byte[4 * 255]]),
            Refused("IdxFile: the file claims 255 dimensions; a tensor has at most 64"));

    [Test]
    public void Trailing_bytes_and_cuts_of_packed_files_are_refused([Values(0x08, 0x0b, 0x0c, 0x0d, 0x0e)] int type)
    {
        byte[] plain = [0, 0, (byte)type, 2, 0, 0, 0, 2, 0, 0, 0, 3, .. new byte[6 * Size(type)]];
        Assert.That(IdxFile.Parse(Gzip(plain, 0)).Shape, Is.EqualTo(Shape.Create(2, 3)));
        for (var cut = 0; cut < plain.Length; cut++)
        {
            Assert.That(() => IdxFile.Parse(plain[..cut]), Throws.TypeOf<InvalidDataException>(), $"{cut} bytes");
            Assert.That(() => IdxFile.Parse(Gzip(plain[..cut], 0)), Throws.TypeOf<InvalidDataException>(), $"{cut}");
        }

        var packed = Gzip(plain, 0);
        for (var cut = 2; cut < packed.Length; cut++)
            Assert.That(() => IdxFile.Parse(packed[..cut]), Throws.TypeOf<InvalidDataException>(), $"{cut} packed");
        Assert.That(() => IdxFile.Parse([.. plain, 0]), Throws.TypeOf<InvalidDataException>());
        Assert.That(() => IdxFile.Parse(Gzip(plain, 1)), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void More_elements_than_one_chunk()
    {
        var header = new byte[8];
        header[2] = 8;
        header[3] = 1;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), 5 * Megabyte);
        var x = IdxFile.Parse(Gzip(header, zeros: 5 * Megabyte));
        Assert.That((x.Numel, x.Long().Sum().Item<long>()), Is.EqualTo((5 * Megabyte, 0L)));
    }

    private static int Size(int type) => type switch { 0x08 => 1, 0x0b => 2, 0x0e => 8, _ => 4 };

    private static long AllocatedBy(byte[] file, string? message)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<InvalidDataException>(() => IdxFile.Parse(file));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (message is not null) Assert.That(refusal!.Message, Is.EqualTo(message));
        return allocated;
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message) =>
        Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message);

    private static byte[] Gzip(byte[] content, int zeros)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
            var empty = new byte[Megabyte];
            for (; zeros > 0; zeros -= empty.Length) gzip.Write(empty.AsSpan(0, Math.Min(zeros, empty.Length)));
        }

        return packed.ToArray();
    }
}

using System.IO.Compression;

namespace Autograd.IO.Tests.NumPy;

/// <summary>Archives of arrays, against those that NumPy wrote.</summary>
public class NpzTests
{
    private static StoredFile[] Files => StoredFile.Npz;

    private static OrderedDictionary<string, Tensor> Small => new() { ["w"] = Tensor.Arange(6).Reshape(2, 3), ["b"] = Tensor.Zeros(100) };

    [TestCaseSource(nameof(Files))]
    public void An_archive_of_NumPys_is_read_and_written_again_byte_for_byte(StoredFile file)
    {
        var tensors = IO.NumPy.LoadZ(new MemoryStream(file.File));
        Assert.That(tensors.Keys, Is.EqualTo(file.Arrays!.Select(array => array.Name)));
        foreach (var array in file.Arrays!) Elements.AreSame(tensors[array.Name], array);
        if (!file.Same) return;
        foreach (var canSeek in (bool[])[true, false])
        {
            var written = new MemoryStream();
            IO.NumPy.SaveZ(tensors, canSeek ? written : new OneWayStream(written));
            Assert.That(written.ToArray(), Is.EqualTo(file.File));
        }
    }

    [Test]
    public void A_compressed_archive_has_NumPys_entries()
    {
        using var folder = new TemporaryFolder();
        var file = Files.Single(file => file.Name == "savez_compressed");
        IO.NumPy.SaveZCompressed(IO.NumPy.LoadZ(new MemoryStream(file.File)), folder["a.npz"]);
        using var ours = ZipFile.OpenRead(folder["a.npz"]);
        using var theirs = new ZipArchive(new MemoryStream(file.File));
        Assert.That(ours.Entries.Select(Described), Is.EqualTo(theirs.Entries.Select(Described)));

        static (string, string, DateTime, uint, int) Described(ZipArchiveEntry entry)
        {
            using var stream = entry.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return (entry.FullName, Convert.ToBase64String(bytes.ToArray()), entry.LastWriteTime.DateTime, entry.Crc32, entry.ExternalAttributes);
        }
    }

    [Test]
    public void An_open_archive_reads_what_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        IO.NumPy.SaveZ(Small, folder["a.npz"]);
        using var npz = IO.NumPy.OpenZ(folder["a.npz"]);
        Assert.That(npz.Keys, Is.EqualTo((string[])["w", "b"]));
        Elements.AreSame(npz.GetTensor("w"), Small["w"], "w");
        Assert.That(npz.GetTensor("w", DType.Float64).DType, Is.EqualTo(DType.Float64));
        Assert.That(
            Assert.Throws<KeyNotFoundException>(() => npz.GetTensor("v"))!.Message,
            Is.EqualTo($"GetTensor: no array \"v\" among the 2 of {folder["a.npz"]}; Keys lists them"));
        Parallel.For(0, 20, i => Elements.AreSame(npz.GetTensor(i % 2 == 0 ? "w" : "b"), Small[i % 2 == 0 ? "w" : "b"], $"{i}"));
    }

    [Test]
    public void A_wrong_checksum_is_found()
    {
        var bytes = Archive(Small);
        bytes[^300] ^= 1;
        var e = Assert.Throws<InvalidDataException>(() => IO.NumPy.LoadZ(new MemoryStream(bytes)));
        Assert.That(e!.Message, Does.Match(@"^NumPy.LoadZ: the checksum of the array is [0-9a-f]{8}, and should be [0-9a-f]{8} \([wb]\.npy\)$"));
    }

    [Test]
    public void An_array_that_is_no_archive_leads_to_Load()
    {
        var stream = new MemoryStream();
        IO.NumPy.Save(Tensor.From([1]), stream);
        stream.Position = 0;
        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.NumPy.LoadZ(stream))!.Message,
            Is.EqualTo("NumPy.LoadZ: this is one array and no archive of arrays; use NumPy.Load (byte 0)"));
        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.NumPy.LoadZ(new MemoryStream("PK no archive"u8.ToArray())))!.Message,
            Does.StartWith("NumPy.LoadZ: this is no .npz file, or it is damaged or cut short: "));
    }

    [Test]
    public void A_stream_that_cannot_seek_is_refused() => Assert.That(
        Assert.Throws<ArgumentException>(() => IO.NumPy.LoadZ(new OneWayStream(new MemoryStream())))!.Message,
        Does.StartWith("NumPy.LoadZ: the stream cannot seek, and the directory of a .npz file is at its end; copy it to a MemoryStream"));

    /// <summary>A thousand entries that are all one file of a megabyte.</summary>
    [Test]
    public void Entries_that_overlap_are_refused()
    {
        var bytes = Archive(new OrderedDictionary<string, Tensor> { ["w"] = Tensor.Zeros(1000) });
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        var end = bytes.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var entry = bytes[directory..end];
        var other = entry.ToArray();
        other[46]++;
        byte[] doubled = [.. bytes[..end], .. other, .. bytes[end..]];
        var newEnd = end + other.Length;
        doubled[newEnd + 8] = doubled[newEnd + 10] = 2;
        BitConverter.TryWriteBytes(doubled.AsSpan(newEnd + 12), entry.Length + other.Length);
        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.NumPy.LoadZ(new MemoryStream(doubled)))!.Message,
            Is.EqualTo($"NumPy.LoadZ: the arrays up to \"x\" take {2 * 4128} bytes, and the file has {doubled.Length}"));
    }

    [Test]
    public void An_entry_that_claims_more_than_its_bytes_can_hold_is_refused()
    {
        var bytes = Archive(new OrderedDictionary<string, Tensor> { ["w"] = Tensor.Zeros(1000) }, isCompressed: true);
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 2_000_000_000);
        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.NumPy.LoadZ(new MemoryStream(bytes)))!.Message,
            Does.Match("^NumPy.LoadZ: array \"w\" claims 2000000000 bytes, more than [0-9]+ compressed ones can hold$"));
    }

    [Test]
    public void Two_arrays_of_a_name_are_refused()
    {
        var bytes = Archive(new OrderedDictionary<string, Tensor> { ["a"] = Tensor.Zeros(1), ["b"] = Tensor.Zeros(1) });
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        bytes[directory + 46] = (byte)'a';
        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.NumPy.LoadZ(new MemoryStream(bytes)))!.Message, Is.EqualTo("NumPy.LoadZ: array \"a\" occurs twice"));
    }

    [Test]
    public void An_entry_that_goes_on_or_is_no_array_is_refused()
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("../../etc/passwd.npy").Open();
            IO.NumPy.Save(Tensor.From([1]), entry);
            entry.Write("more"u8);
        }

        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.NumPy.LoadZ(stream))!.Message,
            Is.EqualTo("NumPy.LoadZ: the entry goes on after the array (../../etc/passwd.npy, byte 136)"));
    }

    [Test]
    public void What_cannot_be_in_an_archive_is_not_written()
    {
        Assert.That(
            Assert.Throws<ArgumentException>(() => IO.NumPy.SaveZ(new Dictionary<string, Tensor> { ["w"] = null! }, new MemoryStream()))!.Message,
            Does.StartWith("NumPy.SaveZ: tensor \"w\" is null; leave it out"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => IO.NumPy.SaveZCompressed(new Dictionary<string, Tensor> { ["w\0"] = 1 }, new MemoryStream()))!.Message,
            Does.StartWith("NumPy.SaveZCompressed: a name of 2 bytes, or with a zero in it, cannot be in an archive; rename the tensor"));
    }

    [Test]
    public void A_type_that_NumPy_has_not_is_not_written()
    {
        var x = Tensor.Zeros(Shape.Create(2), DType.BFloat16);
        Assert.That(
            Assert.Throws<ArgumentException>(() => IO.NumPy.Save(x, new MemoryStream()))!.Message,
            Does.StartWith("NumPy.Save: the tensor is BFloat16, which NumPy has not; save it as Float32, by Float()"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => IO.NumPy.SaveZ(new Dictionary<string, Tensor> { ["x"] = x }, new MemoryStream()))!.Message,
            Does.StartWith("NumPy.SaveZ: tensor \"x\" is BFloat16, which NumPy has not; save it as Float32, by Float()"));
    }

    private static byte[] Archive(OrderedDictionary<string, Tensor> tensors, bool isCompressed = false)
    {
        var stream = new MemoryStream();
        if (isCompressed) IO.NumPy.SaveZCompressed(tensors, stream);
        else IO.NumPy.SaveZ(tensors, stream);
        return stream.ToArray();
    }
}

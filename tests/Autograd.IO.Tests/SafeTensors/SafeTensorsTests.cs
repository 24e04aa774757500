using System.Text;

namespace Autograd.IO.Tests.SafeTensors;

/// <summary>Safetensors files, against those of a writer from the format's specification.</summary>
public class SafeTensorsTests
{
    private static StoredFile[] Files => StoredFile.SafeTensors;

    [TestCaseSource(nameof(Files))]
    public void A_file_of_the_specification_is_read_and_written_again_byte_for_byte(StoredFile file)
    {
        if (Array.Exists(file.Tensors!, tensor => Elements.TypeNamed(tensor.DType) is null))
        {
            Assert.Throws<NotSupportedException>(() => IO.SafeTensors.Load(new MemoryStream(file.File)));
            return;
        }

        var tensors = IO.SafeTensors.Load(new MemoryStream(file.File));
        Assert.That(tensors, Has.Count.EqualTo(file.Tensors!.Length));
        foreach (var tensor in file.Tensors) Elements.AreSame(tensors[tensor.Name], tensor);
        if (!file.Same) return;

        // The order of the dictionary is not that of the file.
        var written = new MemoryStream();
        IO.SafeTensors.Save(new Dictionary<string, Tensor>(tensors.Reverse()), written, file.Metadata);
        Assert.That(Encoding.UTF8.GetString(written.ToArray()), Is.EqualTo(Encoding.UTF8.GetString(file.File)));
        Assert.That(written.ToArray(), Is.EqualTo(file.File));
    }

    [Test]
    public void What_cannot_be_in_a_file_is_not_written()
    {
        var stream = new MemoryStream();
        Assert.That(
            Assert.Throws<ArgumentException>(() => IO.SafeTensors.Save(new Dictionary<string, Tensor> { ["w"] = null! }, stream))!.Message,
            Does.StartWith("SafeTensors.Save: tensor \"w\" is null; leave it out"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => IO.SafeTensors.Save(new Dictionary<string, Tensor> { ["__metadata__"] = 1 }, stream))!.Message,
            Does.StartWith("SafeTensors.Save: no tensor can have the name __metadata__, which is the metadata's; rename it"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => IO.SafeTensors.Save(new Dictionary<string, Tensor> { ["a\ud800"] = 1 }, stream))!.Message,
            Does.StartWith("SafeTensors.Save: \"a\ud800\" is not Unicode text: half a surrogate pair is at 1; remove it"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => IO.SafeTensors.Save(new Dictionary<string, Tensor>(), stream, new Dictionary<string, string> { ["a"] = null! }))!.Message,
            Does.StartWith("SafeTensors.Save: the metadata \"a\" is null; leave it out"));
        Assert.That(stream.Length, Is.Zero);
    }

    private static IEnumerable<TestCaseData> Damages()
    {
        const string w = """{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""";
        yield return Damaged("[1]", "", "the header does not begin with {; this is no safetensors file, or a damaged one (byte 8)");
        yield return Damaged("", "", "the header does not begin with {; this is no safetensors file, or a damaged one (byte 8)");
        yield return Damaged("{\"w\":" + w, "01234567", "the header is not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed (byte 61)");
        yield return Damaged("{}x", "", "the header is not JSON: 'x' is invalid after a single JSON value. Expected end of data (byte 10)");
        yield return Damaged("{\"w\":" + w + ",\"w\":" + w + "}", "01234567", "\"w\" occurs twice in the header (byte 62)");
        yield return Damaged("{\"w\":" + w + "}", "0123456", "the tensors take 8 bytes, and the file has 7 behind its header (byte 62)");
        yield return Damaged("{\"w\":" + w + "}", "012345678", "the tensors take 8 bytes, and the file has 9 behind its header (byte 62)");
        yield return Damaged("{\"w\":" + w + ",\"v\":" + w + "}", "01234567", "tensor \"v\" begins at offset 0, and the one before it ends at 8; tensors neither overlap nor leave gaps (byte 8)");
        yield return Damaged("{\"w\":" + w.Replace("[0,8]", "[8,16]") + "}", "0123456789abcdef", "tensor \"w\" begins at offset 8, and the one before it ends at 0; tensors neither overlap nor leave gaps (byte 8)");
        yield return Damaged("{\"w\":" + w.Replace("[0,8]", "[8,0]") + "}", "01234567", "tensor \"w\" of F32 and shape (2,) takes 8 bytes, and its data_offsets are 8 and 0 (byte 9)");
        yield return Damaged("{\"w\":" + w.Replace("[2]", "[3]") + "}", "01234567", "tensor \"w\" of F32 and shape (3,) takes 12 bytes, and its data_offsets are 0 and 8 (byte 9)");
        yield return Damaged("{\"w\":" + w.Replace("[2]", "[-2]") + "}", "01234567", "shape of tensor \"w\" has an element that is no number from 0 to 9223372036854775807 (byte 37)");
        yield return Damaged("{\"w\":" + w.Replace("[2]", "[2.0]") + "}", "01234567", "shape of tensor \"w\" has an element that is no number from 0 to 9223372036854775807 (byte 37)");
        yield return Damaged("{\"w\":" + w.Replace("[2]", "[4294967296,4294967296]") + "}", "01234567", "tensor \"w\" has shape (4294967296, 4294967296), whose product overflows (byte 9)");
        yield return Damaged("{\"w\":" + w.Replace("[2]", "2") + "}", "01234567", "shape of tensor \"w\" is not a list (byte 36)");
        yield return Damaged("{\"w\":" + w.Replace("[0,8]", "[0,8,9]") + "}", "01234567", "tensor \"w\" has 3 data_offsets; they are 2 (byte 9)");
        yield return Damaged("{\"w\":" + w.Replace("\"F32\"", "32") + "}", "01234567", "the dtype of tensor \"w\" is not a string (byte 22)");
        yield return Damaged("{\"w\":" + w.Replace("F32", "G32") + "}", "01234567", "tensor \"w\" has the unknown dtype \"G32\" (byte 22)");
        yield return Damaged("{\"w\":" + w.Replace("shape", "dtype") + "}", "01234567", "tensor \"w\" has two of dtype (byte 36)");
        yield return Damaged("{\"w\":" + w.Replace("shape", "sizes") + "}", "01234567", "tensor \"w\" has no shape (byte 9)");
        yield return Damaged("{\"w\":3}", "", "tensor \"w\" is not described by an object (byte 13)");
        yield return Damaged("{\"__metadata__\":3}", "", "__metadata__ is not an object of strings (byte 24)");
        yield return Damaged("{\"__metadata__\":{\"a\":3}}", "", "\"a\" in __metadata__ is not a string (byte 29)");
        yield return Damaged("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", "", "\"a\" occurs twice in __metadata__ (byte 36)");
        yield return Damaged("{\"\\ud800\":" + w + "}", "01234567", "a string is not Unicode text (byte 9)");
        yield return Damaged("{\"w\":{\"more\":[[[[[[[[[[[[", "", "the header is not JSON: The maximum configured depth of 8 has been exceeded. Cannot read next JSON array (byte 27)");
    }

    [TestCaseSource(nameof(Damages))]
    public void A_damaged_file_is_refused_in_words(byte[] file, string message)
    {
        var e = Assert.Throws<InvalidDataException>(() => IO.SafeTensors.Load(new MemoryStream(file)));
        Assert.That(e!.Message, Is.EqualTo($"SafeTensors.Load: {message}"));
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.safetensors", file);
        e = Assert.Throws<InvalidDataException>(() => IO.SafeTensors.SafeOpen(path));
        Assert.That(e!.Message, Is.EqualTo($"SafeTensors.SafeOpen: {message.Replace(" (byte", $" ({path}, byte")}"));
    }

    [Test]
    public void The_length_of_the_header_is_checked_before_it_is_read()
    {
        foreach (var (bytes, message) in ((byte[], string)[])[
            ([0, 1, 2], "the file ends in the 8 bytes that tell the length of its header: 3 of 8 bytes are there (byte 0)"),
            ([255, 255, 255, 255, 255, 255, 255, 255, 0], "the header claims 18446744073709551615 bytes, and has at most 100000000; this is no safetensors file, or a damaged one (byte 0)"),
            ([9, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}'], "the file ends in its header: 2 of 9 bytes are there (byte 8)")])
        {
            Assert.That(Assert.Throws<InvalidDataException>(() => IO.SafeTensors.Load(new MemoryStream(bytes)))!.Message, Is.EqualTo($"SafeTensors.Load: {message}"));
            Assert.That(
                Assert.Throws<InvalidDataException>(() => IO.SafeTensors.Load(new OneWayStream(new MemoryStream(bytes))))!.Message, Is.EqualTo($"SafeTensors.Load: {message}"));
        }
    }

    [Test]
    public void A_stream_that_goes_on_is_refused()
    {
        byte[] bytes = [.. Files.Single(file => file.Name == "empty").File, 0];
        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.SafeTensors.Load(new OneWayStream(new MemoryStream(bytes))))!.Message,
            Is.EqualTo("SafeTensors.Load: the stream goes on after the last tensor (byte 17)"));
    }

    [Test]
    public void What_else_describes_a_tensor_is_skipped() =>
        Assert.That(
            IO.SafeTensors.Load(new MemoryStream(File("""{"w":{"x":[{}],"dtype":"U8","shape":[],"data_offsets":[0,1]},"__metadata__":null}""", "a")))["w"].Item(), Is.EqualTo(97));

    internal static byte[] File(string header, string data)
    {
        var bytes = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)bytes.Length), .. bytes, .. Encoding.ASCII.GetBytes(data)];
    }

    private static TestCaseData Damaged(string header, string data, string message) => new TestCaseData(File(header, data), message).SetArgDisplayNames(header);
}

using System.Buffers.Binary;
using System.Text;
using Autograd.IO.Tests.Fuzzing;

namespace Autograd.IO.Tests.Torch;

/// <summary>Files made to hurt are refused in words that say where and why, and cost no more than their size.</summary>
public class TorchHostileTests
{
    [TestCase("state dict")]
    [TestCase("state dict, old form")]
    [TestCase("nested, old form")]
    public void A_file_that_is_cut_at_any_byte_is_refused(string name)
    {
        var file = StoredTorch.FileOf(name);
        for (var length = 0; length < file.Length; length++)
        {
            var error = Assert.Throws<InvalidDataException>(() => TorchFile.Load(new MemoryStream(file[..length])), $"{length} bytes")!;
            Assert.That(error.Message, Does.StartWith("TorchFile.Load: "));
        }
    }

    [Test]
    public void Every_bit_of_an_archive_counts_or_is_ignored_without_harm()
    {
        var file = StoredTorch.FileOf("state dict");
        var wanted = TorchTree.Of(TorchFile.Load(new MemoryStream(file))).ToJsonString();
        for (var at = 0; at < file.Length; at++)
        {
            var changed = (byte[])file.Clone();
            changed[at] ^= 0x10;
            try
            {
                Assert.That(TorchTree.Of(TorchFile.Load(new MemoryStream(changed))).ToJsonString(), Is.EqualTo(wanted), $"byte {at}");
            }
            catch (Exception e) when (e is InvalidDataException or NotSupportedException)
            {
            }
        }
    }

    [TestCase("cposix\nsystem\nX\u0004\0\0\0true\u0085R.", "the pickle names posix.system")]
    [TestCase("cbuiltins\nexec\nX\u0001\0\0\0x\u0085R.", "the pickle names builtins.exec")]
    [TestCase("cSystem.Diagnostics\nProcess\n)R.", "the pickle names System.Diagnostics.Process")]
    [TestCase("X\u0002\0\0\0osX\u0006\0\0\0system\u0093X\u0004\0\0\0true\u0085R.", "the pickle names os.system")]
    [TestCase("(ios\nsystem\n.", "opcode INST")]
    [TestCase("(o.", "opcode OBJ")]
    [TestCase("\u0082\u0001.", "opcode EXT1")]
    [TestCase("Pid\n.", "opcode PERSID")]
    [TestCase("\u0097.", "opcode NEXT_BUFFER")]
    [TestCase("K\u0001}b.", "attributes of 1 are set")]
    [TestCase("ctorch\nFloatStorage\n.", "the pickle holds the class or function torch.FloatStorage itself; save its values")]
    public void A_pickle_that_calls_something_is_refused(string pickle, string message) =>
        Assert.That(Error<NotSupportedException>(pickle).Message, Does.StartWith("TorchFile.Load: data.pkl: " + message));

    [TestCase(".", "the stack is empty")]
    [TestCase("t.", "there is no mark on the stack")]
    [TestCase("(K\u0001.", "1", true)]
    [TestCase("K\u0001(0.", "1", true)]
    [TestCase("K\u0001(a.", "the stack is empty")]
    [TestCase("K\u0001K\u0002a.", "an item is appended to 1, which is no list")]
    [TestCase("]K\u0001K\u0002s.", "an entry is added to [], which is no dictionary")]
    [TestCase("}(K\u0001u.", "1 keys and values do not make pairs")]
    [TestCase("h\u0007.", "nothing was stored under number 7")]
    [TestCase("\u00ff.", "byte 0xff is no opcode of a pickle")]
    [TestCase("\u0080\u0006N.", "protocol 6 is unknown; 0 to 5 are read")]
    [TestCase("X\u00ff\u00ff\u00ff\u00ffabc", "the pickle ends in a value of 4294967295 bytes, of which 3 are there")]
    [TestCase("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffabc", "the pickle ends in a value of -1 bytes, of which 3 are there")]
    [TestCase("\u008b\u0001\u0010\0\0abc", "an integer of 4097 bytes, where at most 4096 are read")]
    [TestCase("\u008b\u00ff\u00ff\u00ff\u00ffabc", "an integer of -1 bytes, where at most 4096 are read")]
    [TestCase("]q\0h\0a.", "the pickle holds a container that is inside itself; save values without cycles")]
    [TestCase("X\u0003\0\0\0\u00ff\u00ff\u00ff.", "a text of 3 bytes is not UTF-8")]
    [TestCase("I12x\n.", "\"12x\" is no integer of at most 4300 digits")]
    [TestCase("Fx\n.", "\"x\" is no number")]
    [TestCase("S'a\n.", "the text 'a is not in quotes")]
    [TestCase("V\\u12\n.", "the text \\u12 has a damaged escape")]
    [TestCase("K\u0001)R.", "a call of 1 with ()")]
    [TestCase("ctorch\nSize\n)R.", "a call of torch.Size with ()")]
    [TestCase("K\u0001Q.", "1 is not the name of a storage")]
    [TestCase("Vabc", "the pickle ends in a line of text")]
    public void A_damaged_pickle_is_refused(string pickle, string message, bool isRead = false)
    {
        if (isRead) Assert.That(Load(pickle).ToString(), Is.EqualTo(message));
        else Assert.That(Error<InvalidDataException>(pickle).Message, Does.StartWith("TorchFile.Load: data.pkl: " + message));
    }

    [TestCase("9", 6, 0, new[] { 6 }, new[] { 1 }, "storage 9 is not in the archive")]
    [TestCase("0", 7, 0, new[] { 6 }, new[] { 1 }, "storage 0 claims 28 bytes, and its entry in the archive has 24")]
    [TestCase("0", 6, 0, new[] { 7 }, new[] { 1 }, "a tensor of shape (7,) at 0 reaches element 6 of storage 0, which has 6")]
    [TestCase("0", 6, 1, new[] { 6 }, new[] { 1 }, "a tensor of shape (6,) at 1 reaches element 6 of storage 0, which has 6")]
    [TestCase("0", 6, 0, new[] { 2, 3 }, new[] { 4, 1 }, "a tensor of shape (2, 3) at 0 reaches element 6 of storage 0, which has 6")]
    [TestCase("0", 6, -1, new[] { 2 }, new[] { 1 }, "a tensor of size 2 and stride 1 in dimension 0, at -1")]
    [TestCase("0", 6, 0, new[] { -2 }, new[] { 1 }, "a tensor of size -2 and stride 1 in dimension 0, at 0")]
    [TestCase("0", 6, 0, new[] { 2 }, new[] { -1 }, "a tensor of size 2 and stride -1 in dimension 0, at 0")]
    [TestCase("0", 6, 0, new[] { 2 }, new int[0], "a tensor with 1 sizes and 0 strides")]
    [TestCase("0", 6, 0, new[] { int.MaxValue, int.MaxValue }, new[] { int.MaxValue, int.MaxValue }, "a tensor of shape (2147483647, 2147483647)")]
    public void A_tensor_beyond_its_storage_is_refused(string key, int numel, int offset, int[] size, int[] stride, string message) =>
        Assert.That(
            Error<InvalidDataException>(TensorPickle(key, numel, offset, size, stride)).Message, Does.StartWith("TorchFile.Load: data.pkl: " + message));

    [Test]
    public void A_tensor_of_stride_0_costs_no_memory()
    {
        var x = (Tensor)Load(TensorPickle("0", 6, 0, [1 << 30], [0]))!;
        Assert.That(x.Numel, Is.EqualTo(1 << 30));
        Assert.That(
            Error<NotSupportedException>(TensorPickle("0", 6, 0, [1 << 20, 1 << 20], [0, 0])).Message,
            Does.StartWith("TorchFile.Load: data.pkl: a tensor of shape (1048576, 1048576) is larger than an array can be"));
    }

    [Test]
    public void Lists_of_lists_of_lists_cost_no_more_than_their_pickle()
    {
        // Each list holds the one before ten times: 10^100 items on paper.
        var pickle = new StringBuilder("]q\0");
        for (var i = 1; i <= 100; i++)
            pickle.Append("](").Append(string.Concat(Enumerable.Repeat($"h{(char)(i - 1)}", 10))).Append($"eq{(char)i}");
        var value = Load(pickle.Append('.').ToString());
        Assert.That(value.ToString(), Has.Length.LessThan(5000));
        Assert.That(TorchWritten.BytesOf(value), Has.Length.LessThan(10_000));
    }

    [Test]
    public void Nesting_is_limited()
    {
        var deep = new string(']', 100_000) + new string('a', 99_999) + ".";
        Assert.That(
            Error<InvalidDataException>(deep).Message,
            Does.StartWith("TorchFile.Load: data.pkl: containers are nested more than 200 deep; save a flatter structure"));

        // Built from the inside, where no path is deep until all are joined.
        var inner = new StringBuilder("]q\0");
        for (var i = 1; i <= 255; i++) inner.Append($"]h{(char)(i - 1)}aq{(char)i}");
        Assert.That(Error<InvalidDataException>(inner.Append('.').ToString()).Message, Does.Contain("nested more than 200 deep"));
    }

    [Test]
    public void Copies_of_one_list_again_and_again_are_refused()
    {
        var pickle = new StringBuilder("(" + new string('N', 10_000) + "tq\0");
        pickle.Append("0](");
        for (var i = 0; i < 10_000; i++) pickle.Append("ctorch\nSize\nh\0\u0085R");
        Assert.That(
            Error<InvalidDataException>(pickle.Append("e.").ToString()).Message,
            Does.StartWith("TorchFile.Load: data.pkl: the pickle copies the same items again and again"));
    }

    [Test]
    public void Booleans_are_0_or_1()
    {
        var archive = TorchTargets.Archive([.. Encoding.Latin1.GetBytes(TensorPickle("0", 24, 0, [24], [1], "BoolStorage"))]);
        var at = archive.AsSpan().IndexOf(new byte[24]);
        archive[at] = 7;
        FixChecksum(archive, "a/data/0", at, 24);
        var flags = (Tensor)TorchFile.Load(new MemoryStream(archive))!;
        Assert.That(flags.Sum().Item(), Is.EqualTo(1));
    }

    [Test]
    public void A_wrong_checksum_is_refused()
    {
        var file = TorchWritten.BytesOf(Tensor.Ones(100));
        file[file.AsSpan().IndexOf(new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0x80, 0x3f }) + 2] ^= 1;
        Assert.That(
            Assert.Throws<InvalidDataException>(() => TorchFile.Load(new MemoryStream(file)))!.Message,
            Does.Match("^TorchFile.Load: storage 0 has the checksum [0-9a-f]{8}, and the file says [0-9a-f]{8} \\(byte \\d+\\)$"));
        file = TorchWritten.BytesOf("text");
        file[file.AsSpan().IndexOf("text"u8)] ^= 1;
        Assert.That(
            Assert.Throws<InvalidDataException>(() => TorchFile.Load(new MemoryStream(file)))!.Message,
            Does.StartWith("TorchFile.Load: data.pkl has the checksum "));
    }

    [TestCase("../data.pkl", "the name \"../data.pkl\" leads out of the archive")]
    [TestCase("a/../../data.pkl", "the name \"a/../../data.pkl\" leads out of the archive")]
    [TestCase("/a/data.pkl", "the name \"/a/data.pkl\" leads out of the archive")]
    [TestCase("a\\data.pkl", "the name \"a\\data.pkl\" leads out of the archive")]
    [TestCase("a/data.txt", "the archive has no data.pkl, so torch.save did not write it; pass a file that it wrote")]
    public void Names_that_lead_elsewhere_are_refused(string name, string message) =>
        Assert.That(ArchiveError((name, "N."u8.ToArray())).Message, Does.StartWith("TorchFile.Load: " + message));

    [Test]
    public void Two_entries_of_one_name_are_refused() => Assert.That(
        ArchiveError(("a/data.pkl", "N."u8.ToArray()), ("a/data.pkl", "N."u8.ToArray())).Message,
        Does.StartWith("TorchFile.Load: the archive has two entries \"a/data.pkl\""));

    [Test]
    public void Entries_on_the_same_bytes_are_refused()
    {
        // Two storages of a kilobyte each, of which the second is where the first is.
        var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        writer.Add("a/data.pkl", "N."u8);
        writer.Add("a/data/0", new byte[1000]);
        writer.Add("a/data/1", new byte[1000]);
        writer.Finish();
        var file = stream.ToArray();
        var (first, second) = (DirectoryEntry(file, "a/data/0"), DirectoryEntry(file, "a/data/1"));
        file.AsSpan(first + 42, 4).CopyTo(file.AsSpan(second + 42));
        Assert.That(
            Assert.Throws<InvalidDataException>(() => TorchFile.Load(new MemoryStream(file)))!.Message,
            Does.StartWith("TorchFile.Load: \"a/data/0\" has 1000 bytes at ").Or.StartWith("TorchFile.Load: \"a/data/1\" has 1000 bytes at "));
    }

    [Test]
    public void Other_files_are_refused_by_their_first_bytes()
    {
        Assert.That(
            Assert.Throws<InvalidDataException>(() => TorchFile.Load(new MemoryStream([])))!.Message,
            Is.EqualTo("TorchFile.Load: the file is empty (byte 0)"));
        Assert.That(
            Assert.Throws<InvalidDataException>(() => TorchFile.Load(new MemoryStream("\u0089HDF\r\n"u8.ToArray())))!.Message,
            Does.StartWith("TorchFile.Load: the file begins with C2894844460D0A, and torch.save begins with 504B0304, or with 8002 8A0A; "));
        var tar = new byte[512];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        Assert.That(
            Assert.Throws<NotSupportedException>(() => TorchFile.Load(new MemoryStream(tar)))!.Message,
            Does.StartWith("TorchFile.Load: the file is in the form of PyTorch before 0.2; load it and save it again in a later PyTorch"));
        Assert.Throws<FileNotFoundException>(() => TorchFile.Load("/nowhere/model.pt".Replace("/nowhere", Path.GetTempPath())));
    }

    private static PickleValue Load(string pickle) => TorchFile.Load(new MemoryStream(TorchTargets.Archive(Encoding.Latin1.GetBytes(pickle))));

    private static T Error<T>(string pickle) where T : Exception => Assert.Throws<T>(() => Load(pickle))!;

    private static InvalidDataException ArchiveError(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        foreach (var (name, content) in entries) writer.Add(name, content);
        writer.Finish();
        return Assert.Throws<InvalidDataException>(() => TorchFile.Load(new MemoryStream(stream.ToArray())))!;
    }

    private static string TensorPickle(string key, int numel, int offset, int[] size, int[] stride, string type = "FloatStorage") =>
        "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\n" + type + $"\nX\u0001\0\0\0{key}X\u0003\0\0\0cpuI{numel}\ntQI{offset}\n("
        + string.Concat(size.Select(number => $"I{number}\n")) + "t(" + string.Concat(stride.Select(number => $"I{number}\n")) + "t\u0089NtR.";

    private static int DirectoryEntry(byte[] file, string name)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        return file.AsSpan().LastIndexOf(bytes) - 46;
    }

    private static void FixChecksum(byte[] file, string name, int at, int length) =>
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(DirectoryEntry(file, name) + 16), Crc32.Append(0, file.AsSpan(at, length)));
}

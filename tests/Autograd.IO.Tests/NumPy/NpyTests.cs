namespace Autograd.IO.Tests.NumPy;

/// <summary>Files of one array, against those that NumPy wrote.</summary>
public class NpyTests
{
    private static IEnumerable<StoredFile> Read => StoredFile.Npy.Where(file => !file.Refused && !IsForeign(file));

    private static IEnumerable<StoredFile> Foreign => StoredFile.Npy.Where(file => !file.Refused && IsForeign(file));

    private static IEnumerable<StoredFile> Refused => StoredFile.Npy.Where(file => file.Refused);

    private static bool IsForeign(StoredFile file) => file.DType!.StartsWith("uint", StringComparison.Ordinal) && file.DType != "uint8";

    [TestCaseSource(nameof(Read))]
    public void A_file_of_NumPys_is_read_and_written_again_byte_for_byte(StoredFile file)
    {
        if (Elements.TypeNamed(file.DType!) is null)
        {
            Assert.Throws<NotSupportedException>(() => IO.NumPy.Load(new MemoryStream(file.File)));
            return;
        }

        var x = IO.NumPy.Load(new MemoryStream(file.File));
        Elements.AreSame(x, file.Single);
        Assert.That(x.IsContiguous, Is.EqualTo(!file.Fortran));
        if (!file.Same) return;
        var written = new MemoryStream();
        IO.NumPy.Save(x, written);
        Assert.That(written.ToArray(), Is.EqualTo(file.File));
    }

    [TestCaseSource(nameof(Read))]
    public void A_stream_need_neither_seek_nor_give_all_at_once(StoredFile file)
    {
        if (Elements.TypeNamed(file.DType!) is null) return;
        Elements.AreSame(IO.NumPy.Load(new OneWayStream(new MemoryStream(file.File))), file.Single);
    }

    [TestCaseSource(nameof(Foreign))]
    public void Unsigned_numbers_are_read_as_a_type_that_holds_them(StoredFile file)
    {
        var expected = file.DType switch
        {
            "uint16" => (long[])[0, 1, ushort.MaxValue],
            "uint32" => [0, 1, uint.MaxValue],
            _ => [0, 1, long.MaxValue],
        };
        Assert.That(IO.NumPy.Load(new MemoryStream(file.File), DType.Int64).ToArray<long>(), Is.EqualTo(expected));
        Assert.That(
            IO.NumPy.Load(new MemoryStream(file.File), DType.Float64).ToArray<double>(), Is.EqualTo(expected.Select(value => (double)value)));
        if (file.DType == "uint16")
            Assert.That(IO.NumPy.Load(new MemoryStream(file.File), DType.Int32).ToArray<long>(), Is.EqualTo(expected));
    }

    [TestCase("complex64", "the elements are '<c8' (complex numbers), which no tensor has; save a.real and a.imag")]
    [TestCase("longdouble", "the elements are '<f16' (floating-point numbers of another size), which no tensor has; save a.astype(np.float64)")]
    [TestCase("strings", "the elements are '<U2' (strings), which no tensor has; save an array of numbers")]
    [TestCase("bytes", "the elements are '|S2' (strings), which no tensor has; save an array of numbers")]
    [TestCase("objects", "the elements are '|O' (Python objects in a pickle), which are never read; save an array of numbers")]
    [TestCase("dates", "the elements are '<M8[s]' (dates or times), which no tensor has; save a.astype(np.int64)")]
    [TestCase("raw", "the elements are '|V2' (bytes without a type of NumPy's), which no tensor has; save a.astype(np.float32)")]
    [TestCase("records", "the elements are structured (records of several fields), which no tensor has; save each field by itself")]
    public void A_type_that_no_tensor_has_is_refused_by_name(string name, string message)
    {
        var file = Refused.Single(file => file.Name == name);
        var e = Assert.Throws<NotSupportedException>(() => IO.NumPy.Load(new MemoryStream(file.File)));
        Assert.That(e!.Message, Is.EqualTo($"NumPy.Load: {message} (byte 20)"));
    }

    [Test]
    public void Unsigned_numbers_are_refused_where_they_are_not_held()
    {
        var file = new MemoryStream(Foreign.First(file => file.Name == "uint16 <").File);
        Assert.That(
            Assert.Throws<NotSupportedException>(() => IO.NumPy.Load(file))!.Message,
            Is.EqualTo("NumPy.Load: the elements are UInt16, which no tensor has; use NumPy.Load(stream, dtype: DType.Int32 or DType.Int64 or DType.Float32 or DType.Float64)"));
        file.Position = 0;
        Assert.That(
            Assert.Throws<NotSupportedException>(() => IO.NumPy.Load(file, DType.Int16))!.Message,
            Is.EqualTo("NumPy.Load: the elements are UInt16, which no tensor has, nor does Int16 hold its values; use NumPy.Load(stream, dtype: DType.Int32 or DType.Int64 or DType.Float32 or DType.Float64)"));
        var large = new MemoryStream(Refused.Single(file => file.Name == "large uint64").File);
        Assert.That(
            Assert.Throws<NotSupportedException>(() => IO.NumPy.Load(large, DType.Int64))!.Message,
            Is.EqualTo("NumPy.Load: the elements: 9223372036854775808 is more than Int64 holds; use dtype: DType.Float64 (byte 128)"));
    }

    [Test]
    public void Several_arrays_follow_each_other_in_a_stream()
    {
        var stream = new MemoryStream();
        IO.NumPy.Save(Tensor.From([1, 2, 3]), stream);
        IO.NumPy.Save(Tensor.From([0.5, 0.25]), stream);
        stream.Position = 0;
        Assert.That(IO.NumPy.Load(stream).ToArray<long>(), Is.EqualTo((long[])[1, 2, 3]));
        Assert.That(IO.NumPy.Load(stream).ToArray<float>(), Is.EqualTo((float[])[0.5f, 0.25f]));
        Assert.That(stream.Position, Is.EqualTo(stream.Length));
    }

    [Test]
    public void Another_type_is_converted_to()
    {
        var stream = new MemoryStream();
        IO.NumPy.Save(Tensor.From([1, 2, 3]), stream);
        stream.Position = 0;
        Assert.That(IO.NumPy.Load(stream, DType.Float32).DType, Is.EqualTo(DType.Float32));
    }

    [Test]
    public void A_bool_of_any_byte_but_0_is_true()
    {
        var stream = new MemoryStream();
        IO.NumPy.Save(Tensor.From([false, false, true]), stream);
        var bytes = stream.ToArray();
        bytes[^3] = 2;
        Assert.That(Elements.Of(IO.NumPy.Load(new MemoryStream(bytes))), Is.EqualTo((byte[])[1, 0, 1]));
    }

    private static IEnumerable<TestCaseData> Damages()
    {
        yield return Header("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 3), }",
            "NumPy.Load: the array has shape (9223372036854775807, 3); the elements of a tensor are at most 2147483591 (byte 0)", typeof(NotSupportedException));
        yield return Header("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775808,), }",
            "NumPy.Load: the header is not NumPy's: a size of 'shape' is no number from 0 to 9223372036854775807 (byte 80)");
        yield return Header("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
            "NumPy.Load: the header is not NumPy's: a size of 'shape' is no number from 0 to 9223372036854775807 (byte 61)");
        yield return Header("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2147483648), }",
            "NumPy.Load: the array has shape (0, 2147483648); the elements of a tensor are at most 2147483591 (byte 0)", typeof(NotSupportedException));
        yield return Header($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Concat(Enumerable.Repeat("1,", 65))}), }}",
            "NumPy.Load: the array has 65 dimensions; a tensor has at most 64 (byte 0)", typeof(NotSupportedException));
        yield return Header("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000,), }",
            "NumPy.Load: the file ends in the elements: 0 of 4000000 bytes are there (byte 73)");
        yield return Header("{'descr': '<f4', 'fortran_order': 0, 'shape': (), }",
            "NumPy.Load: the header is not NumPy's: 'fortran_order' is neither True nor False (byte 44)");
        yield return Header("{'descr': '<f4', 'descr': '<f4', }", "NumPy.Load: the header is not NumPy's: the key 'descr' is unknown, or there twice (byte 36)");
        yield return Header("{'descr': '<f4', 'fortran_order': True, }", "NumPy.Load: the header is not NumPy's: 'shape' is missing (byte 51)");
        yield return Header("{'fortran_order': True, 'shape': ()}", "NumPy.Load: the header is not NumPy's: 'descr' is missing (byte 46)");
        yield return Header("{'descr': '<f4', 'shape': ()}", "NumPy.Load: the header is not NumPy's: 'fortran_order' is missing (byte 39)");
        yield return Header("{'descr': 'f4\\n', 'shape': ()}", "NumPy.Load: the header is not NumPy's: a string has an escape (byte 26)");
        yield return Header("{'descr: f4", "NumPy.Load: the header is not NumPy's: a string does not end (byte 11)");
        yield return Header("{descr: f4", "NumPy.Load: the header is not NumPy's: a string was expected (byte 11)");
        yield return Header("['descr': f4", "NumPy.Load: the header is not NumPy's: '{' was expected (byte 10)");
        yield return Header("{'descr' 'f4'", "NumPy.Load: the header is not NumPy's: ':' was expected (byte 19)");
        yield return Header("{} {}", "NumPy.Load: the header is not NumPy's: something follows the dictionary (byte 13)");
        yield return Header("{'descr': 'q9', }", "NumPy.Load: 'q9' is no element type of NumPy's (byte 20)");
        yield return new TestCaseData(
            "\u0093NUMPY\u0004\0"u8[1..].ToArray(), "NumPy.Load: the format has version 4.0; versions 1.0 to 3.0 can be read (byte 6)", typeof(NotSupportedException));
        yield return new TestCaseData("not a file"u8.ToArray(), "NumPy.Load: this is no .npy file: it does not begin with \\x93NUMPY (byte 0)", typeof(InvalidDataException));
        yield return new TestCaseData("PK\u0003\u0004    "u8.ToArray(), "NumPy.Load: this is an archive of arrays; use NumPy.LoadZ (byte 0)", typeof(InvalidDataException));
        yield return new TestCaseData(
            (byte[])[0x93, .. "NUMPY"u8, 2, 0, 0xff, 0xff, 0xff, 0xff],
            "NumPy.Load: the header claims 4294967295 bytes; a header of numbers has at most 65536 (byte 8)", typeof(InvalidDataException));
    }

    [TestCaseSource(nameof(Damages))]
    public void A_damaged_file_is_refused_in_words(byte[] file, string message, Type type)
    {
        if (file[0] == 0xc2) file = file[1..];
        var e = Assert.Throws(type, () => IO.NumPy.Load(new MemoryStream(file)));
        Assert.That(e!.Message, Is.EqualTo(message));
    }

    [Test]
    public void A_file_that_goes_on_is_refused()
    {
        using var folder = new TemporaryFolder();
        IO.NumPy.Save(Tensor.From([1f]), folder["a.npy"]);
        File.AppendAllText(folder["a.npy"], "x");
        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.NumPy.Load(folder["a.npy"]))!.Message,
            Is.EqualTo($"NumPy.Load: the file goes on after the array; if several follow each other, open a stream and load each ({folder["a.npy"]}, byte 132)"));
    }

    private static TestCaseData Header(string text, string message, Type? type = null)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. System.Text.Encoding.ASCII.GetBytes(text)];
        return new TestCaseData(file, message, type ?? typeof(InvalidDataException)).SetArgDisplayNames(text);
    }
}

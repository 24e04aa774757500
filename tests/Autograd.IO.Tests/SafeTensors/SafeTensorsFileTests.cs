namespace Autograd.IO.Tests.SafeTensors;

/// <summary>Files that are read in part.</summary>
public class SafeTensorsFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_file_tells_what_is_in_it()
    {
        var path = Save();
        using var file = IO.SafeTensors.SafeOpen(path);
        Assert.That(file.Keys, Is.EqualTo((string[])["n", "b", "w"]));
        Assert.That(file.Metadata, Is.EqualTo(new Dictionary<string, string> { ["format"] = "pt" }));
        var info = file.GetInfo("w");
        Assert.That((info.Name, info.DTypeCode, info.DType, info.DataOffsets), Is.EqualTo(("w", "F32", DType.Float32, (20L, 68L))));
        Assert.That(info.Shape, Is.EqualTo((long[])[4, 3]));
    }

    [Test]
    public void Tensors_and_rows_are_read_when_they_are_asked_for()
    {
        using var file = IO.SafeTensors.SafeOpen(Save());
        Elements.AreSame(file.GetTensor("w"), Weights, "w");
        Elements.AreSame(file.GetTensor("w", DType.Float64), Weights.Double(), "w as Float64");
        Elements.AreSame(file.GetSlice("w", 1..3), Weights[1..3], "1..3");
        Elements.AreSame(file.GetSlice("w", ^1..), Weights[3..], "^1..");
        Elements.AreSame(file.GetSlice("w", ..), Weights, "..");
        Elements.AreSame(file.GetSlice("w", 2..100), Weights[2..], "2..100");
        Elements.AreSame(file.GetSlice("w", 7..9, DType.Int32), Weights[4..].To(DType.Int32), "7..9");
        Assert.That(
            Assert.Throws<ArgumentException>(() => file.GetSlice("n", ..))!.Message,
            Does.StartWith("GetSlice: tensor \"n\" has no dimensions; use GetTensor(\"n\")"));
        Assert.That(
            Assert.Throws<KeyNotFoundException>(() => file.GetTensor("v"))!.Message,
            Is.EqualTo($"GetTensor: no tensor \"v\" among the 3 of {_folder["model.safetensors"]}; Keys lists them"));
    }

    /// <summary>The file is cut after the rows: they are read all the same, and what is behind them is not.</summary>
    [Test]
    public void Nothing_is_read_but_the_rows()
    {
        var path = Save();
        using var file = IO.SafeTensors.SafeOpen(path);
        using (var cut = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) cut.SetLength(cut.Length - 12);
        Elements.AreSame(file.GetSlice("w", 1..3), Weights[1..3], "1..3");
        var e = Assert.Throws<InvalidDataException>(() => file.GetTensor("w"));
        Assert.That(e!.Message, Does.Match($@"^GetTensor: the file ends in tensor ""w"" of F32: 36 of 48 bytes are there \({path}, byte \d+\)$"));
    }

    [Test]
    public void Tensors_outlive_the_file_and_threads_read_at_once()
    {
        var read = new Tensor[40];
        using (var file = IO.SafeTensors.SafeOpen(Save())) Parallel.For(0, read.Length, i => read[i] = file.GetTensor("w"));
        foreach (var tensor in read) Elements.AreSame(tensor, Weights, "w");
    }

    [Test]
    public void Foreign_types_are_read_as_types_that_hold_them()
    {
        var path = _folder.Write("foreign.safetensors", StoredFile.SafeTensors.Single(file => file.Name == "foreign").File);
        using var file = IO.SafeTensors.SafeOpen(path);
        Assert.That(file.GetInfo("u16").DType, Is.Null);
        Assert.That(file.GetTensor("u16", DType.Int32).ToArray<int>(), Is.EqualTo((int[])[0, 1, 65535]));
        Assert.That(file.GetTensor("u32", DType.Int64).ToArray<long>(), Is.EqualTo((long[])[0, uint.MaxValue]));
        Assert.That(file.GetTensor("u64", DType.Int64).ToArray<long>(), Is.EqualTo((long[])[long.MaxValue]));
        var e4m3 = file.GetTensor("e4m3", DType.Float32).ToArray<float>();
        Assert.That(
            (e4m3[0], e4m3[1], e4m3[7], e4m3[8], e4m3[0x38], e4m3[0x7e], e4m3[0x7f], e4m3[0x81], e4m3[0xfe]),
            Is.EqualTo((0f, 1 / 512f, 7 / 512f, 1 / 64f, 1f, 448f, float.NaN, -1 / 512f, -448f)));
        var e5m2 = file.GetTensor("e5m2", DType.Float64).ToArray<double>();
        Assert.That((e5m2[1], e5m2[0x3c], e5m2[0x7b], e5m2[0x7c], e5m2[0xfb]), Is.EqualTo((Math.Pow(2, -16), 1.0, 57344.0, double.PositiveInfinity, -57344.0)));
        Assert.That(
            Assert.Throws<NotSupportedException>(() => file.GetTensor("u16"))!.Message,
            Does.StartWith("GetTensor: tensor \"u16\" of U16, which no tensor has; use SafeTensors.SafeOpen(path).GetTensor(\"u16\", dtype: DType.Int32 or DType.Int64 or DType.Float32 or DType.Float64) ("
                .Replace(" (", "")));
        Assert.That(
            Assert.Throws<NotSupportedException>(() => IO.SafeTensors.Load(path))!.Message,
            Does.StartWith("SafeTensors.Load: tensor \"u64\" of U64, which no tensor has; use SafeTensors.SafeOpen(path).GetTensor(\"u64\", dtype: DType.Int64 or DType.Float64)"));
    }

    [Test]
    public void A_type_without_any_counterpart_is_refused_by_name()
    {
        var path = _folder.Write("c.safetensors", SafeTensorsTests.File("""{"c":{"dtype":"F4","shape":[2],"data_offsets":[0,1]}}""", "a"));
        using var file = IO.SafeTensors.SafeOpen(path);
        Assert.That(
            Assert.Throws<NotSupportedException>(() => file.GetTensor("c", DType.Float32))!.Message,
            Is.EqualTo($"GetTensor: tensor \"c\" of F4, which no tensor has; convert it before it is saved ({path}, byte 61)"));
    }

    /// <summary>More elements than a tensor can have, in a file without a byte on the disk: its rows can be read.</summary>
    [Test]
    public void The_rows_of_a_tensor_that_is_too_large_are_read()
    {
        const long rows = 3_000_000_000;
        var path = _folder.Write("large.safetensors", SafeTensorsTests.File($$$"""{"w":{"dtype":"U8","shape":[{{{rows}}}],"data_offsets":[0,{{{rows}}}]}}""", ""));
        using (var sparse = File.OpenWrite(path))
        {
            sparse.SetLength(sparse.Length + rows);
            sparse.Position = sparse.Length - 1;
            sparse.WriteByte(7);
        }

        using var file = IO.SafeTensors.SafeOpen(path);
        Assert.That(file.GetSlice("w", ^2..).ToArray<int>(), Is.EqualTo((int[])[0, 7]));
        Assert.That(
            Assert.Throws<NotSupportedException>(() => file.GetTensor("w"))!.Message,
            Does.StartWith("GetTensor: tensor \"w\" of U8 has shape (3000000000,); the elements of a tensor are at most 2147483591"));
    }

    private static Tensor Weights => Tensor.Arange(12).Reshape(4, 3).Float() / 7;

    private string Save()
    {
        var tensors = new OrderedDictionary<string, Tensor> { ["w"] = Weights, ["b"] = Tensor.Ones(3), ["n"] = Tensor.From(5) };
        IO.SafeTensors.Save(tensors, _folder["model.safetensors"], new Dictionary<string, string> { ["format"] = "pt" });
        return _folder["model.safetensors"];
    }
}

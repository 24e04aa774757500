using System.Text.Json.Nodes;

namespace Autograd.IO.Tests.Torch;

/// <summary>What PyTorch wrote is read, in every form, and what is no data is refused by its name.</summary>
public class TorchLoadTests
{
    private static IEnumerable<StoredTorch> Files => StoredTorch.Files;

    private static IEnumerable<StoredTorch> Refused => StoredTorch.Refused;

    [TestCaseSource(nameof(Files))]
    public void A_file_of_PyTorch_is_read(object stored)
    {
        var file = (StoredTorch)stored;
        var wanted = file.Value!.DeepClone();
        TorchTree.Normalize(wanted);
        var found = TorchTree.Of(TorchFile.Load(new MemoryStream(file.File)));
        Assert.That(JsonNode.DeepEquals(found, wanted), Is.True, $"{found}\n{wanted}");
    }

    [TestCaseSource(nameof(Files))]
    public void What_was_read_is_written_and_read_again(object stored)
    {
        var file = (StoredTorch)stored;
        var value = TorchFile.Load(new MemoryStream(file.File));
        var stream = new MemoryStream();
        TorchFile.Save(value, stream);
        stream.Position = 0;
        Assert.That(TorchTree.Of(TorchFile.Load(stream)).ToJsonString(), Is.EqualTo(TorchTree.Of(value).ToJsonString()));
    }

    [TestCaseSource(nameof(Refused))]
    public void An_object_that_is_no_data_is_refused_by_its_name(object stored)
    {
        var file = (StoredTorch)stored;
        var error = Assert.Throws<NotSupportedException>(() => TorchFile.Load(new MemoryStream(file.File)))!;
        Assert.That(error.Message, Does.StartWith("TorchFile.Load: ").And.Contains(file.Message!));
    }

    [Test]
    public void The_message_names_file_record_and_place()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.pt", StoredTorch.Refused.Single(file => file.Name == "a module").File);
        Assert.That(
            Assert.Throws<NotSupportedException>(() => TorchFile.Load(path))!.Message,
            Is.EqualTo(
                "TorchFile.Load: data.pkl: the pickle names torch.nn.modules.container.Sequential, and only tensors, numbers, texts and containers "
                + "of them are read; save model.state_dict() instead of the model, and plain values instead of other objects "
                + $"({path}, byte 66)"));
    }

    [TestCase("shared")]
    [TestCase("shared, old form")]
    public void Tensors_on_one_storage_share_memory(string name)
    {
        var list = TorchFile.Load(new MemoryStream(StoredTorch.FileOf(name)));
        var (all, part, column) = ((Tensor)list[0]!, (Tensor)list[1]!, (Tensor)list[2]!);
        all[5] = 100;
        Assert.That(part[1].Item(), Is.EqualTo(100));
        Assert.That(column[1].Item(), Is.EqualTo(100));
        Assert.That(list[3], Is.SameAs(list[0]));
    }

    [Test]
    public void A_tensor_that_is_a_whole_storage_shares_nothing()
    {
        var state = TorchFile.Load(new MemoryStream(StoredTorch.FileOf("state dict"))).ToStateDict();
        Assert.That(state.Keys, Is.EqualTo(new[]
        {
            "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked", "2.weight",
        }));
        Assert.That(state.Values.Select(tensor => tensor.StorageKey).Distinct().Count(), Is.EqualTo(8));
        Assert.That(state.Values.All(tensor => tensor.IsContiguous && tensor.Base is null), Is.True);
    }

    [Test]
    public void Big_endian_storages_are_reversed()
    {
        // The storages of the fixture, reversed, with the record that PyTorch writes on such machines.
        var value = new PickleDict
        {
            ["short"] = Tensor.From(new short[] { 0x0102 }),
            ["int"] = Tensor.From(new[] { 0x01020304 }),
            ["long"] = Tensor.From(new[] { 0x0102030405060708L }),
            ["byte"] = Tensor.From(new byte[] { 1, 2 }),
        };
        var stream = new MemoryStream();
        TorchFile.Save(value, stream);
        var bytes = stream.ToArray();
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        var start = text.IndexOf("little", StringComparison.Ordinal);
        var archive = ZipReader.Open(FileView.Of("", bytes));
        var rewritten = new MemoryStream();
        var writer = new ZipWriter(rewritten);
        foreach (var record in archive.Records)
            writer.Add(record.Name, record.Name.EndsWith("byteorder", StringComparison.Ordinal) ? "big"u8 : archive.ReadAll(record));
        writer.Finish();
        rewritten.Position = 0;
        var read = TorchFile.Load(rewritten);
        Assert.That(start, Is.Positive);
        Assert.That(((Tensor)read["short"]!).ToArray<short>(), Is.EqualTo(new short[] { 0x0201 }));
        Assert.That(((Tensor)read["int"]!).ToArray<int>(), Is.EqualTo(new[] { 0x04030201 }));
        Assert.That(((Tensor)read["long"]!).ToArray<long>(), Is.EqualTo(new[] { 0x0807060504030201L }));
        Assert.That(((Tensor)read["byte"]!).ToArray<byte>(), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public void Many_threads_may_read_one_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.pt", StoredTorch.FileOf("checkpoint of Adam"));
        var wanted = TorchTree.Of(TorchFile.Load(path)).ToJsonString();
        var found = new string[16];
        Parallel.For(0, found.Length, i => found[i] = TorchTree.Of(TorchFile.Load(path)).ToJsonString());
        Assert.That(found, Is.All.EqualTo(wanted));
    }

    [Test]
    public void Whoever_holds_a_file_open_reads_the_old_one_while_it_is_replaced()
    {
        using var folder = new TemporaryFolder();
        TorchFile.Save(Tensor.Ones(3), folder["a.pt"]);
        using var view = FileView.Open("Test", folder["a.pt"]);
        TorchFile.Save(Tensor.Zeros(5), folder["a.pt"]);
        Assert.That(((Tensor)TorchFile.Read(view)!).ToArray<float>(), Is.EqualTo(new[] { 1f, 1f, 1f }));
        Assert.That(((Tensor)TorchFile.Load(folder["a.pt"])!).Numel, Is.EqualTo(5));
    }
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Autograd.IO.Tests.Torch;

/// <summary>The files that are written are those that PyTorch was seen to read.</summary>
public class TorchSaveTests
{
    private static readonly JsonNode _verified = JsonNode.Parse(File.ReadAllText(StoredTorch.PathOf("torch_written.json")))!;

    private static IEnumerable<string> Names => TorchWritten.All().Select(written => written.Name);

    [TestCaseSource(nameof(Names))]
    public void The_bytes_are_those_that_PyTorch_read(string name)
    {
        var (_, value, _) = TorchWritten.All().Single(written => written.Name == name);
        Assert.That(
            Convert.ToHexStringLower(SHA256.HashData(TorchWritten.BytesOf(value))), Is.EqualTo((string?)_verified[name]),
            "have PyTorch read the new files: tests/fixtures/torch_files.py");
    }

    [TestCaseSource(nameof(Names))]
    public void What_is_written_is_read(string name)
    {
        var (_, value, _) = TorchWritten.All().Single(written => written.Name == name);
        var read = TorchFile.Load(new MemoryStream(TorchWritten.BytesOf(value)));
        var (found, wanted) = (TorchTree.Of(read), TorchTree.Of(value));

        // Layouts that PyTorch has not are written as contiguous ones.
        if (name == "strides") DropStrides(found, wanted);
        Assert.That(found.ToJsonString(), Is.EqualTo(wanted.ToJsonString()));
    }

    [Test]
    public void A_part_of_a_large_tensor_is_written_alone()
    {
        var file = TorchWritten.BytesOf(Tensor.Zeros(1_000_000)[10..13]);
        Assert.That(file, Has.Length.LessThan(1500));
    }

    [Test]
    public void Tied_weights_are_written_once_and_stay_tied()
    {
        var weight = Tensor.Zeros(1000);
        var file = TorchWritten.BytesOf(new PickleDict { ["a"] = weight, ["b"] = weight.Reshape(10, 100) });
        Assert.That(file, Has.Length.LessThan(6000));
        var read = TorchFile.Load(new MemoryStream(file));
        ((Tensor)read["a"]!)[0] = 1;
        Assert.That(((Tensor)read["b"]!)[0, 0].Item(), Is.EqualTo(1));
    }

    [Test]
    public void An_archive_of_more_than_65535_entries_is_read()
    {
        var list = new PickleList();
        for (var i = 0; i < 66_000; i++) list.Add(Tensor.From((byte)i, DType.UInt8));
        var read = TorchFile.Load(new MemoryStream(TorchWritten.BytesOf(list)));
        Assert.That(read.Count, Is.EqualTo(66_000));
        Assert.That(((Tensor)read[65_999]!).Item(), Is.EqualTo((byte)(65_999 & 255)));
    }

    [Test]
    public void A_value_that_cannot_be_written_is_an_error_and_the_old_file_stays()
    {
        using var folder = new TemporaryFolder();
        TorchFile.Save(7, folder["a.pt"]);
        var list = new PickleList();
        list.Add(list);
        Assert.That(
            Assert.Throws<ArgumentException>(() => TorchFile.Save(list, folder["a.pt"]))!.Message,
            Does.StartWith("TorchFile.Save: the value holds a container that is inside itself; save values without cycles"));
        PickleValue deep = 1;
        for (var i = 0; i < 300; i++) deep = new PickleList { deep };
        Assert.That(
            Assert.Throws<ArgumentException>(() => TorchFile.Save(deep, folder["a.pt"]))!.Message,
            Does.StartWith("TorchFile.Save: containers are nested more than 200 deep; save a flatter structure"));
        Assert.That((int)TorchFile.Load(folder["a.pt"]), Is.EqualTo(7));
    }

    private static void DropStrides(params JsonNode?[] nodes)
    {
        foreach (var node in nodes)
        {
            if (node is JsonObject value)
            {
                value.Remove("strides");
                DropStrides([.. value.Select(entry => entry.Value)]);
            }
            else if (node is JsonArray array) DropStrides([.. array]);
        }
    }
}

namespace Autograd.IO.Tests.SafeTensors;

/// <summary>Models in several files.</summary>
public class ShardTests
{
    private TemporaryFolder _folder = null!;

    private static OrderedDictionary<string, Tensor> Model => new()
    {
        ["c"] = Tensor.Ones(3),
        ["a"] = Tensor.Zeros(2, 2),
        ["large"] = Tensor.Arange(100),
        ["b"] = Tensor.Ones(5),
        ["d"] = Tensor.From(1f),
    };

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    /// <summary>12 + 16 bytes fit into 32; 800 do not; 20 + 4 begin a shard of their own.</summary>
    [Test]
    public void A_model_is_split_as_the_hub_splits_it()
    {
        var index = IO.SafeTensors.SaveSharded(Model, _folder.Path, maxShardSize: 32, new Dictionary<string, string> { ["format"] = "pt" });
        Assert.That(index, Is.EqualTo(_folder["model.safetensors.index.json"]));
        Assert.That(File.ReadAllText(index), Is.EqualTo("""
            {
              "metadata": {
                "total_size": 852
              },
              "weight_map": {
                "a": "model-00002-of-00003.safetensors",
                "b": "model-00003-of-00003.safetensors",
                "c": "model-00002-of-00003.safetensors",
                "d": "model-00003-of-00003.safetensors",
                "large": "model-00001-of-00003.safetensors"
              }
            }

            """.ReplaceLineEndings("\n")));
        using var file = IO.SafeTensors.SafeOpen(index);
        Assert.That(file.Keys, Is.EqualTo((string[])["large", "a", "c", "b", "d"]));
        Assert.That(file.Metadata["format"], Is.EqualTo("pt"));
        Elements.AreSame(file.GetSlice("large", 10..12), Tensor.From([10, 11]), "large");
        var loaded = IO.SafeTensors.Load(index);
        Assert.That(loaded.Keys, Is.EquivalentTo(Model.Keys));
        foreach (var (name, tensor) in Model) Elements.AreSame(loaded[name], tensor, name);
    }

    [Test]
    public void A_small_model_is_one_file()
    {
        var path = IO.SafeTensors.SaveSharded(Model, _folder.Path, name: "adapter");
        Assert.That(path, Is.EqualTo(_folder["adapter.safetensors"]));
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo((string[])[path]));
        Assert.That(IO.SafeTensors.Load(path).Keys, Is.EquivalentTo(Model.Keys));
    }

    [Test]
    public void A_shard_of_no_size_is_refused() => Assert.That(
        Assert.Throws<ArgumentOutOfRangeException>(() => IO.SafeTensors.SaveSharded(Model, _folder.Path, 0))!.Message,
        Does.StartWith("SafeTensors.SaveSharded: a shard of 0 bytes holds nothing; pass a positive size"));

    [TestCase("{", "the index is not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed", 1)]
    [TestCase("[]", "the index is not an object of JSON", 0)]
    [TestCase("{\"a\": 1}", "the index has no weight_map; pass the index of a model in safetensors shards", null)]
    [TestCase("{\"weight_map\": 1}", "weight_map is not an object of file names", 15)]
    [TestCase("{\"weight_map\": {\"a\": 1}}", "the file of tensor \"a\" is not a string", 21)]
    [TestCase("{\"weight_map\": {}, \"weight_map\": {}}", "the index has two of weight_map", 19)]
    [TestCase("{\"weight_map\": {\"a\": \"m\", \"a\": \"m\"}}", "tensor \"a\" occurs twice in weight_map", 26)]
    [TestCase("{\"weight_map\": {\"a\": \"../m\"}}", "tensor \"a\" is in the file \"../m\"; a shard has a plain name, in the folder of the index", 21)]
    [TestCase("{\"weight_map\": {\"a\": \"/m\"}}", "tensor \"a\" is in the file \"/m\"; a shard has a plain name, in the folder of the index", 21)]
    [TestCase("{\"weight_map\": {\"a\": \"x\\\\m\"}}", "tensor \"a\" is in the file \"x\\m\"; a shard has a plain name, in the folder of the index", 21)]
    [TestCase("{\"weight_map\": {\"a\": \"..\"}}", "tensor \"a\" is in the file \"..\"; a shard has a plain name, in the folder of the index", 21)]
    [TestCase("{\"weight_map\": {\"a\": \"\"}}", "tensor \"a\" is in the file \"\"; a shard has a plain name, in the folder of the index", 21)]
    public void A_damaged_index_is_refused_in_words(string json, string message, int? position)
    {
        var path = _folder.Write("index.json", System.Text.Encoding.UTF8.GetBytes(json));
        var place = position is null ? "" : $", byte {position}";
        Assert.That(Assert.Throws<InvalidDataException>(() => IO.SafeTensors.Load(path))!.Message, Is.EqualTo($"SafeTensors.Load: {message} ({path}{place})"));
    }

    [Test]
    public void A_shard_that_is_missing_or_lacks_a_tensor_is_named()
    {
        var path = _folder.Write("index.json", """{"weight_map": {"a": "m.safetensors"}}"""u8.ToArray());
        Assert.That(
            Assert.Throws<FileNotFoundException>(() => IO.SafeTensors.Load(path))!.Message,
            Is.EqualTo($"SafeTensors.Load: shard m.safetensors of the index {path} does not exist; put it beside the index"));
        IO.SafeTensors.Save(new Dictionary<string, Tensor> { ["b"] = 1 }, _folder["m.safetensors"]);
        Assert.That(
            Assert.Throws<InvalidDataException>(() => IO.SafeTensors.Load(path))!.Message,
            Is.EqualTo($"SafeTensors.Load: tensor \"a\" should be in shard m.safetensors, and is not there ({path})"));
    }
}

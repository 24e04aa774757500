using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Autograd.IO;

/// <summary>
/// The index of a model in shards, <c>model.safetensors.index.json</c>: <c>weight_map</c> has the file of each tensor.
/// </summary>
internal sealed class ShardIndex
{
    private const string WeightMap = "weight_map";

    // A thousand times that of the largest models.
    private const int MaxLength = 100_000_000;

    private readonly FileContext _file;

    // In the order of the files' names, which are numbered.
    private readonly SortedDictionary<string, HashSet<string>> _shards = new(StringComparer.Ordinal);

    private ShardIndex(FileContext file) => _file = file;

    public static ShardIndex Read(string op, string path)
    {
        using var source = ByteSource.Open(op, path);
        if (source.Length > MaxLength)
            throw source.Context.Damaged(
                $"the file has {source.Length} bytes, and an index at most {MaxLength}; pass the index of a model in shards");
        return Parse(source.Context, source.ReadBytes((int)source.Length!, "the index"));
    }

    public static ShardIndex Parse(FileContext file, byte[] json)
    {
        var index = new ShardIndex(file);
        index.Read(json);
        return index;
    }

    /// <summary>Opens the shards, which are in the folder of the index.</summary>
    public void AddTo(SafeTensorsFile file, string op, string path)
    {
        foreach (var (name, tensors) in _shards)
        {
            var shardPath = Path.Combine(Path.GetDirectoryName(path) ?? "", name);
            if (!File.Exists(shardPath))
                throw new FileNotFoundException($"{op}: shard {name} of the index {path} does not exist; put it beside the index", shardPath);
            var shard = SafeTensorsFile.Shard.Open(op, shardPath);
            file.Add(shard, tensors);
            foreach (var tensor in tensors)
                if (!shard.Header.Tensors.ContainsKey(tensor))
                    throw _file.Damaged($"tensor \"{tensor}\" should be in shard {name}, and is not there");
        }
    }

    public static byte[] Write(long totalSize, IEnumerable<(string Name, string File)> weightMap)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");
            writer.WriteNumber("total_size", totalSize);
            writer.WriteEndObject();
            writer.WriteStartObject(WeightMap);
            foreach (var (name, file) in weightMap.OrderBy(entry => entry.Name, StringComparer.Ordinal)) writer.WriteString(name, file);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private void Read(byte[] json)
    {
        // Python's writers put no mark of the byte order there, but editors do.
        var start = json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(json.AsSpan(start));
        try
        {
            var isThere = false;
            reader.MoveNext();
            if (reader.TokenType != JsonTokenType.StartObject) throw _file.Damaged("the index is not an object of JSON", start);
            while (reader.MoveNext() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isWeightMap = reader.Text(_file, start) == WeightMap;
                if (isWeightMap && isThere) throw _file.Damaged("the index has two of weight_map", start + reader.TokenStartIndex);
                reader.MoveNext();
                if (isWeightMap) ReadWeightMap(ref reader, start);
                else reader.Skip();
                isThere |= isWeightMap;
            }

            reader.MoveNext();
            if (!isThere) throw _file.Damaged("the index has no weight_map; pass the index of a model in safetensors shards");
        }
        catch (JsonException e)
        {
            throw _file.Damaged($"the index is not JSON: {e.Sentence()}", start + reader.BytesConsumed, e);
        }
    }

    private void ReadWeightMap(ref Utf8JsonReader reader, long start)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw _file.Damaged("weight_map is not an object of file names", start + reader.TokenStartIndex);
        var names = new HashSet<string>();
        while (reader.MoveNext() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var tensor = reader.Text(_file, start);
            if (!names.Add(tensor)) throw _file.Damaged($"tensor \"{tensor}\" occurs twice in weight_map", start + reader.TokenStartIndex);
            reader.MoveNext();
            if (reader.TokenType != JsonTokenType.String)
                throw _file.Damaged($"the file of tensor \"{tensor}\" is not a string", start + reader.TokenStartIndex);
            var file = reader.Text(_file, start);
            if (!IsPlainName(file))
                throw _file.Damaged(
                    $"tensor \"{tensor}\" is in the file \"{file}\"; a shard has a plain name, in the folder of the index",
                    start + reader.TokenStartIndex);
            if (!_shards.TryGetValue(file, out var tensors)) _shards[file] = tensors = [];
            tensors.Add(tensor);
        }
    }

    /// <summary>True if the name leads to no other folder, on any system.</summary>
    private static bool IsPlainName(string name) => name is not ("" or "." or "..") && name.AsSpan().IndexOfAny("/\\:\0") < 0;
}

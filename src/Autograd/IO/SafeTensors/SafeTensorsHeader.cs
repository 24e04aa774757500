using System.Buffers.Binary;
using System.Text.Json;

namespace Autograd.IO;

/// <summary>
/// The header of a safetensors file: 8 bytes of its length, then JSON that names each tensor's type, shape and place.
/// The tensors fill the rest of the file, without gaps and overlaps.
/// </summary>
/// <remarks>
/// Checked as in the reference implementation, https://github.com/huggingface/safetensors; names that occur twice are
/// refused too.
/// </remarks>
internal sealed class SafeTensorsHeader
{
    public const string MetadataKey = "__metadata__";

    /// <summary>The length of the number before the header.</summary>
    public const int Prefix = 8;

    /// <summary>The reference implementation's greatest length of a header.</summary>
    private const int MaxLength = 100_000_000;

    /// <summary>The tensors in the order of their elements in the file.</summary>
    public required OrderedDictionary<string, TensorInfo> Tensors { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The byte of the file at which the first tensor begins.</summary>
    public required long DataStart { get; init; }

    /// <summary>Reads and checks the header at the beginning of a file.</summary>
    public static SafeTensorsHeader Read(ByteSource source)
    {
        Span<byte> prefix = stackalloc byte[Prefix];
        source.Read(prefix, "the 8 bytes that tell the length of its header");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxLength)
            throw source.Context.Damaged(
                $"the header claims {length} bytes, and has at most {MaxLength}; this is no safetensors file, or a damaged one", 0);
        var json = source.ReadBytes((int)length, "its header");
        var header = new SafeTensorsHeaderParser(source.Context, json).Parse();
        var size = header.Tensors.Count == 0 ? 0 : header.Tensors.GetAt(header.Tensors.Count - 1).Value.DataOffsets.End;
        if (source.Length - header.DataStart is { } rest && rest != size)
            throw source.Context.Damaged($"the tensors take {size} bytes, and the file has {rest} behind its header", header.DataStart);
        return header;
    }
}

/// <summary>Parses the JSON of a header.</summary>
internal sealed class SafeTensorsHeaderParser(FileContext file, byte[] json)
{
    // The file, a tensor, a list of numbers; and more, since what else describes a tensor is skipped.
    private const int MaxDepth = 8;

    public SafeTensorsHeader Parse()
    {
        if (json is not [(byte)'{', ..])
            throw file.Damaged("the header does not begin with {; this is no safetensors file, or a damaged one", SafeTensorsHeader.Prefix);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return Parse(ref reader);
        }
        catch (JsonException e)
        {
            throw file.Damaged($"the header is not JSON: {e.Sentence()}", SafeTensorsHeader.Prefix + reader.BytesConsumed, e);
        }
    }

    private SafeTensorsHeader Parse(ref Utf8JsonReader reader)
    {
        var (tensors, metadata) = (new List<TensorInfo>(), (OrderedDictionary<string, string>?)null);
        var names = new HashSet<string>();
        reader.MoveNext();
        while (Next(ref reader) is { } name)
        {
            if (!names.Add(name)) throw Wrong(in reader, $"\"{name}\" occurs twice in the header");
            if (name == SafeTensorsHeader.MetadataKey) metadata = ReadMetadata(ref reader);
            else tensors.Add(ReadTensor(ref reader, name));
        }

        // What follows is spaces alone, or this throws.
        reader.MoveNext();
        return new SafeTensorsHeader
        {
            Tensors = InOrder(tensors),
            Metadata = metadata ?? [],
            DataStart = SafeTensorsHeader.Prefix + json.Length,
        };
    }

    private OrderedDictionary<string, string>? ReadMetadata(ref Utf8JsonReader reader)
    {
        reader.MoveNext();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.StartObject) throw Wrong(in reader, "__metadata__ is not an object of strings");
        var metadata = new OrderedDictionary<string, string>();
        while (Next(ref reader) is { } key)
        {
            reader.MoveNext();
            if (reader.TokenType != JsonTokenType.String) throw Wrong(in reader, $"\"{key}\" in __metadata__ is not a string");
            if (!metadata.TryAdd(key, Text(in reader))) throw Wrong(in reader, $"\"{key}\" occurs twice in __metadata__");
        }

        return metadata;
    }

    private TensorInfo ReadTensor(ref Utf8JsonReader reader, string name)
    {
        var start = reader.TokenStartIndex;
        reader.MoveNext();
        if (reader.TokenType != JsonTokenType.StartObject) throw Wrong(in reader, $"tensor \"{name}\" is not described by an object");
        var (type, shape, offsets) = ((SafeTensorsType?)null, (long[]?)null, (long[]?)null);
        while (Next(ref reader) is { } key)
        {
            reader.MoveNext();
            switch (key)
            {
                case "dtype" when type is null: type = ReadType(ref reader, name); break;
                case "shape" when shape is null: shape = ReadNumbers(ref reader, name, key); break;
                case "data_offsets" when offsets is null: offsets = ReadNumbers(ref reader, name, key); break;
                case "dtype" or "shape" or "data_offsets": throw Wrong(in reader, $"tensor \"{name}\" has two of {key}");
                default: reader.Skip(); break;
            }
        }

        var missing = type is null ? "dtype" : shape is null ? "shape" : offsets is null ? "data_offsets" : null;
        if (missing is not null) throw Wrong(start, $"tensor \"{name}\" has no {missing}");
        if (offsets!.Length != 2) throw Wrong(start, $"tensor \"{name}\" has {offsets.Length} data_offsets; they are 2");
        CheckLength(name, type!, shape!, offsets, start);
        return new TensorInfo(name, type!, shape!, offsets[0], offsets[1]);
    }

    private SafeTensorsType ReadType(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String) throw Wrong(in reader, $"the dtype of tensor \"{name}\" is not a string");
        var code = Text(in reader);
        return SafeTensorsType.Find(code) ?? throw Wrong(in reader, $"tensor \"{name}\" has the unknown dtype \"{code}\"");
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string name, string key)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Wrong(in reader, $"{key} of tensor \"{name}\" is not a list");
        var numbers = new List<long>();
        while (reader.MoveNext() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                throw Wrong(in reader, $"{key} of tensor \"{name}\" has an element that is no number from 0 to {long.MaxValue}");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>Checks that the tensor's place has as many bytes as its elements take.</summary>
    private void CheckLength(string name, SafeTensorsType type, long[] shape, long[] offsets, long at)
    {
        var bits = (UInt128)(uint)type.Bits;
        foreach (var size in shape)
        {
            bits *= (ulong)size;
            if (bits > 8 * (UInt128)long.MaxValue)
                throw Wrong(at, $"tensor \"{name}\" has shape {Shape.Format<long>(shape)}, whose product overflows");
        }

        if (offsets[1] < offsets[0] || bits != 8 * (UInt128)(offsets[1] - offsets[0]))
            throw Wrong(
                at,
                $"tensor \"{name}\" of {type.Code} and shape {Shape.Format<long>(shape)} takes {(double)bits / 8} bytes, "
                + $"and its data_offsets are {offsets[0]} and {offsets[1]}");
    }

    /// <summary>Sorts the tensors by their places, and checks that each begins where the one before it ends.</summary>
    private OrderedDictionary<string, TensorInfo> InOrder(List<TensorInfo> tensors)
    {
        var ordered = new OrderedDictionary<string, TensorInfo>();
        var end = 0L;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.DataOffsets))
        {
            var (start, next) = tensor.DataOffsets;
            if (start != end)
                throw Wrong(
                    0,
                    $"tensor \"{tensor.Name}\" begins at offset {start}, and the one before it ends at {end}; "
                    + "tensors neither overlap nor leave gaps");
            end = next;
            ordered.Add(tensor.Name, tensor);
        }

        return ordered;
    }

    /// <summary>Reads the next name of an object; null at the end of the object.</summary>
    private string? Next(ref Utf8JsonReader reader) =>
        reader.MoveNext() && reader.TokenType == JsonTokenType.PropertyName ? Text(in reader) : null;

    private string Text(in Utf8JsonReader reader) => reader.Text(file, SafeTensorsHeader.Prefix);

    private InvalidDataException Wrong(in Utf8JsonReader reader, string problem) => Wrong(reader.TokenStartIndex, problem);

    private InvalidDataException Wrong(long at, string problem) => file.Damaged(problem, SafeTensorsHeader.Prefix + at);
}

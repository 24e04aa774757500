using Google.Protobuf;

namespace Autograd.Onnx;

/// <summary>
/// A message of Protocol Buffers as the list of its fields, in the order in which they are written. A repeated field is
/// added several times.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, object Value)> _fields = [];

    /// <summary>The number of bytes of the message, without its tag and length.</summary>
    public long Size => _fields.Sum(entry => SizeOf(entry.Field, entry.Value));

    /// <summary>Adds a number, of any integer type of the schema.</summary>
    public ProtoMessage Add(int field, long value) => AddField(field, value);

    /// <summary>Adds a number of single precision.</summary>
    public ProtoMessage Add(int field, float value) => AddField(field, value);

    /// <summary>Adds a text; an empty one is left out.</summary>
    public ProtoMessage Add(int field, string value) => value.Length == 0 ? this : AddField(field, value);

    /// <summary>Adds bytes, which are not copied.</summary>
    public ProtoMessage Add(int field, ReadOnlyMemory<byte> value) => AddField(field, UnsafeByteOperations.UnsafeWrap(value));

    /// <summary>Adds a message.</summary>
    public ProtoMessage Add(int field, ProtoMessage value) => AddField(field, value);

    /// <summary>Adds a text that may be empty, as one of a list.</summary>
    public ProtoMessage AddText(int field, string value) => AddField(field, value);

    /// <summary>Writes the fields.</summary>
    public void WriteTo(CodedOutputStream stream)
    {
        foreach (var (field, value) in _fields)
        {
            switch (value)
            {
                case long number:
                    stream.WriteTag(field, WireFormat.WireType.Varint);
                    stream.WriteInt64(number);
                    break;
                case float number:
                    stream.WriteTag(field, WireFormat.WireType.Fixed32);
                    stream.WriteFloat(number);
                    break;
                case string text:
                    stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
                    stream.WriteString(text);
                    break;
                case ByteString bytes:
                    stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
                    stream.WriteBytes(bytes);
                    break;
                case ProtoMessage message:
                    stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
                    stream.WriteLength((int)message.Size);
                    message.WriteTo(stream);
                    break;
            }
        }
    }

    private static long SizeOf(int field, object value)
    {
        var tag = CodedOutputStream.ComputeTagSize(field);
        return value switch
        {
            long number => tag + CodedOutputStream.ComputeInt64Size(number),
            float number => tag + CodedOutputStream.ComputeFloatSize(number),
            string text => tag + CodedOutputStream.ComputeStringSize(text),
            ByteString bytes => tag + (long)CodedOutputStream.ComputeLengthSize(bytes.Length) + bytes.Length,
            ProtoMessage message when message.Size is var size => tag + (long)CodedOutputStream.ComputeUInt64Size((ulong)size) + size,
            _ => 0,
        };
    }

    private ProtoMessage AddField(int field, object value)
    {
        _fields.Add((field, value));
        return this;
    }
}

using Google.Protobuf;

namespace Autograd.Onnx.Tests;

/// <summary>A message of Protocol Buffers as its fields, read without a schema.</summary>
internal sealed class ProtoReader
{
    private readonly List<(int Field, object Value)> _fields = [];

    public ProtoReader(byte[] bytes)
    {
        using var stream = new CodedInputStream(bytes);
        while (stream.ReadTag() is not 0 and var tag)
        {
            _fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => stream.ReadInt64(),
                WireFormat.WireType.Fixed32 => stream.ReadFloat(),
                _ => stream.ReadBytes().ToByteArray(),
            }));
        }
    }

    public long Number(int field) => (long)Only(field);

    public string Text(int field) => System.Text.Encoding.UTF8.GetString((byte[])Only(field));

    public byte[] Bytes(int field) => (byte[])Only(field);

    public ProtoReader Message(int field) => new((byte[])Only(field));

    public long[] Numbers(int field) => [.. All(field).Cast<long>()];

    public string[] Texts(int field) => [.. All(field).Select(value => System.Text.Encoding.UTF8.GetString((byte[])value))];

    public ProtoReader[] Messages(int field) => [.. All(field).Select(value => new ProtoReader((byte[])value))];

    private IEnumerable<object> All(int field) => _fields.Where(entry => entry.Field == field).Select(entry => entry.Value);

    private object Only(int field) => All(field).Single();
}

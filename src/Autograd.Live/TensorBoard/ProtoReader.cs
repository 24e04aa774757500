using System.Buffers.Binary;
using System.Text;

namespace Autograd.Live;

/// <summary>Reads the fields of one protobuf message.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _message = message;
    private int _at;
    private int _wireType;

    /// <summary>The number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>Goes on to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_at == _message.Length) return false;
        var tag = Varint();
        (Field, _wireType) = ((int)Math.Min(tag >> 3, int.MaxValue), (int)(tag & 7));
        return Field == 0 ? throw new FormatException("field 0 does not exist") : true;
    }

    public long Int()
    {
        Expect(0);
        return (long)Varint();
    }

    public double Double()
    {
        Expect(1);
        return BinaryPrimitives.ReadDoubleLittleEndian(Take(8));
    }

    public float Float()
    {
        Expect(5);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(4));
    }

    public ReadOnlySpan<byte> Bytes()
    {
        Expect(2);
        var length = Varint();
        return length > (ulong)(_message.Length - _at)
            ? throw new FormatException($"field {Field} is {length} bytes long, and {_message.Length - _at} are left")
            : Take((int)length);
    }

    public string Text() => _strict.GetString(Bytes());

    public ProtoReader Message() => new(Bytes());

    /// <summary>Repeated doubles, packed or one by one.</summary>
    public void Doubles(List<double> values)
    {
        if (_wireType == 1)
        {
            values.Add(Double());
            return;
        }

        var packed = Bytes();
        if (packed.Length % 8 != 0) throw new FormatException($"field {Field} has {packed.Length} bytes of doubles, which are 8 bytes each");
        for (; !packed.IsEmpty; packed = packed[8..]) values.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed));
    }

    /// <summary>Repeated floats, packed or one by one.</summary>
    public void Floats(List<float> values)
    {
        if (_wireType == 5)
        {
            values.Add(Float());
            return;
        }

        var packed = Bytes();
        if (packed.Length % 4 != 0) throw new FormatException($"field {Field} has {packed.Length} bytes of floats, which are 4 bytes each");
        for (; !packed.IsEmpty; packed = packed[4..]) values.Add(BinaryPrimitives.ReadSingleLittleEndian(packed));
    }

    public void Skip()
    {
        if (_wireType == 0) Varint();
        else if (_wireType == 1) Take(8);
        else if (_wireType == 2) Bytes();
        else if (_wireType == 5) Take(4);
        else throw new FormatException($"field {Field} has wire type {_wireType}, which is not in use");
    }

    private readonly void Expect(int wireType)
    {
        if (_wireType != wireType) throw new FormatException($"field {Field} has wire type {_wireType} and not {wireType}");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - _at) throw new FormatException($"field {Field} needs {count} bytes, and {_message.Length - _at} are left");
        var taken = _message.Slice(_at, count);
        _at += count;
        return taken;
    }

    private ulong Varint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_at == _message.Length) throw new FormatException("the message ends in the middle of a number");
            var next = _message[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new FormatException("a number is longer than 10 bytes");
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Autograd.IO;

/// <summary>
/// The header of a .npy file: <c>\x93NUMPY</c>, a version, a length, and a Python dictionary with the element type, the
/// order of the elements and the shape; https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
/// </summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="IsFortranOrder">True if the first index changes fastest.</param>
/// <param name="Sizes">The shape.</param>
internal sealed record NpyHeader(NpyType Type, bool IsFortranOrder, long[] Sizes)
{
    /// <summary>The bytes before the length: the magic string and two of the version.</summary>
    private const int VersionEnd = 8;

    /// <summary>The elements begin at a multiple of this, so that the file can be mapped to memory.</summary>
    private const int Alignment = 64;

    /// <summary>The digits of the size that NumPy leaves room for, so that an array can grow in its file.</summary>
    private const int GrowthDigits = 21;

    /// <summary>The longest header that is read; of one element type and 64 sizes it has fewer than 2,000 bytes.</summary>
    private const int MaxLength = 1 << 16;

    /// <summary>The first bytes of every file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static NpyHeader Read(ByteSource source)
    {
        var file = source.Context;
        var start = source.Position;
        Span<byte> begin = stackalloc byte[VersionEnd];
        source.Read(begin, "the magic string and the version");
        if (begin is [(byte)'P', (byte)'K', ..]) throw file.Damaged("this is an archive of arrays; use NumPy.LoadZ", start);
        if (!begin.StartsWith(Magic)) throw file.Damaged("this is no .npy file: it does not begin with \\x93NUMPY", start);
        var (major, minor) = (begin[6], begin[7]);
        if (major is 0 or > 3 || minor != 0)
            throw file.Unsupported($"the format has version {major}.{minor}; versions 1.0 to 3.0 can be read", start + 6);
        Span<byte> lengthBytes = stackalloc byte[major == 1 ? 2 : 4];
        source.Read(lengthBytes, "the length of the header");
        var length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > MaxLength)
            throw file.Damaged($"the header claims {length} bytes; a header of numbers has at most {MaxLength}", start + VersionEnd);
        var textStart = source.Position;
        var text = (major < 3 ? Encoding.Latin1 : Encoding.UTF8).GetString(source.ReadBytes((int)length, "the header"));
        return new NpyHeaderParser(text, file, textStart).Parse();
    }

    /// <summary>The bytes of a header, those that NumPy writes.</summary>
    public static byte[] Write(DType dtype, bool isFortranOrder, Shape shape)
    {
        var sizes = shape.Count == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        var order = isFortranOrder ? "True" : "False";
        var text = new StringBuilder($"{{'descr': '{NpyType.Descr(dtype)}', 'fortran_order': {order}, 'shape': {sizes}, }}");
        if (shape.Count > 0) text.Append(' ', GrowthDigits - $"{shape[isFortranOrder ? shape.Count - 1 : 0]}".Length);
        const int textStart = VersionEnd + sizeof(ushort);
        var length = (textStart + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[length];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(VersionEnd), (ushort)(length - textStart));
        Encoding.ASCII.GetBytes(text.ToString().PadRight(length - textStart - 1) + "\n").CopyTo(header, textStart);
        return header;
    }
}

/// <summary>Parses the dictionary of a header: the literals of Python's that occur there, and no others.</summary>
internal sealed class NpyHeaderParser(string text, FileContext file, long start)
{
    private int _at;

    public NpyHeader Parse()
    {
        var (type, order, sizes) = ((NpyType?)null, (bool?)null, (long[]?)null);
        Expect('{');
        while (!Takes('}'))
        {
            var key = ReadString();
            Expect(':');
            SkipSpaces();
            switch (key)
            {
                case "descr" when type is null: type = ReadType(); break;
                case "fortran_order" when order is null: order = ReadBool(); break;
                case "shape" when sizes is null: sizes = ReadSizes(); break;
                default: throw Wrong($"the key '{key}' is unknown, or there twice");
            }

            if (Takes(',')) continue;
            Expect('}');
            break;
        }

        SkipSpaces();
        if (_at < text.Length) throw Wrong("something follows the dictionary");
        var missing = type is null ? "descr" : order is null ? "fortran_order" : sizes is null ? "shape" : null;
        return missing is null ? new NpyHeader(type!.Value, order!.Value, sizes!) : throw Wrong($"'{missing}' is missing");
    }

    private NpyType ReadType()
    {
        var position = start + _at;
        if (_at < text.Length && text[_at] is '[' or '(')
            throw file.Unsupported(
                "the elements are structured (records of several fields), which no tensor has; save each field by itself", position);
        return NpyType.Parse(ReadString(), file, position);
    }

    private bool ReadBool()
    {
        var word = TakeWhile(char.IsAsciiLetter);
        return word switch
        {
            "True" => true,
            "False" => false,
            _ => throw Wrong("'fortran_order' is neither True nor False"),
        };
    }

    private long[] ReadSizes()
    {
        var sizes = new List<long>();
        Expect('(');
        while (!Takes(')'))
        {
            SkipSpaces();
            var digits = TakeWhile(char.IsAsciiDigit);
            if (!long.TryParse(digits, out var size)) throw Wrong($"a size of 'shape' is no number from 0 to {long.MaxValue}");
            sizes.Add(size);

            // Python 2 wrote 3L.
            Takes('L');
            if (Takes(',')) continue;
            Expect(')');
            break;
        }

        return [.. sizes];
    }

    private string ReadString()
    {
        SkipSpaces();
        var quote = _at < text.Length ? text[_at] : '\0';
        if (quote is not ('\'' or '"')) throw Wrong("a string was expected");
        var end = text.IndexOf(quote, _at + 1);
        if (end < 0) throw Wrong("a string does not end");
        var content = text[(_at + 1)..end];
        _at = end + 1;
        return content.Contains('\\') ? throw Wrong("a string has an escape") : content;
    }

    private string TakeWhile(Func<char, bool> isPart)
    {
        var begin = _at;
        while (_at < text.Length && isPart(text[_at])) _at++;
        return text[begin.._at];
    }

    private bool Takes(char c)
    {
        SkipSpaces();
        if (_at >= text.Length || text[_at] != c) return false;
        _at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Takes(c)) throw Wrong($"'{c}' was expected");
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && text[_at] is ' ' or '\n' or '\r' or '\t') _at++;
    }

    private InvalidDataException Wrong(string problem) => file.Damaged($"the header is not NumPy's: {problem}", start + _at);
}

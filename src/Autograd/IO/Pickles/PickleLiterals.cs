using System.Globalization;
using System.Numerics;
using System.Text;

namespace Autograd.IO;

/// <summary>Numbers and texts as the first protocols write them: in lines of ASCII.</summary>
internal static class PickleLiterals
{
    /// <summary>The most digits that Python reads, because the time grows with their square.</summary>
    private const int MostDigits = 4300;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static double Float(ReadOnlySpan<byte> line, Func<string, Exception> damaged)
    {
        if (line.Length <= MostDigits && double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return value;
        return Shown(line) switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            var text => throw damaged($"\"{text}\" is no number"),
        };
    }

    public static PickleScalar IntegerOrFlag(ReadOnlySpan<byte> line, Func<string, Exception> damaged) =>
        line.SequenceEqual("01"u8) ? PickleScalar.Of(true)
        : line.SequenceEqual("00"u8) ? PickleScalar.Of(false)
        : PickleScalar.Of(Long(line, damaged));

    public static BigInteger Long(ReadOnlySpan<byte> line, Func<string, Exception> damaged)
    {
        if (line is [.., (byte)'L']) line = line[..^1];
        return line.Length <= MostDigits
            && BigInteger.TryParse(Encoding.Latin1.GetString(line), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw damaged($"\"{Shown(line)}\" is no integer of at most {MostDigits} digits");
    }

    public static long Index(ReadOnlySpan<byte> line, Func<string, Exception> damaged) =>
        long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw damaged($"\"{Shown(line)}\" is no number of a stored object");

    /// <summary>A text of Python 2, which does not say in what encoding it is.</summary>
    public static string OldText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>A text in quotes, with Python's escapes.</summary>
    public static string Quoted(ReadOnlySpan<byte> line, Func<string, Exception> damaged)
    {
        line = line.TrimEnd((byte)'\r');
        if (line.Length < 2 || line[0] is not ((byte)'\'' or (byte)'"') || line[^1] != line[0])
            throw damaged($"the text {Shown(line)} is not in quotes");
        var bytes = new List<byte>(line.Length);
        for (var i = 1; i < line.Length - 1; i++)
        {
            if (line[i] != '\\')
            {
                bytes.Add(line[i]);
                continue;
            }

            if (++i == line.Length - 1) throw damaged($"the text {Shown(line)} ends in an escape");
            switch (line[i])
            {
                case (byte)'n': bytes.Add((byte)'\n'); break;
                case (byte)'r': bytes.Add((byte)'\r'); break;
                case (byte)'t': bytes.Add((byte)'\t'); break;
                case (byte)'x' when i + 2 < line.Length - 1 && TryHex(line.Slice(i + 1, 2), out var code):
                    bytes.Add((byte)code);
                    i += 2;
                    break;
                case (byte)'\\' or (byte)'\'' or (byte)'"': bytes.Add(line[i]); break;
                default: throw damaged($"the text {Shown(line)} has an unknown escape");
            }
        }

        return OldText(bytes.ToArray());
    }

    /// <summary>A text in Latin-1 with \uXXXX and \UXXXXXXXX for what is not in it.</summary>
    public static string Escaped(ReadOnlySpan<byte> line, Func<string, Exception> damaged)
    {
        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var digits = line[i] != '\\' || i + 1 == line.Length ? 0 : line[i + 1] == 'u' ? 4 : line[i + 1] == 'U' ? 8 : 0;
            if (digits == 0)
            {
                text.Append((char)line[i]);
                continue;
            }

            if (i + 2 + digits > line.Length || !TryHex(line.Slice(i + 2, digits), out var code) || code > 0x10ffff)
                throw damaged($"the text {Shown(line)} has a damaged escape");
            if (code < 0x10000) text.Append((char)code);
            else text.Append(char.ConvertFromUtf32((int)code));
            i += 1 + digits;
        }

        return text.ToString();
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out uint code) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);

    private static string Shown(ReadOnlySpan<byte> line) => Encoding.Latin1.GetString(line[..Math.Min(line.Length, 40)]);
}

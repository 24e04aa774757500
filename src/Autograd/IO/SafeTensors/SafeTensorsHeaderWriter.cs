using System.Globalization;
using System.Text;

namespace Autograd.IO;

/// <summary>
/// Writes headers byte for byte as the reference implementation: compact JSON in UTF-8, in which only quotes,
/// backslashes and control characters are escaped, then spaces to a multiple of 8.
/// </summary>
internal static class SafeTensorsHeaderWriter
{
    /// <summary>Sorts tensors as in a file: by type, the widest first, then by the UTF-8 bytes of their names.</summary>
    public static List<KeyValuePair<string, Tensor>> Sort(IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        [.. tensors.OrderByDescending(pair => SafeTensorsType.Of(pair.Value.DType).Rank).ThenBy(pair => pair.Key, Utf8Order.Instance)];

    /// <summary>The header with its length before it.</summary>
    /// <param name="tensors">The tensors, sorted.</param>
    /// <param name="metadata">The metadata, if there is any.</param>
    public static byte[] Write(List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var json = new StringBuilder("{");
        if (metadata is not null)
        {
            json.Append('"').Append(SafeTensorsHeader.MetadataKey).Append("\":{");
            var isFirst = true;
            foreach (var (key, value) in metadata)
            {
                if (!isFirst) json.Append(',');
                isFirst = false;
                AppendQuoted(json, key);
                AppendQuoted(json.Append(':'), value);
            }

            json.Append('}');
        }

        var offset = 0L;
        foreach (var (name, tensor) in tensors)
        {
            if (json.Length > 1) json.Append(',');
            AppendQuoted(json, name);
            var end = offset + (long)tensor.Numel * tensor.DType.ItemSize();
            json.Append(":{\"dtype\":\"").Append(SafeTensorsType.Of(tensor.DType).Code).Append("\",\"shape\":[")
                .AppendJoin(',', tensor.Shape).Append("],\"data_offsets\":[")
                .Append(CultureInfo.InvariantCulture, $"{offset},{end}]}}");
            offset = end;
        }

        var text = Encoding.UTF8.GetBytes(json.Append('}').ToString());
        var length = (text.Length + 7) / 8 * 8;
        var header = new byte[SafeTensorsHeader.Prefix + length];
        BitConverter.TryWriteBytes(header, (long)length);
        text.CopyTo(header, SafeTensorsHeader.Prefix);
        header.AsSpan(SafeTensorsHeader.Prefix + text.Length).Fill((byte)' ');
        return header;
    }

    private static void AppendQuoted(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"': json.Append("\\\""); break;
                case '\\': json.Append(@"\\"); break;
                case '\b': json.Append(@"\b"); break;
                case '\f': json.Append(@"\f"); break;
                case '\n': json.Append(@"\n"); break;
                case '\r': json.Append(@"\r"); break;
                case '\t': json.Append(@"\t"); break;
                case < ' ': json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: json.Append(c); break;
            }
        }

        json.Append('"');
    }

    /// <summary>Orders strings by code points, as their UTF-8 bytes are ordered.</summary>
    private sealed class Utf8Order : IComparer<string>
    {
        public static Utf8Order Instance { get; } = new();

        public int Compare(string? a, string? b) => Encoding.UTF8.GetBytes(a!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b!));
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Autograd.IO;

/// <summary>The SHA-256 of all bytes of an archive but its comment, in the comment: <c>sha256:…</c></summary>
internal static class TorchChecksum
{
    private const string Prefix = "sha256:";

    /// <summary>The length of the comment.</summary>
    public const int Length = 71;

    public static byte[] Text(byte[] hash) => Encoding.ASCII.GetBytes(Prefix + Convert.ToHexStringLower(hash));

    /// <summary>Checks the checksum of a file.</summary>
    /// <exception cref="InvalidDataException">It has none, or another one.</exception>
    public static void Check(FileView file)
    {
        var comment = new byte[Length];
        var end = file.Length - Length;
        if (end < 0) throw file.Context.CutShort("a checkpoint", 0, Length, file.Length);
        file.Read(end, comment, "the checksum");
        if (!comment.AsSpan().StartsWith("sha256:"u8))
            throw file.Context.Damaged("the file does not end in its checksum; it is cut short, or no checkpoint", end);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[(int)Math.Min(end, 1 << 18)];
        for (var at = 0L; at < end; at += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at));
            file.Read(at, part, "the checkpoint");
            hash.AppendData(part);
        }

        var found = Text(hash.GetHashAndReset());
        if (!found.AsSpan().SequenceEqual(comment))
            throw file.Context.Damaged(
                $"the checksum is {Encoding.ASCII.GetString(found)}, and the file says {Encoding.ASCII.GetString(comment)}; its bytes were changed", end);
    }
}

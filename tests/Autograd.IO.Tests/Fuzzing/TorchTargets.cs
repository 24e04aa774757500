using System.Text;
using Autograd.IO.Tests.Torch;

namespace Autograd.IO.Tests.Fuzzing;

/// <summary>The readers of PyTorch's files, and of checkpoints.</summary>
internal static class TorchTargets
{
    private static readonly byte[][] _tokens =
    [
        .. new[]
        {
            "ctorch\nFloatStorage\n", "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch._utils\n_rebuild_parameter\n", "cposix\nsystem\n", "ccollections\nOrderedDict\n",
            "ctorch\nSize\n", "ctorch._tensor\n_rebuild_from_type_v2\n", "c_codecs\nencode\n", "cbuiltins\neval\n", "X\u0007\0\0\0storage", "X\u0001\0\0\00",
            "\u008a\u00ff", "\u008b\u007f\0\0\0", "\u008d\0\0\0\0\0\0\0\u0010", "PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\u0007",
            "../", "(", "]", "}", ")", "R", "b", "Q", "q\0", "h\0", "h\u0001", "t", "2", "e", "u", "a", "s", ".", "\u0094", "\u0093",
            "]q\0h\0a", "(((((((((((((((((((((((((((((((((((((((((", "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public static FuzzTarget Zip { get; } = new(
        "pt", () => Seeds(isZip: true), _tokens, bytes => TorchFile.Load(new MemoryStream(bytes)).ToString())
    {
        BytesPerByte = 512,
    };

    public static FuzzTarget Legacy { get; } = Zip with { Name = "pt-legacy", Seeds = () => Seeds(isZip: false) };

    /// <summary>Pickles in an archive whose checksums are right, so that the mutations reach the machine.</summary>
    public static FuzzTarget Pickle { get; } = Zip with
    {
        Name = "pickle",
        Seeds = () => [.. Seeds(isZip: true).Select(PickleOf)],
        Read = bytes => TorchFile.Load(new MemoryStream(Archive(bytes))).ToString(),
        BytesPerByte = 1024,
    };

    /// <summary>An archive of this pickle and of some storages.</summary>
    public static byte[] Archive(byte[] pickle)
    {
        var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        writer.Add("a/data.pkl", pickle);
        for (var i = 0; i < 4; i++) writer.Add($"a/data/{i}", new byte[24]);
        writer.Finish();
        return stream.ToArray();
    }

    private static byte[] PickleOf(byte[] file)
    {
        var archive = ZipReader.Open(FileView.Of("Fuzz", file));
        return archive.ReadAll(archive.Records.Single(record => record.Name.EndsWith("data.pkl", StringComparison.Ordinal)));
    }

    private static byte[][] Seeds(bool isZip) =>
    [
        .. StoredTorch.Files.Where(file => file.File.AsSpan().StartsWith("PK"u8) == isZip && file.File.Length < 6000)
            .Select(file => file.File),
    ];
}

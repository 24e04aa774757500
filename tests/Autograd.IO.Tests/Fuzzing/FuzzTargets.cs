namespace Autograd.IO.Tests.Fuzzing;

/// <summary>The readers of tensors by name and of NumPy's files.</summary>
internal static class FuzzTargets
{
    public static FuzzTarget SafeTensors { get; } = new(
        "safetensors",
        () => [.. StoredFile.SafeTensors.Select(file => file.File).Where(file => file.Length < 1000), Small()],
        Tokens("\"dtype\":\"F32\"", "\"shape\":[", "\"data_offsets\":[", "\"__metadata__\":{", "\"w\":{", "F8_E4M3", "BOOL", "0,0", "null"),
        bytes => IO.SafeTensors.Load(new MemoryStream(bytes)));

    public static FuzzTarget SafeTensorsStream { get; } = SafeTensors with
    {
        Name = "safetensors-stream",
        Read = bytes => IO.SafeTensors.Load(new OneWayStream(new MemoryStream(bytes), 100)),
    };

    public static FuzzTarget Npy { get; } = new(
        "npy",
        () => [.. StoredFile.Npy.Where(file => !file.Refused && Elements.TypeNamed(file.DType!) is not null && file.File.Length < 300).Select(file => file.File)],
        Tokens("'descr': '<f4'", "'>i8'", "'|O'", "[('a', '<i4')]", "'fortran_order': True", "'shape': (", "()", "(0,", "\u0093NUMPY\u0003\0", "L"),
        bytes => IO.NumPy.Load(new MemoryStream(bytes), null));

    public static FuzzTarget NpyStream { get; } = Npy with
    {
        Name = "npy-stream",
        Read = bytes => IO.NumPy.Load(new OneWayStream(new MemoryStream(bytes), 100), DType.Float64),
    };

    public static FuzzTarget Npz { get; } = new(
        "npz",
        () => [.. StoredFile.Npz.Select(file => file.File), SmallArchive(isCompressed: true), SmallArchive(isCompressed: false)],
        Tokens("PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\u0007", ".npy", "../", "\u0001\0\u0010\0"),
        bytes => IO.NumPy.LoadZ(new MemoryStream(bytes)))
    {
        BytesPerByte = 1100,
    };

    public static FuzzTarget ShardIndex { get; } = new(
        "index",
        () => ["""{"metadata": {"total_size": 24}, "weight_map": {"a": "m-1.safetensors", "b": "m-2.safetensors"}}"""u8.ToArray(),
               "{\n \"weight_map\": {}\n}\n"u8.ToArray()],
        Tokens("\"weight_map\"", "../", "/etc/passwd", "\"a\":", "\\u0000", "\\ud800"),
        bytes => IO.ShardIndex.Parse(new FileContext("SafeTensors.Load", null), bytes));

    private static byte[] Small()
    {
        var stream = new MemoryStream();
        IO.SafeTensors.Save(new OrderedDictionary<string, Tensor> { ["w"] = Tensor.Ones(2, 3), ["b"] = Tensor.Zeros(4) }, stream);
        return stream.ToArray();
    }

    private static byte[] SmallArchive(bool isCompressed)
    {
        var stream = new MemoryStream();
        var tensors = new OrderedDictionary<string, Tensor> { ["w"] = Tensor.Ones(2, 3), ["b"] = Tensor.Zeros(100) };
        if (isCompressed) IO.NumPy.SaveZCompressed(tensors, stream);
        else IO.NumPy.SaveZ(tensors, stream);
        return stream.ToArray();
    }

    private static byte[][] Tokens(params string[] texts) => Array.ConvertAll(texts, System.Text.Encoding.Latin1.GetBytes);
}

namespace Autograd.IO.Tests.Fuzzing;

/// <summary>A reader that must survive any bytes.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Seeds">Files in order, of every kind that the reader knows; small ones are mutated faster.</param>
/// <param name="Tokens">Pieces of text or bytes that mean something to the reader; some mutations insert them.</param>
/// <param name="Read">
/// Reads everything in a file. An <see cref="InvalidDataException"/> and a <see cref="NotSupportedException"/> are
/// answers; any other exception is a finding.
/// </param>
internal sealed record FuzzTarget(string Name, Func<IReadOnlyList<byte[]>> Seeds, byte[][] Tokens, Action<byte[]> Read)
{
    /// <summary>
    /// The bytes that one input may allocate: <c>BytesPerByte * length + FreeBytes</c>. Compressed files may unpack to
    /// 1,032 times their size.
    /// </summary>
    public long BytesPerByte { get; init; } = 64;

    public const long FreeBytes = 1 << 20;

    /// <summary>All readers.</summary>
    public static FuzzTarget[] All { get; } =
    [
        FuzzTargets.SafeTensors, FuzzTargets.SafeTensorsStream, FuzzTargets.ShardIndex, FuzzTargets.Npy, FuzzTargets.NpyStream, FuzzTargets.Npz,
        TorchTargets.Zip, TorchTargets.Legacy, TorchTargets.Pickle,
    ];
}

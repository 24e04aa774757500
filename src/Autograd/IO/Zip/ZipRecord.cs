namespace Autograd.IO;

/// <summary>An entry of an archive, as its directory at the end lists it.</summary>
/// <param name="Name">The name, with slashes.</param>
/// <param name="Header">The place of its header.</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="Crc">Their checksum.</param>
/// <param name="Method">0 if they are stored as they are.</param>
/// <param name="Limit">The place where the next entry begins, or the directory.</param>
internal sealed record ZipRecord(string Name, long Header, long Size, uint Crc, int Method, long Limit);

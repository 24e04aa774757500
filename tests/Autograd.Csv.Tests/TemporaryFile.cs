namespace Autograd.Csv.Tests;

/// <summary>A file that is deleted at the end.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(Path);
}

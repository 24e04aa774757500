namespace Autograd.Vision.Tests;

/// <summary>A file that is deleted at the end.</summary>
internal sealed class TemporaryFile(string ending) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}{ending}");

    public void Dispose() => File.Delete(Path);
}

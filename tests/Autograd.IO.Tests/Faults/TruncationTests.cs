namespace Autograd.IO.Tests.Faults;

/// <summary>A file that ends anywhere is refused: nothing but the reader's own exception, and no tensor.</summary>
public class TruncationTests
{
    [Test]
    public void Safetensors() => Check(StoredFile.SafeTensors, bytes => IO.SafeTensors.Load(bytes));

    [Test]
    public void Arrays() => Check(StoredFile.Npy.Where(file => !file.Refused).Where((_, i) => i % 7 == 0), bytes => IO.NumPy.Load(bytes, DType.Float64));

    [Test]
    public void Archives() => Check(StoredFile.Npz, bytes => IO.NumPy.LoadZ(bytes));

    private static void Check(IEnumerable<StoredFile> files, Action<Stream> read)
    {
        foreach (var file in files)
            for (var length = 0; length < file.File.Length; length++)
                Assert.That(() => read(new MemoryStream(file.File, 0, length)), Throws.InstanceOf<InvalidDataException>(), $"{file.Name}, {length} bytes");
    }
}

using System.Diagnostics;
using System.Runtime.Versioning;

namespace Autograd.IO.Tests.Faults;

/// <summary>A file is replaced as a whole, or is as it was.</summary>
public class AtomicFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_failure_half_way_keeps_the_old_file()
    {
        var path = _folder.Write("a.bin", [1, 2, 3]);
        var e = Assert.Throws<IOException>(() => AtomicFile.Write("NumPy.Save", path, file =>
        {
            file.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.That(e!.Message, Is.EqualTo($"NumPy.Save: {path} was not written, and what was there is as it was: No space left on device"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo((byte[])[1, 2, 3]));
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo((string[])[path]));
    }

    [Test]
    public void What_the_writer_throws_comes_through()
    {
        Assert.Throws<ArgumentException>(() => AtomicFile.Write("NumPy.Save", _folder["a"], _ => throw new ArgumentException("mine")));
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    [Test]
    public void A_missing_folder_is_named() => Assert.That(
        Assert.Throws<DirectoryNotFoundException>(() => IO.NumPy.Save(1, _folder["no/a.npy"]))!.Message,
        Is.EqualTo($"NumPy.Save: the folder of {_folder["no/a.npy"]} does not exist; create it first"));

    [Test]
    public void A_folder_is_not_replaced()
    {
        Directory.CreateDirectory(_folder["a.npy"]);
        Assert.That(
            Assert.Throws<IOException>(() => IO.NumPy.Save(1, _folder["a.npy"]))!.Message,
            Is.EqualTo($"NumPy.Save: {_folder["a.npy"]} is a folder; pass a file in it"));
    }

    [Test]
    [Platform("Unix")]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_may_not_be_written_is_an_error()
    {
        var path = _folder.Write("a.npy", [1, 2, 3]);
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            // Root may write everywhere but there.
            if (Environment.UserName == "root") path = "/proc/a.npy";
            Assert.That(
                () => IO.NumPy.Save(1, path),
                Throws.InstanceOf<UnauthorizedAccessException>().Or.InstanceOf<IOException>().With.Message.StartsWith("NumPy.Save: "));
        }
        finally
        {
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.That(File.ReadAllBytes(_folder["a.npy"]), Is.EqualTo((byte[])[1, 2, 3]));
    }

    [Test]
    [Platform("Unix")]
    [UnsupportedOSPlatform("windows")]
    public void A_link_is_followed_and_permissions_are_kept()
    {
        var path = _folder.Write("a.npy", [1, 2, 3]);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(_folder["link.npy"], "a.npy");
        IO.NumPy.Save(1, _folder["link.npy"]);
        Assert.That(new FileInfo(_folder["link.npy"]).LinkTarget, Is.EqualTo("a.npy"));
        Assert.That(IO.NumPy.Load(path).Item(), Is.EqualTo(1));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead));
    }

    [Test]
    [Platform("Linux")]
    public void A_device_is_written_and_not_replaced()
    {
        IO.NumPy.Save(1, "/dev/null");
        Assert.That(
            Assert.Throws<IOException>(() => IO.NumPy.Save(1, "/dev/full"))!.Message,
            Does.StartWith("NumPy.Save: /dev/full was not written, and what was there is as it was: "));
        Assert.That(new FileInfo("/dev/full").Length, Is.Zero);
    }

    /// <summary>
    /// A process that may write files of 64 KB: the system refuses the rest as on a full disk. The old file stays, with
    /// nothing beside it.
    /// </summary>
    [TestCase("safetensors")]
    [TestCase("npy")]
    [TestCase("npz")]
    [Platform("Linux")]
    public void A_full_disk_keeps_the_old_file(string format)
    {
        var path = _folder.Write($"a.{format}", [1, 2, 3]);
        var program = Path.Combine(TestContext.CurrentContext.TestDirectory, "Autograd.IO.Tests.dll");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" exec \"$1\" save \"$2\"", Environment.ProcessPath!, program, path])
        {
            RedirectStandardOutput = true,
        };

        // The runtime keeps compiled code in a file without a name, which would be too large as well.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(output, Does.Match($"^IOException: (SafeTensors.Save|NumPy.Save|NumPy.SaveZ): {path} was not written, and what was there is as it was: "));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo((byte[])[1, 2, 3]));
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo((string[])[path]));
    }
}

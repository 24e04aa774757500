using Autograd.NN;

namespace Autograd.IO.Tests;

/// <summary>A module is saved and loaded in every format, and loads all of a file or nothing.</summary>
public class ModuleFileTests
{
    [TestCase("net.safetensors")]
    [TestCase("net.pt")]
    [TestCase("net.PTH")]
    [TestCase("net.npz")]
    public void A_module_is_the_same_after_a_file(string name)
    {
        using var folder = new TemporaryFolder();
        var (net, other) = (Net(), Net());
        net.Save(folder[name]);
        var (missing, unexpected) = other.Load(folder[name]);
        Assert.That(missing, Is.Empty);
        Assert.That(unexpected, Is.Empty);
        Assert.That(TextOf(other), Is.EqualTo(TextOf(net)));
    }

    [TestCase(FileFormat.SafeTensors)]
    [TestCase(FileFormat.Torch)]
    [TestCase(FileFormat.NumPy)]
    public void A_format_can_be_named(FileFormat format)
    {
        using var folder = new TemporaryFolder();
        var (net, other) = (Net(), Net());
        net.Save(folder["weights"], format);
        other.Load(folder["weights"], format: format);
        Assert.That(TextOf(other), Is.EqualTo(TextOf(net)));
    }

    [TestCase("net.safetensors")]
    [TestCase("net.pt")]
    [TestCase("net.npz")]
    public void Names_that_differ_are_errors_if_strict_and_reported_if_not(string name)
    {
        using var folder = new TemporaryFolder();
        new Sequential(new Linear(2, 3), new Tanh(), new Linear(3, 1)).Save(folder[name]);
        var net = Net();
        var before = TextOf(net);
        Assert.That(
            Assert.Throws<ArgumentException>(() => net.Load(folder[name]))!.Message,
            Does.StartWith("LoadStateDict: the state does not fit Sequential; nothing was loaded:\n").And.Contains("missing in the state: \"1.weight\""));
        Assert.That(TextOf(net), Is.EqualTo(before));
        var (missing, unexpected) = net.Load(folder[name], strict: false);
        Assert.That(missing, Does.Contain("1.weight"));
        Assert.That(unexpected, Is.Empty);
        Assert.That(TextOf(net), Is.Not.EqualTo(before));
    }

    [TestCase("net.safetensors")]
    [TestCase("net.pt")]
    [TestCase("net.npz")]
    public void A_damaged_file_changes_nothing(string name)
    {
        using var folder = new TemporaryFolder();
        var net = Net();
        Net().Save(folder[name]);
        var bytes = File.ReadAllBytes(folder[name]);
        var before = TextOf(net);
        for (var length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(folder[name], bytes[..length]);
            Assert.Throws<InvalidDataException>(() => net.Load(folder[name]));
        }

        Assert.That(TextOf(net), Is.EqualTo(before));
    }

    [Test]
    public void An_unknown_extension_names_no_format()
    {
        Assert.That(
            Assert.Throws<ArgumentException>(() => Net().Save("net.bin"))!.Message,
            Is.EqualTo(
                "Module.Save: the extension \".bin\" of net.bin names no format; use .safetensors, .pt, .pth or .npz, or pass the format (Parameter 'path')"));
        Assert.That(
            Assert.Throws<ArgumentException>(() => Net().Load("net"))!.Message,
            Is.EqualTo(
                "Module.Load: the extension \"\" of net names no format; use .safetensors, .pt, .pth or .npz, or pass the format (Parameter 'path')"));
        Assert.That(
            Assert.Throws<ArgumentOutOfRangeException>(() => Net().Save("net.pt", (FileFormat)9))!.Message,
            Is.EqualTo("Module.Save: 9 is no format; use FileFormat.SafeTensors, Torch or NumPy (Parameter 'format')"));
        Assert.That(
            Assert.Throws<ArgumentOutOfRangeException>(() => Net().Load("net.pt", format: (FileFormat)9))!.Message,
            Is.EqualTo("Module.Load: 9 is no format; use FileFormat.SafeTensors, Torch or NumPy (Parameter 'format')"));
    }

    private static Sequential Net() => new(new Linear(2, 3), new BatchNorm1d(3), new Linear(3, 1));

    private static string TextOf(Module net) => string.Join('\n', net.StateDict().Select(entry => $"{entry.Key} {entry.Value}"));
}

using Autograd.NN;

namespace Autograd.IO.Tests.Checkpoints;

/// <summary>A checkpoint holds a whole run, and is restored as a whole.</summary>
[NonParallelizable]
public class CheckpointTests
{
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(23)]
    public void A_resumed_run_has_the_bits_of_one_that_never_stopped(int stop)
    {
        using var folder = new TemporaryFolder();
        var first = new KilledRun(40);
        for (var step = 0; step < stop; step++) first.Step();
        first.Manager(folder.Path).Save(stop);
        for (var step = 0; step < 5; step++) first.Step();

        var second = new KilledRun(40);
        for (var step = 0; step < 3; step++) second.Step();
        Generator.ManualSeed(99);
        Assert.That(second.Manager(folder.Path).Resume()!.Step, Is.EqualTo(stop));
        for (var step = stop; step < 40; step++) second.Step();
        Assert.That(second.Digest(), Is.EqualTo(KilledRun.Undisturbed(40)));
    }

    [Test]
    public void Fields_come_back()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointManager(folder.Path) { { "net", new Linear(1, 1) } };
        Assert.That(checkpoints.Resume(), Is.Null);
        var path = checkpoints.Save(12, new PickleDict { ["best"] = 0.5, ["name"] = "run", ["mean"] = Tensor.Ones(2), ["history"] = new PickleList { 1, 2 } });
        Assert.That(path, Is.EqualTo(folder["step-12.pt"]));
        var resumed = checkpoints.Resume()!;
        Assert.That(resumed.Path, Is.EqualTo(path));
        Assert.That(resumed.Step, Is.EqualTo(12));
        Assert.That(resumed.Damaged, Is.Empty);
        Assert.That(resumed.Fields.ToString(), Is.EqualTo("{'best': 0.5, 'name': 'run', 'mean': tensor((2,), dtype=torch.float32), 'history': [1, 2]}"));
        Assert.That(checkpoints.Load(path).Step, Is.EqualTo(12));
        Assert.That(checkpoints.Select(part => part.Key), Is.EqualTo(new[] { "Generator.Default", "NumPyRandom.Default", "PythonRandom.Default", "net" }));
    }

    [Test]
    public void All_generators_come_back()
    {
        using var folder = new TemporaryFolder();
        var (generator, numPy, python) = (new Generator(1), new NumPyRandom(2), new PythonRandom(3));
        var checkpoints = new CheckpointManager(folder.Path) { { "a", generator }, { "b", numPy }, { "c", python } };
        _ = (numPy.RandN(Shape.Scalar), python.Gauss(0, 1), Tensor.RandN([3], generator: generator));
        checkpoints.Save(1);
        var wanted = Draw();
        Assert.That(Draw(), Is.Not.EqualTo(wanted));
        checkpoints.Resume();
        Assert.That(Draw(), Is.EqualTo(wanted));

        string Draw() => string.Join(
            ' ', Tensor.RandN([3], generator: generator), numPy.RandN([2]), python.Gauss(0, 1), Tensor.RandN(3), NumPyRandom.Default.RandN([2]),
            PythonRandom.Default.Random());
    }

    [Test]
    public void The_newest_are_kept()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointManager(folder["runs/a"], maxToKeep: 2);
        for (var step = 8; step <= 11; step++) checkpoints.Save(step);
        Assert.That(checkpoints.Checkpoints.Select(Path.GetFileName), Is.EqualTo(new[] { "step-10.pt", "step-11.pt" }));
    }

    [Test]
    public void A_damaged_file_is_passed_over_and_replaced()
    {
        using var folder = new TemporaryFolder();
        var net = new Linear(1, 1);
        var checkpoints = new CheckpointManager(folder.Path) { { "net", net } };
        checkpoints.Save(1);
        var bytes = File.ReadAllBytes(checkpoints.Save(2));
        checkpoints.Save(3);
        bytes[100] ^= 1;
        folder.Write("step-2.pt", bytes);
        folder.Write("step-3.pt", bytes[..^1]);
        folder.Write(".step-4.pt.abc.tmp", bytes[..200]);

        var resumed = new CheckpointManager(folder.Path) { { "net", net } };
        var saved = resumed.Resume()!;
        Assert.That(saved.Step, Is.EqualTo(1));
        Assert.That(saved.Damaged, Has.Count.EqualTo(2));
        Assert.That(
            saved.Damaged[0],
            Does.StartWith("CheckpointManager.Resume: the file does not end in its checksum; it is cut short, or no checkpoint (" + folder["step-3.pt"]));
        Assert.That(
            saved.Damaged[1], Does.Match("^CheckpointManager.Resume: the checksum is sha256:[0-9a-f]+, and the file says sha256:[0-9a-f]+; its bytes were changed "));
        resumed.Save(2);
        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "step-1.pt", "step-2.pt" }));
        Assert.That(resumed.Resume()!.Step, Is.EqualTo(2));
    }

    [Test]
    public void A_run_of_damaged_files_alone_does_not_begin_anew()
    {
        using var folder = new TemporaryFolder();
        folder.Write("step-2.pt", new byte[100]);
        Assert.That(
            Assert.Throws<InvalidDataException>(() => new CheckpointManager(folder.Path).Resume())!.Message,
            Does.StartWith($"CheckpointManager.Resume: all 1 checkpoints in {folder.Path} are damaged; delete them to begin anew:\n  "));
    }

    [Test]
    public void A_file_that_is_cut_anywhere_or_has_any_bit_changed_is_damaged()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointManager(folder.Path) { { "net", new Linear(1, 1) } };
        var path = checkpoints.Save(1);
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length; at += 13)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(path, at % 2 == 0 ? changed : bytes[..at]);
            Assert.Throws<InvalidDataException>(() => checkpoints.Load(path), $"{at}");
        }
    }

    [Test]
    public void Parts_that_do_not_fit_change_nothing()
    {
        using var folder = new TemporaryFolder();
        var (net, head) = (new Linear(2, 2), new Linear(2, 1));
        var path = new CheckpointManager(folder.Path) { { "net", net }, { "head", head } }.Save(1);

        var (other, wrong) = (new Linear(2, 2), new Linear(3, 1));
        var before = other.Weight.ToString();
        var seed = Generator.Default.GetState();
        var checkpoints = new CheckpointManager(folder.Path) { { "net", other }, { "head", wrong } };
        Assert.That(
            Assert.Throws<ArgumentException>(() => checkpoints.Resume())!.Message,
            Does.StartWith($"CheckpointManager.Resume: part \"head\" of {path} does not fit; nothing was changed: LoadStateDict: the state does not fit Linear"));
        Assert.That(other.Weight.ToString(), Is.EqualTo(before));
        Assert.That(Generator.Default.GetState(), Is.EqualTo(seed));

        checkpoints = new CheckpointManager(folder.Path) { { "net", other }, { "tail", head } };
        Assert.That(
            Assert.Throws<ArgumentException>(() => checkpoints.Resume())!.Message,
            Is.EqualTo(
                $"CheckpointManager.Resume: {path} has no \"tail\" and has \"head\", which this run has not; add the parts that were saved, under their names"));
    }

    [Test]
    public void Arguments_are_checked()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            Assert.Throws<ArgumentException>(() => _ = new CheckpointManager(""))!.Message,
            Is.EqualTo("CheckpointManager: the folder has no name; pass one (Parameter 'directory')"));
        Assert.That(
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = new CheckpointManager("x", 0))!.Message,
            Is.EqualTo("CheckpointManager: 0 checkpoints kept; keep 1 or more (Parameter 'maxToKeep')"));
        var checkpoints = new CheckpointManager(folder.Path) { { "net", new Linear(1, 1) } };
        Assert.That(
            Assert.Throws<ArgumentException>(() => checkpoints.Add("net", new Linear(1, 1)))!.Message,
            Is.EqualTo("CheckpointManager: the name \"net\" is in use; use another (Parameter 'name')"));
        Assert.That(
            Assert.Throws<ArgumentOutOfRangeException>(() => checkpoints.Save(-1))!.Message,
            Is.EqualTo("CheckpointManager.Save: step -1; pass one of 0 or more (Parameter 'step')"));
        var path = checkpoints.Save(5);
        Assert.That(
            Assert.Throws<InvalidOperationException>(() => new CheckpointManager(folder.Path).Save(1))!.Message,
            Is.EqualTo(
                $"CheckpointManager.Save: the folder has {path} of an earlier run, which is later than step 1; call Resume() first, or use an empty folder"));
        Assert.That(
            Assert.Throws<InvalidDataException>(() => checkpoints.Load(WithChecksum(folder["other.pt"])))!.Message,
            Is.EqualTo($"CheckpointManager.Load: the file has no parts and fields; it is no checkpoint of this version ({folder["other.pt"]})"));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_an_error_and_the_old_file_stays()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new CheckpointManager(folder["a"]) { { "net", new Linear(1, 1) } };
        var path = checkpoints.Save(1);

        // A folder in the place of the file, since an administrator may write everywhere.
        Directory.CreateDirectory(folder["a/step-2.pt"]);
        Assert.That(
            Assert.Throws<IOException>(() => checkpoints.Save(2))!.Message,
            Is.EqualTo($"CheckpointManager.Save: {folder["a/step-2.pt"]} is a folder; pass a file in it"));
        Assert.That(checkpoints.Load(path).Step, Is.EqualTo(1));
        folder.Write("b", []);
        Assert.Throws<IOException>(() => new CheckpointManager(folder["b"]).Save(1));
        if (OperatingSystem.IsLinux()) Assert.Throws<IOException>(() => TorchFile.Save(Tensor.Ones(10_000), "/dev/full"));
    }

    private static string WithChecksum(string path)
    {
        using var file = File.Create(path);
        new TorchWriter(7, "a").WriteWithChecksum(file);
        return path;
    }
}

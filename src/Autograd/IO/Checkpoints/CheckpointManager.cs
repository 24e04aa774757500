using System.Collections;

namespace Autograd.IO;

/// <summary>
/// Saves a run of training, and resumes it as if it had never stopped: modules, optimizers, schedules, the position of a
/// loader, random generators, and values of the user's, together in one file. TensorFlow's <c>CheckpointManager</c>.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="Save"/> writes a new file beside the old ones, flushes it and its folder to the disk, and only then gives it
/// its name and deletes the oldest. A process that is killed at any moment, or a disk that is full, leaves the previous
/// checkpoint whole. <see cref="Resume"/> takes the newest file whose SHA-256 is right, and restores everything or nothing.
/// </para>
/// <para>
/// <see cref="Generator.Default"/>, <see cref="NumPyRandom.Default"/> and <see cref="PythonRandom.Default"/> are always
/// saved; add other generators. Gradients are not saved: save after <c>optimizer.Step()</c>. One process writes to a
/// folder; any number may read.
/// </para>
/// <para>
/// A file is <c>step-120.pt</c>, which PyTorch reads too: <c>torch.load("step-120.pt")["parts"]["net"]</c> is a state dict.
/// </para>
/// </remarks>
/// <example><code>
/// var checkpoints = new CheckpointManager("checkpoints")
/// {
///     { "net", net }, { "optimizer", optimizer }, { "schedule", schedule },
/// };
/// var resumed = checkpoints.Resume();                          // null the first time
/// for (var epoch = (int?)resumed?.Step ?? 0; epoch &lt; 100; )
/// {
///     TrainEpoch();
///     checkpoints.Save(++epoch);
/// }
/// </code></example>
public sealed class CheckpointManager : IEnumerable<KeyValuePair<string, IStateful>>
{
    private const long Format = 1;

    private readonly CheckpointFolder _folder;
    private readonly int _maxToKeep;
    private readonly OrderedDictionary<string, IStateful> _parts = [];
    private readonly List<string> _damaged = [];
    private bool _hasRun;

    /// <summary>Makes a manager of a folder, which the first <see cref="Save"/> makes if it does not exist.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="maxToKeep">The number of checkpoints that are kept, 1 or more.</param>
    /// <exception cref="ArgumentException">The folder has no name, or none would be kept.</exception>
    public CheckpointManager(string directory, int maxToKeep = 3)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (directory.Length == 0) throw new ArgumentException("CheckpointManager: the folder has no name; pass one", nameof(directory));
        if (maxToKeep < 1)
            throw new ArgumentOutOfRangeException(nameof(maxToKeep), $"CheckpointManager: {maxToKeep} checkpoints kept; keep 1 or more");
        _folder = new CheckpointFolder(Path.GetFullPath(directory));
        _maxToKeep = maxToKeep;
        Add("Generator.Default", Generator.Default);
        Add("NumPyRandom.Default", NumPyRandom.Default);
        Add("PythonRandom.Default", PythonRandom.Default);
    }

    /// <summary>The files of the folder, the oldest first.</summary>
    public IReadOnlyList<string> Checkpoints => _folder.List().ConvertAll(entry => entry.Path);

    /// <summary>Adds a module, an optimizer, a schedule, a loader, or an object of one's own.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="part">The object.</param>
    /// <exception cref="ArgumentException">The name is in use.</exception>
    public void Add(string name, IStateful part)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(part);
        if (!_parts.TryAdd(name, part)) throw new ArgumentException($"CheckpointManager: the name \"{name}\" is in use; use another", nameof(name));
    }

    /// <summary>Adds a generator.</summary>
    /// <inheritdoc cref="Add(string, IStateful)"/>
    public void Add(string name, Generator part) => Add(name, new GeneratorState(NotNull(part)));

    /// <summary>Adds a generator.</summary>
    /// <inheritdoc cref="Add(string, IStateful)"/>
    public void Add(string name, NumPyRandom part) => Add(name, new NumPyRandomStateful(NotNull(part)));

    /// <summary>Adds a generator.</summary>
    /// <inheritdoc cref="Add(string, IStateful)"/>
    public void Add(string name, PythonRandom part) => Add(name, new PythonRandomStateful(NotNull(part)));

    /// <summary>Saves the run, and then deletes the oldest checkpoints.</summary>
    /// <param name="step">The number of steps, or epochs, so far; it names the file.</param>
    /// <param name="fields">Values of one's own: numbers, texts, tensors, lists.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    /// <exception cref="InvalidOperationException">
    /// The folder has later checkpoints of another run, which would be taken for those of this one.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; the old ones are as they were.</exception>
    public string Save(long step, PickleDict? fields = null)
    {
        if (step < 0) throw new ArgumentOutOfRangeException(nameof(step), $"CheckpointManager.Save: step {step}; pass one of 0 or more");
        if (!_hasRun && _folder.List() is [.., var last] && last.Step > step)
            throw new InvalidOperationException(
                $"CheckpointManager.Save: the folder has {last.Path} of an earlier run, which is later than step {step}; call Resume() first, or "
                + "use an empty folder");
        var parts = new PickleDict();
        foreach (var (name, part) in _parts) parts[name] = part.StateDict();
        var content = new PickleDict { ["format"] = Format, ["step"] = step, ["parts"] = parts, ["fields"] = fields ?? new PickleDict() };

        var path = _folder.FileOf(step);
        var writer = new TorchWriter(content, "checkpoint");
        Directory.CreateDirectory(_folder.Path);
        AtomicFile.Write("CheckpointManager.Save", path, writer.WriteWithChecksum);
        _hasRun = true;
        _folder.Prune(_maxToKeep, _damaged.Where(file => file != path));
        _damaged.Clear();
        return path;
    }

    /// <summary>
    /// Restores the newest checkpoint that is whole. If a part cannot be restored, all others get back what they had.
    /// </summary>
    /// <returns>What was restored; null if the folder has no checkpoint, so that this is the beginning of a run.</returns>
    /// <exception cref="InvalidDataException">There are checkpoints, and all of them are damaged.</exception>
    /// <exception cref="ArgumentException">The parts of the run are not those that were saved; nothing is changed.</exception>
    public SavedCheckpoint? Resume()
    {
        var found = _folder.List();
        var messages = new List<string>();
        _damaged.Clear();
        for (var i = found.Count - 1; i >= 0; i--)
        {
            PickleDict content;
            try
            {
                content = Read("CheckpointManager.Resume", found[i].Path);
            }
            catch (InvalidDataException e)
            {
                messages.Add(e.Message);
                _damaged.Add(found[i].Path);
                continue;
            }

            return Restore("CheckpointManager.Resume", content, found[i].Path, messages);
        }

        _hasRun = messages.Count == 0;
        return messages.Count == 0
            ? null
            : throw new InvalidDataException(
                $"CheckpointManager.Resume: all {messages.Count} checkpoints in {_folder.Path} are damaged; delete them to begin anew:\n  "
                + string.Join("\n  ", messages));
    }

    /// <summary>Restores one file.</summary>
    /// <param name="path">The file, as <see cref="Save"/> returned it.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is damaged; nothing is changed.</exception>
    /// <exception cref="ArgumentException">The parts of the run are not those that were saved; nothing is changed.</exception>
    public SavedCheckpoint Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Restore("CheckpointManager.Load", Read("CheckpointManager.Load", path), path, []);
    }

    /// <summary>Enumerates the parts.</summary>
    public IEnumerator<KeyValuePair<string, IStateful>> GetEnumerator() => _parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static PickleDict Read(string op, string path)
    {
        using var file = FileView.Open(op, path);
        TorchChecksum.Check(file);
        if (TorchFile.Read(file) is PickleDict content && content.Count == 4 && content.ContainsKey("format") && content.ContainsKey("step")
            && content.ContainsKey("parts") && content.ContainsKey("fields") && content["fields"] is PickleDict
            && content["format"].Kind == PickleKind.Int && (long)content["format"] == Format)
            return content;
        throw file.Context.Damaged("the file has no parts and fields; it is no checkpoint of this version");
    }

    private SavedCheckpoint Restore(string op, PickleDict content, string path, List<string> damaged)
    {
        var saved = (PickleDict)content["parts"];
        var names = saved.Select(entry => (string)entry.Key!).ToList();
        var missing = _parts.Keys.Where(name => !saved.ContainsKey(name)).ToList();
        var unexpected = names.Where(name => !_parts.ContainsKey(name)).ToList();
        if (missing.Count > 0 || unexpected.Count > 0)
            throw new ArgumentException(
                $"{op}: {path} {Differences(missing, unexpected)}; add the parts that were saved, under their names");

        var before = new List<(IStateful Part, OrderedDictionary<string, Tensor> State)>();
        try
        {
            foreach (var (name, part) in _parts)
            {
                before.Add((part, CopyOf(part.StateDict())));
                part.LoadStateDict(saved[name].ToStateDict());
            }
        }
        catch (Exception e)
        {
            for (var i = 0; i < before.Count - 1; i++) before[i].Part.LoadStateDict(before[i].State);
            if (e is ArgumentException)
                throw new ArgumentException(
                    $"{op}: part \"{_parts.GetAt(before.Count - 1).Key}\" of {path} does not fit; nothing was changed: {e.Message}", e);
            throw;
        }

        _hasRun = true;
        return new SavedCheckpoint(path, (long)content["step"], (PickleDict)content["fields"], damaged);
    }

    private static string Differences(List<string> missing, List<string> unexpected)
    {
        var texts = new List<string>();
        if (missing.Count > 0) texts.Add($"has no {string.Join(", ", missing.Select(name => $"\"{name}\""))}");
        if (unexpected.Count > 0) texts.Add($"has {string.Join(", ", unexpected.Select(name => $"\"{name}\""))}, which this run has not");
        return string.Join(" and ", texts);
    }

    private static OrderedDictionary<string, Tensor> CopyOf(OrderedDictionary<string, Tensor> state)
    {
        using var _ = GradMode.NoGrad();
        var copy = new OrderedDictionary<string, Tensor>(state.Count);
        foreach (var (name, tensor) in state) copy[name] = tensor.Detach().Clone();
        return copy;
    }
}

namespace Autograd.Compare;

/// <summary>
/// All lines measured on this machine. A run replaces the lines that it measures and keeps the others.
/// </summary>
sealed record Table(Dictionary<string, string> Machine)
{
    public Dictionary<string, string> Versions { get; init; } = [];

    public List<Line> Lines { get; init; } = [];

    /// <summary>
    /// Loads the table of an earlier run if it was on the same machine with the same SDK; else returns an empty one.
    /// </summary>
    public static Table Load(string folder, Dictionary<string, string> machine)
    {
        var path = Path.Combine(folder, "performance-table.json");
        if (!File.Exists(path)) return new(machine);
        var table = Protocol.Read<Table>(File.ReadAllText(path));
        if (table.Machine.Count == machine.Count && !table.Machine.Except(machine).Any()) return table;
        Console.WriteLine($"{path} is of another machine: begun anew");
        return new(machine);
    }

    public void SetVersions(Dictionary<string, string> versions)
    {
        foreach (var (library, version) in versions) Versions[library] = version;
    }

    public void Set(Line line)
    {
        var i = Lines.FindIndex(other => (other.Group, other.Row, other.Threads) == (line.Group, line.Row, line.Threads));
        if (i < 0) Lines.Add(line);
        else Lines[i] = line;
    }

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);

        // Each line of the table is one line of the file, so that diffs are readable.
        var json = Protocol.Write(this).Replace("},{\"group\"", "},\n{\"group\"").Replace("\"lines\":[", "\"lines\":[\n");
        File.WriteAllText(Path.Combine(folder, "performance-table.json"), json + "\n");
        File.WriteAllText(Path.Combine(folder, "performance-table.md"), TableText.Markdown(this));
    }
}

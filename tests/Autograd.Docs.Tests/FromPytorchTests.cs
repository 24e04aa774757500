namespace Autograd.Docs.Tests;

/// <summary>
/// Every row of <c>docs/from-pytorch.md</c> compiles and runs, after the code at the top of the page and the blocks of its
/// own section; and what a block prints is what the comment beside it says.
/// </summary>
[NonParallelizable]
internal sealed class FromPytorchTests
{
    private static readonly MarkdownPage _page = MarkdownPage.Read("docs/from-pytorch.md");

    private static readonly Lazy<Dictionary<string, (Action? Run, IReadOnlyList<string> Errors)>> _compiled = new(() =>
    {
        var rows = Rows().ToArray();
        var compiled = SnippetCompiler.Compile([.. rows.Select((row, i) => ToSnippet(row, $"Row{i}"))]);
        return rows.Zip(compiled).ToDictionary(pair => pair.First.ToString(), pair => pair.Second);
    });

    private string _folder = "";
    private string _before = "";

    /// <summary>Rows may write files.</summary>
    [OneTimeSetUp]
    public void Enter_a_folder()
    {
        _before = Environment.CurrentDirectory;
        _folder = Directory.CreateTempSubdirectory("from-pytorch-").FullName;
        Environment.CurrentDirectory = _folder;
    }

    [OneTimeTearDown]
    public void Leave_the_folder()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [TestCaseSource(nameof(Rows))]
    public void Row_runs(CodeRow row)
    {
        var (run, errors) = _compiled.Value[row.ToString()];
        Assert.That(errors, Is.Empty);
        var generator = Generator.Default.GetState();
        var threads = Threading.NumThreads;
        try
        {
            run!();
        }
        finally
        {
            Generator.Default.SetState(generator);
            Threading.NumThreads = threads;
        }
    }

    [TestCaseSource(nameof(Printing))]
    public void Block_prints_what_its_comments_say(CodeBlock block)
    {
        var (run, errors) = SnippetCompiler.Compile([Begin("Block").Add(_page.Path, block.Line, block.Code)])[0];
        Assert.That(errors, Is.Empty);
        var output = new StringWriter();
        var console = Console.Out;
        Console.SetOut(output);
        try
        {
            run!();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(output.ToString().TrimEnd(), Is.EqualTo(string.Join('\n', Printed(block.Code))));
    }

    private static IEnumerable<CodeRow> Rows() => _page.Rows().Where(row => row.Code.Count > 0);

    private static IEnumerable<CodeBlock> Printing() => _page.Blocks().Where(block => Printed(block.Code).Any());

    private static IEnumerable<string> Printed(string code) =>
        code.Split('\n').Where(line => line.Contains("Console.WriteLine(") && line.Contains("//")).Select(line => line.Split("//")[1].Trim());

    private static Snippet Begin(string name) => new(name) { Usings = { "using Autograd;", "using Autograd.NN;" } };

    private static Snippet ToSnippet(CodeRow row, string name)
    {
        var snippet = Begin(name);
        foreach (var block in _page.Blocks().Where(block => block.Heading == "What the rows take for granted" || block.Heading == row.Heading))
            snippet.Add(_page.Path, block.Line, block.Code);
        foreach (var code in row.Code) snippet.AddPiece(_page.Path, row.Line, code);
        return snippet;
    }
}

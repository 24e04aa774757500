using System.Globalization;

namespace Autograd.Docs.Tests;

/// <summary>Every block of C# in the README and the documentation compiles as it is.</summary>
internal sealed class BlockTests
{
    /// <summary>Blocks that no program of a user's can have, by page and heading.</summary>
    private static readonly Dictionary<(string Page, string Heading), string> _notForUsers = new()
    {
        [("docs/adding-an-op.md", "")] = "parts of the library's own files",
        [("docs/architecture.md", "The memory of large results")] = "leases are internal",
    };

    private static readonly Lazy<Dictionary<string, IReadOnlyList<string>>> _errors = new(() =>
    {
        var blocks = Blocks().ToArray();
        var compiled = SnippetCompiler.Compile([.. blocks.Select((block, i) => ToSnippet(block, $"Block{i}"))]);
        return blocks.Zip(compiled).ToDictionary(pair => pair.First.ToString(), pair => pair.Second.Errors);
    });

    [TestCaseSource(nameof(Blocks))]
    public void Block_compiles(CodeBlock block) =>
        Assert.That(_errors.Value[block.ToString()], Is.Empty);

    [Test]
    public void What_is_left_out_is_there()
    {
        var all = MarkdownPage.All().SelectMany(page => page.Blocks()).ToArray();
        Assert.That(_notForUsers.Keys.Where(key => !all.Any(block => IsUnder(block, key))), Is.Empty);
    }

    [TestCase("var y = x.Nonsense();", "page.md:7: CS1061")]
    [TestCase("\n\nvar y = Tensor.Zeros(2)", "page.md:9: CS1002")]
    [TestCase("sealed class Net : Module\n{\n    int Two() => \"2\";\n}", "page.md:9: CS0029")]
    [TestCase("var y = Tensor.Zeros(2);\n}", "page.md:12: CS1022")]
    public void Compiler_finds_what_is_wrong(string code, string error)
    {
        var snippet = new Snippet("Wrong") { Usings = { "using Autograd;", "using Autograd.NN;" } };
        snippet.Add("page.md", 7, code.Replace("x.", "Tensor.Zeros(1)."));
        Assert.That(SnippetCompiler.Compile([snippet])[0].Errors, Has.Some.StartsWith(error));
    }

    private static IEnumerable<CodeBlock> Blocks() => MarkdownPage.All().SelectMany(page => page.Blocks())
        .Where(block => !_notForUsers.Keys.Any(key => IsUnder(block, key)));

    private static bool IsUnder(CodeBlock block, (string Page, string Heading) key) =>
        block.Page.Path == key.Page && (key.Heading == "" || key.Heading == block.Heading);

    private static Snippet ToSnippet(CodeBlock block, string name)
    {
        // docs/gradient-checks.md sees the fields of Context.GradientChecks, if there is such a class.
        var page = Path.GetFileNameWithoutExtension(block.Page.Path).Replace('-', ' ');
        var context = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(page).Replace(" ", "");
        return new Snippet(name)
        {
            Context = typeof(BlockTests).Assembly.GetType($"Autograd.Docs.Tests.Context.{context}"),
            Usings =
            {
                "using Autograd;", "using Autograd.Data;", "using Autograd.Distributed;", "using Autograd.Distributions;",
                "using Autograd.IO;", "using Autograd.Live;",
                "using Autograd.NN;", "using Autograd.Plotting;", "using NUnit.Framework;",
            },
        }.Add(block.Page.Path, block.Line, block.Code);
    }
}

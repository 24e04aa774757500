using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autograd.Mutation;

/// <summary>The library with a switch for every mutant, built in memory, and the tests on top of it.</summary>
internal sealed class MutatedLibrary : AssemblyLoadContext
{
    private const string Common =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using static Autograd.Argument;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Autograd.Tests")]

        namespace Autograd
        {
            public static class MutantSwitch
            {
                public static int Active = -1;
                public static bool[] Reached = [];

                public static bool On(int id)
                {
                    Reached[id] = true;
                    return Active == id;
                }
            }
        }
        """;

    private readonly byte[] _image;
    private readonly FieldInfo _active;
    private readonly FieldInfo _reached;

    private MutatedLibrary(byte[] image, IReadOnlyList<Mutant> mutants)
    {
        _image = image;
        Mutants = mutants;
        var library = LoadFromAssemblyName(new AssemblyName("Autograd"));
        Tests = LoadFromAssemblyName(new AssemblyName("Autograd.Tests"));
        var type = library.GetType("Autograd.MutantSwitch")!;
        (_active, _reached) = (type.GetField("Active")!, type.GetField("Reached")!);
        ForgetReached();
    }

    /// <summary>The mutants that compile.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    public Assembly Tests { get; }

    /// <summary>The mutant that is switched on; −1 for none.</summary>
    public int Active
    {
        set => _active.SetValue(null, value);
    }

    /// <summary>By number, which switches the code came by.</summary>
    public bool[] Reached => (bool[])_reached.GetValue(null)!;

    public void ForgetReached() => _reached.SetValue(null, new bool[1 + Mutants.Max(mutant => mutant.Id)]);

    /// <summary>Builds the library from its sources; mutants that do not compile, for reasons of type, are left out.</summary>
    public static MutatedLibrary Build(string source, Func<string, Sites, CSharpSyntaxRewriter> mutator, Func<string, bool> isMutated)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var separator = Path.DirectorySeparatorChar;
        var originals = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{separator}obj{separator}") && !path.Contains($"{separator}bin{separator}"))
            .Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, Path.GetRelativePath(source, path)))
            .ToArray();
        var excluded = new HashSet<int>();
        while (true)
        {
            var sites = new Sites(excluded);
            var trees = new List<SyntaxTree> { CSharpSyntaxTree.ParseText(Common, options) };
            foreach (var original in originals)
            {
                if (!isMutated(original.FilePath))
                {
                    trees.Add(original);
                    continue;
                }

                var root = mutator(original.FilePath, sites).Visit(original.GetRoot());

                // Parsed again, so that the places of errors are places in what is compiled.
                trees.Add(CSharpSyntaxTree.ParseText(root.ToFullString(), options, original.FilePath));
            }

            var compilation = CSharpCompilation.Create(
                "Autograd",
                trees,
                ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                    .Where(path => Path.GetFileName(path) is not ("Autograd.dll" or "Autograd.Tests.dll"))
                    .Select(path => MetadataReference.CreateFromFile(path)),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
                    nullableContextOptions: NullableContextOptions.Enable));
            using var image = new MemoryStream();
            var result = compilation.Emit(image);
            if (result.Success) return new MutatedLibrary(image.ToArray(), [.. sites.Mutants.Where(mutant => !excluded.Contains(mutant.Id))]);
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
            var before = excluded.Count;
            foreach (var error in errors)
                if (MutantAt(error.Location) is { } id) excluded.Add(id);
            if (excluded.Count == before) throw new InvalidOperationException($"the library does not compile: {errors[0]}");
        }
    }

    protected override Assembly? Load(AssemblyName name) => name.Name switch
    {
        "Autograd" => LoadFromStream(new MemoryStream(_image)),
        "Autograd.Tests" => LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "Autograd.Tests.dll")),
        _ => null,
    };

    /// <summary>The mutant whose switch is closest around an error, or else inside of the expression that has it.</summary>
    private static int? MutantAt(Location location)
    {
        if (location.SourceTree is not { } tree) return null;
        var node = tree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        foreach (var ancestor in node.AncestorsAndSelf())
            if (IdOf(ancestor) is { } id) return id;
        foreach (var ancestor in node.AncestorsAndSelf().TakeWhile(ancestor => ancestor is not MemberDeclarationSyntax))
        {
            foreach (var descendant in ancestor.DescendantNodes())
                if (IdOf(descendant) is { } id) return id;
        }

        return null;
    }

    private static int? IdOf(SyntaxNode node)
    {
        const string Switch = "global::Autograd.MutantSwitch.On(";
        if (node is not ConditionalExpressionSyntax { Condition: InvocationExpressionSyntax call }) return null;
        var text = call.ToString();
        return text.StartsWith(Switch, StringComparison.Ordinal) ? int.Parse(text[Switch.Length..^1], null) : null;
    }
}

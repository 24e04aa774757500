using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Autograd.Docs.Tests;

/// <summary>Compiles snippets against the libraries that the tests have, with the usings of a script.</summary>
internal static class SnippetCompiler
{
    private const string Implicit = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>Compiles each snippet.</summary>
    /// <returns>For each snippet the code to run, or null, and the errors.</returns>
    public static (Action? Run, IReadOnlyList<string> Errors)[] Compile(IReadOnlyList<Snippet> snippets)
    {
        // All at once take as long as a few by themselves. What is wrong is left out the second time.
        var errors = Errors(snippets);
        var right = snippets.Where((_, i) => errors[i].Count == 0).ToArray();
        var stream = new MemoryStream();
        var result = Compilation(right).Emit(stream);
        if (!result.Success) throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(IsError)));
        var assembly = Assembly.Load(stream.ToArray());
        return [.. snippets.Select((snippet, i) => (errors[i].Count == 0 ? Runner(assembly, snippet) : null, errors[i]))];
    }

    private static Action Runner(Assembly assembly, Snippet snippet) =>
        assembly.GetType(snippet.Name)!.GetMethod("Run")!.CreateDelegate<Action>();

    private static IReadOnlyList<string>[] Errors(IReadOnlyList<Snippet> snippets)
    {
        var compilation = Compilation(snippets);
        var indices = compilation.SyntaxTrees.Select((tree, i) => (tree, i)).ToDictionary();
        var errors = Array.ConvertAll(new List<string>[snippets.Count], _ => new List<string>());
        foreach (var diagnostic in compilation.GetDiagnostics().Where(IsError))
        {
            var place = diagnostic.Location.GetMappedLineSpan();
            errors[indices[diagnostic.Location.SourceTree!]].Add(
                $"{place.Path}:{place.StartLinePosition.Line + 1}: {diagnostic.Id}: {diagnostic.GetMessage()}");
        }

        return errors;
    }

    private static CSharpCompilation Compilation(IReadOnlyList<Snippet> snippets)
    {
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);
        return CSharpCompilation.Create(
            $"Snippets{Guid.NewGuid():N}",
            snippets.Select(snippet => CSharpSyntaxTree.ParseText(
                $"{Implicit}\n{string.Join('\n', snippet.Usings)}\n{snippet.ToSource()}", parse)),
            _references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}

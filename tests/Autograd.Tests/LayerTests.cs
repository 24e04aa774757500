using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Autograd.Tests;

/// <summary>Arrows between the layers point down only.</summary>
public partial class LayerTests
{
    [TestCase("Kernels", @"\b(Tensor|Node|GradMode|BackwardPass|SavedTensor|Module|Parameter|Autograd\.NN)\b")]
    [TestCase("Core", @"\b(Tensor|Node|GradMode|BackwardPass|SavedTensor|Module|Parameter|Kernels|Autograd\.NN)\b")]
    [TestCase("Memory", @"\b(Tensor|Node|GradMode|BackwardPass|SavedTensor|Module|Parameter|Kernels|Autograd\.NN)\b")]
    [TestCase("Random", @"\b(Tensor|Node|GradMode|BackwardPass|SavedTensor|Module|Parameter|Kernels|Autograd\.NN)\b")]
    [TestCase("Formatting", @"\b(Tensor|Node|GradMode|BackwardPass|SavedTensor|Module|Parameter|Kernels|Autograd\.NN)\b")]
    [TestCase("Graph", @"\b(Kernels|TensorPrimitives|Module|Parameter|Autograd\.NN)\b")]
    [TestCase("Tensor", @"\b(Module|Autograd\.NN|Autograd\.Distributions)\b")]
    [TestCase("Ops", @"\b(Module|Autograd\.NN|Autograd\.Distributions)\b")]
    [TestCase("Distributions", @"\b(Kernels|TensorPrimitives|Node|BackwardPass|SavedTensor|Module|Autograd\.NN)\b")]
    [TestCase("IO", @"\b(Kernels|TensorPrimitives|Node|BackwardPass|SavedTensor|Module|Optimizer|Autograd\.NN|Autograd\.Distributions)\b")]
    [TestCase("IO", @"\b(Kernels|TensorPrimitives|Node|BackwardPass|SavedTensor|Module|Autograd\.NN)\b")]
    [TestCase("NN", @"\bAutograd\.Distributions\b")]
    public void A_layer_does_not_know_what_stands_above_it(string layer, string forbidden)
    {
        var offences =
            from file in Sources(layer)
            from line in Code(File.ReadAllText(file)).Split('\n').Index()
            where Regex.IsMatch(line.Item, forbidden)
            select $"{Path.GetFileName(file)}:{line.Index + 1}: {line.Item.Trim()}";
        Assert.That(offences, Is.Empty);
    }

    [Test]
    public void Only_kernels_operations_and_tensors_use_the_vector_library()
    {
        var users =
            from file in Sources("")
            where !InAny(file, "Kernels", "Ops", "Tensor") && Code(File.ReadAllText(file)).Contains("System.Numerics.Tensors")
            select file;
        Assert.That(users, Is.Empty);
    }

    [Test]
    public void No_file_is_too_long_to_read()
    {
        var long_ = Sources("").Where(file => File.ReadLines(file).Count() > 400).Select(Path.GetFileName);
        Assert.That(long_, Is.Empty);
    }

    private static bool InAny(string file, params string[] folders) =>
        folders.Any(folder => file.StartsWith(Path.Combine(Root(), folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static IEnumerable<string> Sources(string layer)
    {
        var folder = Path.Combine(Root(), layer);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")).ToList();
        Assert.That(files, Is.Not.Empty);
        return files;
    }

    /// <summary>The text without comments and strings, with its line breaks.</summary>
    private static string Code(string text) => NotCode().Replace(text, match => new string('\n', match.Value.Count(c => c == '\n')));

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""(\\.|[^""\\\n])*""", RegexOptions.Singleline)]
    private static partial Regex NotCode();

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Autograd"));
}

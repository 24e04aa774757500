using System.Text.Json;
using System.Text.RegularExpressions;
using Autograd.Distributions;
using Autograd.IO;
using Autograd.NN;

namespace Autograd.Tests.Api;

/// <summary>The names of PyTorch, NumPy and Python (tests/fixtures/names.py), and how they are spelled in .NET.</summary>
internal static partial class TorchNames
{
    private static readonly Dictionary<string, string[]> _scopes = JsonSerializer.Deserialize<Dictionary<string, string[]>>(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "names.json")))!;

    /// <summary>The classes whose members are named after others, and where these are.</summary>
    public static readonly (Type Class, string[] Scopes)[] Classes =
    [
        (typeof(Tensor), ["Tensor", "torch", "special", "functional"]),
        (typeof(F), ["functional"]),
        (typeof(Linalg), ["linalg", "torch"]),
        (typeof(Functional), ["autograd"]),
        (typeof(GradMode), ["autograd"]),
        (typeof(Init), ["init"]),
        (typeof(Module), ["Module"]),
        (typeof(Optimizer), ["Optimizer"]),
        (typeof(LRScheduler), ["LRScheduler"]),
        (typeof(Utils), ["utils"]),
        (typeof(SwaUtils), ["swa_utils"]),
        (typeof(Generator), ["Generator", "torch", "Tensor"]),
        (typeof(NumPyRandom), ["RandomState"]),
        (typeof(PythonRandom), ["random"]),
        (typeof(Progress), []),
        (typeof(ProgressBar), []),
        (typeof(Constraints), ["constraints"]),
        (typeof(Constraint), ["Constraint"]),
        (typeof(Distribution), ["distributions.Distribution", "distributions"]),
        (typeof(Transform), ["distributions.Transform"]),
        (typeof(SafeTensors), []),
        (typeof(SafeTensorsFile), []),
        (typeof(NumPy), []),
        (typeof(NpzFile), []),
    ];

    public static IEnumerable<string> In(params string[] scopes) => scopes.SelectMany(scope => _scopes[scope]);

    /// <summary>Without underscores and capitals.</summary>
    public static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Whether a name is another's in .NET casing; <c>AddInPlace</c> is <c>add_</c>.</summary>
    public static bool AreSame(string name, string torch) => torch.EndsWith('_')
        ? InPlaceOf(name) is { } changed && Bare(changed) == Bare(torch)
        : Bare(name) == Bare(torch);

    /// <summary>What a newcomer types for a name of PyTorch's: a capital for each of its words.</summary>
    public static string[] FirstGuesses(string torch)
    {
        var pascal = string.Concat(torch.TrimEnd('_').Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return torch.EndsWith('_') ? [pascal + "InPlace", pascal + "_"] : [pascal];
    }

    /// <summary>What a newcomer types for a class of PyTorch's: its function's name, or no two capitals side by side.</summary>
    public static string FirstGuessOfClass(string torch) =>
        In("functional").FirstOrDefault(function => Bare(function) == Bare(torch)) is { } function
            ? FirstGuesses(function)[0]
            : Acronym().Replace(torch, match => match.Value[0] + match.Value[1..].ToLowerInvariant());

    private static string? InPlaceOf(string name) => name.EndsWith("InPlace", StringComparison.Ordinal) ? name[..^7] : null;

    [GeneratedRegex("[A-Z]{2,}(?=[A-Z][a-z]|[0-9]|$)")]
    private static partial Regex Acronym();
}

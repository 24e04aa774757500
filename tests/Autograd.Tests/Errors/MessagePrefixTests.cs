using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Autograd.Tests.Api;

namespace Autograd.Tests.Errors;

/// <summary>Every message of the library begins with the name of a public member or type, cased as it is.</summary>
public partial class MessagePrefixTests
{
    private static readonly HashSet<string> _public = [.. typeof(Tensor).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMembers().Select(member => member.Name.Replace("op_", "", StringComparison.Ordinal)).Append(type.Name.Split('`')[0]))];

    private static readonly HashSet<string> _methods = [.. TorchNames.Classes
        .SelectMany(entry => entry.Class.GetMethods().Where(method => !method.IsSpecialName)).Select(method => method.Name.ToLowerInvariant())];

    /// <summary>What is called by an operator or in brackets: PyTorch's names of the operators, and the indexer.</summary>
    private static readonly HashSet<string> _unnamed = ["Add", "Sub", "Mul", "Div", "Neg", "Indexer", "<", "<=", ">", ">=", "&", "|", "^", "~"];

    /// <summary>
    /// Words that are no operation's name although one has it in other capitals: keys, classes of images, and names of files and types.
    /// </summary>
    private static readonly HashSet<string> _words =
        ["train", "step", "modules", "sum", "threshold", "gamma", "power", "bfloat16", "cat", "long", "float", "double", "sparse"];

    /// <summary>The folders that users reach; kernels are called with what an operation has checked.</summary>
    private static IEnumerable<string> Files => Directory.EnumerateFiles(Source(), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Regex.IsMatch(file, @"[\\/](obj|bin|Kernels)[\\/]"));

    [Test]
    public void A_message_begins_with_a_public_name()
    {
        var wrong = from file in Files
                    from Match match in Message().Matches(File.ReadAllText(file))
                    let prefix = Prefix().Match(match.Groups["text"].Value)
                    where !IsFault(match.Value) && !match.Groups["text"].Value.StartsWith("{e.Message}", StringComparison.Ordinal)
                    where !prefix.Success || (prefix.Groups["name"] is { Success: true } name && !IsKnown(name.Value))
                    select $"{Path.GetFileName(file)}: {match.Groups["text"].Value}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void A_name_that_is_handed_on_for_messages_is_cased_as_the_member()
    {
        var wrong = from file in Files
                    from Match match in Word().Matches(Code(file))
                    let word = match.Groups["word"].Value
                    where _methods.Contains(word.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant()) && !_public.Contains(word)
                    where !_words.Contains(word) && !IsKnown(word)
                    select $"{Path.GetFileName(file)}: \"{word}\"";
        Assert.That(wrong.Distinct(), Is.Empty);
    }

    /// <summary>What no call of a user's brings about has no operation to name.</summary>
    private static bool IsFault(string message) => message.Contains("this is a fault of the library", StringComparison.Ordinal);

    private static bool IsKnown(string name) => name.Split('.').All(_public.Contains) || _unnamed.Contains(name);

    private static string Code(string file) =>
        string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static string Source([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Autograd");

    /// <summary>The first literal of an exception's arguments, behind at most the parameter's name.</summary>
    [GeneratedRegex("""new \w*Exception\(\s*(?:nameof\([^)]*\),\s*|\w+,\s*|"\w+",\s*)?\$?"(?<text>(?:[^"\\]|\\.)*)""")]
    private static partial Regex Message();

    /// <summary>A name, or an expression that gives one.</summary>
    [GeneratedRegex(@"^(?:\{[\w.]+\}|(?<name>[^\s:{]+)): ")]
    private static partial Regex Prefix();

    [GeneratedRegex("""(?<!\w)"(?<word>[a-z]\w*)"(?! \+)""")]
    private static partial Regex Word();
}

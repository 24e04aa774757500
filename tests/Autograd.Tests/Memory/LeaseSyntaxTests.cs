using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Autograd.Tests.Memory;

/// <summary>
/// Every lease on a tensor's memory lasts to the end of the block that took it. The compiler lets no span out of that block; that the lease is
/// the initializer of a <c>using</c> declaration, so that it ends there and not earlier, is what these tests read in every source file. The one
/// other form is <c>Tensor.Apply</c>, which hands spans to a kernel and keeps the tensors alive until it returns.
/// </summary>
[NonParallelizable]
public partial class LeaseSyntaxTests
{
    /// <summary>The file that reads tokens of JSON, which look like leases.</summary>
    private const string JsonReader = "JsonText.cs";

    [Test]
    public void Every_lease_is_the_initializer_of_a_using_declaration() =>
        Assert.That(Offences(Sources().Where(file => Path.GetFileName(file) != JsonReader), Lease(), IsUsed), Is.Empty);

    [Test]
    public void Only_a_lease_keeps_memory_alive() =>
        Assert.That(
            Offences(Sources().Where(file => Path.GetFileName(file) is not ("TensorStorage.cs" or "Tensor.Apply.cs")), KeepAlive(), (_, _) => false),
            Is.Empty);

    [Test]
    public void Only_Apply_has_elements_without_a_lease()
    {
        Assert.That(
            Offences(Sources().Where(file => Path.GetFileName(file) is not ("TensorStorage.cs" or "Tensor.Apply.cs")), Unleased(), (_, _) => false),
            Is.Empty);

        // There, each of a method's operands is handed to a kernel and kept alive behind it.
        var code = File.ReadAllText(Sources().Single(file => Path.GetFileName(file) == "Tensor.Apply.cs"));
        var handed = HandedOver().Matches(code).Select(match => match.Groups[1].Value);
        var kept = Kept().Matches(code).Select(match => match.Groups[1].Value);
        Assert.That(kept, Is.EqualTo(handed));
        Assert.That(handed, Is.Not.Empty);
    }

    [Test]
    public void Only_a_lease_is_given_elements() =>
        Assert.That(Offences(Sources().Where(file => Path.GetFileName(file) is not ("TensorStorage.cs" or "BufferPool.cs")), Elements(), (_, _) => false), Is.Empty);

    [Test]
    public void Only_a_parameter_is_a_scope() => Assert.That(Offences(Sources(), OtherScope(), (_, _) => false), Is.Empty);

    [TestCase("Kernel(x.Read().Span<float>());", false)]
    [TestCase("var xData = x.Read();", false)]
    [TestCase("using (x.Read()) Kernel();", false)]
    [TestCase("using var xData = flag ? x.Read() : y.Read();", false)]
    [TestCase("Kernel(new Operand<T>(x, true));", false)]
    [TestCase("return WriteIfAny(x);", false)]
    [TestCase("using var xData = x.Read();", true)]
    [TestCase("using var data = Write();", true)]
    [TestCase("using var data = (IsContiguous ? this : CopyData()).Read();", true)]
    [TestCase("using var xData = Tensor.ReadIfAny(group.Has ? state.Get(2, x) : null);", true)]
    [TestCase("ReadLease ReadRows(in byte scope = 0) => rows.Read(in scope);", true)]
    [TestCase("tile.Read(source, offset, target, 4);", true)]
    public void The_form_of_a_lease(string code, bool isRight) =>
        Assert.That(Lease().Matches(code).All(match => IsUsed(code, match)), Is.EqualTo(isRight));

    private static IEnumerable<string> Offences(IEnumerable<string> files, Regex pattern, Func<string, Match, bool> isAllowed)
    {
        foreach (var file in files)
        {
            var code = NotCode().Replace(File.ReadAllText(file), match => Blank().Replace(match.Value, " "));
            foreach (Match match in pattern.Matches(code))
            {
                if (isAllowed(code, match)) continue;
                var line = code.AsSpan(0, match.Index).Count('\n') + 1;
                yield return $"{Path.GetFileName(file)}:{line}: {Statement(code, match.Index).Trim()}";
            }
        }
    }

    /// <summary>Whether the call ends a using declaration of one variable, or hands its caller's scope on.</summary>
    private static bool IsUsed(string code, Match lease)
    {
        if (lease.Value.EndsWith("(in scope)", StringComparison.Ordinal)) return true;
        var statement = Statement(code, lease.Index);
        return UsingDeclaration().IsMatch(statement) && Lease().Count(statement) == 1;
    }

    /// <summary>The statement around a position, or what looks like one: from the last ; { or } before it to the next ; behind it.</summary>
    private static string Statement(string code, int position)
    {
        var start = code.AsSpan(0, position).LastIndexOfAny(';', '{', '}') + 1;
        var end = code.IndexOf(';', position);
        return code[start..(end + 1)].Trim();
    }

    private static IEnumerable<string> Sources([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Autograd"));
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")).ToList();
        Assert.That(files, Has.Count.GreaterThan(300));
        return files;
    }

    // What takes a lease: calls without arguments, but for the optional operand, and those that hand a scope on.
    [GeneratedRegex(@"\b(Read|Write|ReadRows|ReadIndices)\(\)|\b(Read|Write|ReadRows|ReadIndices)\(in scope\)"
        + @"|(?<!WriteLease |ReadLease )\b(ReadIfAny|WriteIfAny)\(|(?<!public )\bnew Operand<\w+>\(")]
    private static partial Regex Lease();

    [GeneratedRegex(@"^using var \w+ = .*(\b(Read|Write|ReadRows|ReadIndices)\(\)|\b(ReadIfAny|WriteIfAny)\(.*\)|new Operand<\w+>\(.*\));$", RegexOptions.Singleline)]
    private static partial Regex UsingDeclaration();

    [GeneratedRegex(@"(?<!\bin )\bbyte scope\b")]
    private static partial Regex OtherScope();

    [GeneratedRegex(@"\bKeepAlive\b")]
    private static partial Regex KeepAlive();

    // A read of the elements that no using declaration ends.
    [GeneratedRegex(@"\bDangerousGet(Span|Rest)<")]
    private static partial Regex Unleased();

    [GeneratedRegex(@"\b([a-z]\w*)[.]DangerousGet(?:Span|Rest)<")]
    private static partial Regex HandedOver();

    [GeneratedRegex(@"\bKeepAlive\((\w+)\)")]
    private static partial Regex Kept();

    // Nobody but a lease reads the array of a storage or rents memory from the pool.
    [GeneratedRegex(@"\bBufferPool[.]Rent\b|\bUnsafe[.]As<\w+\[\]>")]
    private static partial Regex Elements();

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""(\\.|[^""\\\n])*""", RegexOptions.Singleline)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Blank();
}

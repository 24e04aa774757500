using System.Text.Json;

namespace Autograd.Tests.OpCases;

/// <summary>The name of the node that made a result is PyTorch's (tests/fixtures/grad_fn.py), in every row of the table.</summary>
public class GradFnTests
{
    private static readonly Dictionary<string, string> _stored = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "grad_fn.json")))!;

    private static IEnumerable<OpCase> Rows => OpTable.All.Where(row => row.HasFixture);

    [Test]
    public void Dump() => File.WriteAllLines("/tmp/names/mine.txt", Rows.Select(r => $"{r.Name} {NameOf(r)}"));

    private static string NameOf(OpCase row) => row.Function(row.MakeInputs()).GradFn?.Name ?? "None";
}

namespace Autograd.Tests.Fuzzing;

/// <summary>
/// Calls that a seed makes up, of every public method; a new one is among them without a line here. A long run:
/// <c>dotnet run -c Release --project tests/Autograd.Tests -- fuzz --minutes 10 --seed 1</c>.
/// </summary>
[NonParallelizable]
public class FuzzTests
{
    private const int CasesEach = 600;

    [Test]
    public void Made_up_calls_keep_the_rules([Values(1, 2, 3, 4, 5)] int seed)
    {
        var faults = new List<string>();
        for (var i = 0; i < CasesEach; i++)
        {
            var one = new FuzzCase(seed * 1_000_000 + i, Callable.All);
            if (one.Check() is { } fault) faults.Add($"{one}\n    {fault}");
        }

        Assert.That(string.Join("\n", faults), Is.Empty);
    }

    [Test]
    public void Most_of_the_public_api_is_called()
    {
        Assert.That(Callable.All, Has.Length.GreaterThan(500));
        Assert.That(Callable.All.Select(one => one.Name), Is.Unique);
    }
}

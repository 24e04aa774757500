using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Autograd.Mutation;

/// <summary>The NUnit suite, run in this process against the mutated library.</summary>
internal sealed class SuiteChecks
{
    // Classes whose tests are of numbers and of memory, and which take most of the suite's time.
    private const string LeftOut =
        "OpCases|Notebook|Memory|Properties|DeepGraph|ThreadCount|FactorizationTests|MatMul(Kernel|Reference)|Remainder"
        + "|Kernels[.](Comparing|Recurrent|Simd|Special|Strided|Vector)";

    private readonly MutatedLibrary _library;
    private readonly NUnitTestAssemblyRunner _runner = new(new DefaultTestAssemblyBuilder());

    public SuiteChecks(MutatedLibrary library)
    {
        _library = library;

        // One worker: which switches a test comes by is known only if no other runs beside it.
        _runner.Load(library.Tests, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 0, ["SynchronousEvents"] = true });
    }

    /// <summary>The tests that pass, fastest first, and by which switches each comes; those that come by none are left out.</summary>
    public List<(Check Check, bool[] Reached)> RunAll()
    {
        var watch = new Watch(_library);
        _runner.Run(watch, TestFilter.FromXml($"<filter><not><class re=\"1\">{LeftOut}</class></not></filter>"));
        foreach (var failure in watch.Failures) Console.WriteLine($"left out, for it fails without any mutant: {failure}");
        return
        [
            .. watch.Passed.OrderBy(test => test.Duration)
                .Select(test => (new Check(test.Name, Fate.KilledByTest, () => Run(test.Id)), test.Reached)),
        ];
    }

    private string? Run(string id)
    {
        var result = _runner.Run(TestListener.NULL, TestFilter.FromXml($"<filter><id>{id}</id></filter>"));
        return result.FailCount > 0 ? "failed" : null;
    }

    /// <summary>Notes which switches a test comes by.</summary>
    private sealed class Watch(MutatedLibrary library) : ITestListener
    {
        public List<(string Id, string Name, double Duration, bool[] Reached)> Passed { get; } = [];

        public List<string> Failures { get; } = [];

        public void TestStarted(ITest test)
        {
            if (!test.IsSuite) library.ForgetReached();
        }

        public void TestFinished(ITestResult result)
        {
            if (result.Test.IsSuite) return;
            if (result.ResultState.Status == TestStatus.Failed) Failures.Add($"{result.FullName}: {result.Message}");
            var reached = library.Reached;
            if (result.ResultState.Status == TestStatus.Passed && reached.Contains(true))
                Passed.Add((result.Test.Id, result.FullName, result.Duration, reached));
        }

        public void TestOutput(TestOutput output)
        {
        }

        public void SendMessage(TestMessage message)
        {
        }
    }
}

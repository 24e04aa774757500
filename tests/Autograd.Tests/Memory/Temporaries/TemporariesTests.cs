using System.Diagnostics;
using System.Runtime.InteropServices;
using Autograd.NN;

namespace Autograd.Tests.Memory.Temporaries;

/// <summary>What is computed of temporaries does not depend on other threads that allocate and collect.</summary>
[NonParallelizable]
public class TemporariesTests
{
    /// <summary>The argument by which the program of the tests is told to run <see cref="HoldAll"/>.</summary>
    public const string Argument = "temporaries";

    /// <summary>
    /// In a process of its own, in which every buffer is pooled, what comes back is overwritten, and the compiler optimizes from the start, so that
    /// nothing lives longer than it must: each subject is run once for each of its looks into a buffer, and at that look another thread collects.
    /// </summary>
    [Test]
    public void Another_thread_that_collects_changes_nothing()
    {
        var start = new ProcessStartInfo(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"),
            ["exec", typeof(TemporariesTests).Assembly.Location, Argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AUTOGRAD_MEMORY_CHECK"] = "1", ["DOTNET_TieredCompilation"] = "0" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TestContext.Out.WriteLine(output);
        Assert.That(process.ExitCode, Is.Zero, output + error.Result);
    }

    /// <summary>Runs the subjects: some of each kind, or with a word all whose names have it; whether none was disturbed.</summary>
    internal static bool HoldAll(string? word)
    {
        var clock = Stopwatch.StartNew();
        using var disturbance = new Disturbance();
        var differences = 0;
        var count = 0;
        foreach (var subject in word is null ? Subjects.Some : Subjects.All.Where(subject => subject.Name.Contains(word, StringComparison.Ordinal)))
        {
            count++;
            if (disturbance.FirstDifference(subject) is not { } difference) continue;
            differences++;
            Console.WriteLine(difference);
        }

        Console.WriteLine($"{count} subjects, {differences} disturbed, {clock.Elapsed.TotalSeconds:F0} s");
        return differences == 0 && count > 0;
    }

    // Containers compute nothing themselves.
    private static readonly Type[] _notSubjects =
        [typeof(ModuleList<>), typeof(ModuleDict<>), typeof(ParameterList), typeof(ParameterDict), typeof(ParametrizationList)];

    [Test]
    public void Every_module_is_a_subject() => Assert.That(
        typeof(Module).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Module)) && !type.IsAbstract)
            .Where(type => !_notSubjects.Contains(type)).Select(type => type.Name),
        Is.EquivalentTo(Subjects.EveryModule.Select(module => module.Name.Split(',')[0]).Distinct()));

    /// <summary>At the sizes and settings of every program: two threads that make tensors and collect beside one that reads temporaries.</summary>
    [TestCase("Bernoulli")]
    [TestCase("text")]
    public void Threads_that_make_tensors_change_nothing(string what)
    {
        var isOver = false;
        var others = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
                for (var i = 0; i < 20; i++) Tensor.Full(what == "text" ? [20_000] : [300, 300], 1, what == "text" ? DType.Float32 : DType.Float64);
        })).ToArray();
        foreach (var thread in others) thread.Start();
        var wrong = 0;
        try
        {
            var x = Tensor.Full([20_000], 2.5f);
            var options = new PrintOptions { Threshold = 20_000 };
            var expected = x.ToString(options);
            for (var round = 0; round < (what == "text" ? 20 : 200); round++)
            {
                if (what == "text" ? (x + 0f).ToString(options) != expected : DrawsOfNothing() != 0) wrong++;
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            foreach (var thread in others) thread.Join();
        }

        Assert.That(wrong, Is.Zero);

        static double DrawsOfNothing() => Tensor.Bernoulli(Tensor.Zeros([300, 300], DType.Float64).T).Sum().Item();
    }
}

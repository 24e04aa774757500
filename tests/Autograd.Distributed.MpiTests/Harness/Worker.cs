using System.Reflection;

namespace Autograd.Distributed.MpiTests;

/// <summary>What mpirun starts: runs the methods for ranks, or one of the faults.</summary>
internal static class Worker
{
    /// <summary>Begins a line that tells a method's result.</summary>
    public const string Mark = "rank test";

    private static int Main(string[] args)
    {
        Distributed.Init(timeout: TimeSpan.FromSeconds(args is ["fault", "hang" or "background"] ? 6 : 60));
        if (args is ["fault", var fault])
        {
            Faults.Run(fault);
            return 0;
        }

        foreach (var (name, method) in RankMethods.All) Report(name, Run(method));
        return 0;
    }

    private static string? Run(MethodInfo method)
    {
        try
        {
            method.Invoke(null, null);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return $"rank {Distributed.Rank}: {e.InnerException!.GetType().Name}: {e.InnerException.Message} {e.InnerException.StackTrace}".ReplaceLineEndings(" | ");
        }
    }

    private static void Report(string name, string? failure)
    {
        var failures = Distributed.AllGatherObject(failure).Where(text => text is not null).ToArray();
        if (Distributed.Rank == 0) Console.WriteLine($"{Mark} {name}: {(failures.Length == 0 ? "passed" : string.Join(" | ", failures))}");
    }
}

using System.Diagnostics;

namespace Autograd.Distributed.MpiTests;

/// <summary>What the last rank does wrong while the others are in an all-reduce.</summary>
internal static class Faults
{
    public static void Run(string fault)
    {
        var x = Tensor.Ones(4);
        Distributed.AllReduce(x);
        if (Distributed.Rank == Distributed.WorldSize - 1) Fail(fault, x);
        Distributed.AllReduce(x);
        Distributed.AllReduce(x);
    }

    private static void Fail(string fault, Tensor x)
    {
        switch (fault)
        {
            case "throw": throw new InvalidDataException("bad batch");
            case "kill":
                Process.GetCurrentProcess().Kill();
                break;
            case "leave":
                Environment.Exit(0);
                break;
            case "code":
                Environment.Exit(3);
                break;
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "other":
                Distributed.Broadcast(x);
                break;
            case "size":
                Distributed.AllReduce(Tensor.Ones(5));
                break;
            case "background":
                Distributed.AllReduceAsync(x).Wait();
                break;
            case "abort":
                Distributed.Abort("no data");
                break;
        }
    }
}

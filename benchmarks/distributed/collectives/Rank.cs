using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Autograd.DistributedCost;

/// <summary>One of the processes: blocks of calls from C and of ours by turns, so that both meet the same machine.</summary>
internal static unsafe class Rank
{
    private static readonly (int Count, int Times, int Blocks)[] _work = [(1000, 200, 100), (1_000_000, 5, 40), (25_000_000, 1, 15)];

    public static void Run(string cLibrary, bool checkCollectives)
    {
        Distributed.Distributed.Init(checkCollectives: checkCollectives);
        var native = (delegate* unmanaged<float*, int, int, double>)NativeLibrary.GetExport(NativeLibrary.Load(cLibrary), "allreduce_seconds");
        foreach (var (count, times, blocks) in _work)
        {
            var memory = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
            new Span<float>(memory, count).Clear();
            var tensor = Tensor.Zeros(count);
            var (c, ours) = (double.PositiveInfinity, double.PositiveInfinity);
            for (var block = 0; block < blocks; block++)
            {
                c = Math.Min(c, native(memory, count, times));
                ours = Math.Min(ours, Ours(tensor, times));
            }

            NativeMemory.AlignedFree(memory);
            if (Distributed.Distributed.Rank == 0)
                Console.WriteLine($"  {count,10:N0} floats: C {c * 1e6,10:N1} us, ours {ours * 1e6,10:N1} us, {ours / c:0.00}x");
        }
    }

    private static double Ours(Tensor tensor, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++) Distributed.Distributed.AllReduce(tensor);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / times;
    }
}

using System.Globalization;
using Autograd.NN;

namespace Autograd.Compare;

/// <summary>Checks that a million training steps leave the live heap and the working set as they were.</summary>
static class Endurance
{
    // By then the JIT has compiled the code a second time, and the youngest generation has reached its size.
    const int WarmUp = 20_000;

    // A leak of one object for each step would be a hundred times as much. The working set varies with the size of the
    // youngest generation.
    const long HeapSlack = 64 << 10;
    const double WorkingSetSlack = 1.1;

    public static bool Holds(bool isDry)
    {
        var net = new Sequential(new Linear(8, 16), new Tanh(), new Linear(16, 4));
        var optimizer = new Adam(net.Parameters());
        var lossFn = new CrossEntropyLoss();
        var (x, y) = (Tensor.RandN(32, 8), Tensor.RandInt(0, 4, [32]));
        var steps = 0;

        Train(WarmUp);
        var tenth = isDry ? 500 : 100_000;
        var (firstHalf, secondHalf) = (Half(), Half());
        var isFlat = secondHalf.Heap <= firstHalf.Heap + HeapSlack && secondHalf.WorkingSet <= WorkingSetSlack * firstHalf.WorkingSet;
        Console.WriteLine($"endurance: the memory {(isFlat ? "stayed flat" : "GREW from the first half to the second")}");
        return isFlat;

        // Returns the greatest values at the ends of five tenths of the run.
        (long Heap, long WorkingSet) Half()
        {
            var most = (Heap: 0L, WorkingSet: 0L);
            for (var i = 0; i < 5; i++)
            {
                Train(tenth);
                var (heap, workingSet) = Look();
                most = (Math.Max(most.Heap, heap), Math.Max(most.WorkingSet, workingSet));
            }

            return most;
        }

        (long Heap, long WorkingSet) Look()
        {
            var workingSet = Environment.WorkingSet;
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"after {steps,9:N0} steps: live heap {heap / 1e6:F2} MB, working set {workingSet / 1e6:F1} MB"));
            return (heap, workingSet);
        }

        void Train(int count)
        {
            for (var i = 0; i < count; i++)
            {
                lossFn.Forward(net.Forward(x), y).Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
            }

            steps += count;
        }
    }
}

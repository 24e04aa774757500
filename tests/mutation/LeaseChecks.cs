using System.Reflection;

namespace Autograd.Mutation;

/// <summary>The runs on temporaries of the tests, while another thread collects at one look after the other.</summary>
internal sealed class LeaseChecks(MutatedLibrary library)
{
    private const string Namespace = "Autograd.Tests.Memory.Temporaries.";
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    // A lease that is always redundant comes up in every operation; it is looked at in so many of them.
    private const int MostSubjects = 60;

    /// <summary>The subjects that are not disturbed as they are, and by which switches each comes.</summary>
    public List<(Check Check, bool[] Reached)> RunAll()
    {
        var type = library.Tests.GetType(Namespace + "Disturbance")!;
        var disturbance = Activator.CreateInstance(type)!;
        var (run, find) = (type.GetMethod("Run", Any)!, type.GetMethod("FirstDifference", Any)!);
        var subjects = (IEnumerable<object>)library.Tests.GetType(Namespace + "Subjects")!.GetProperty("All", Any)!.GetValue(null)!;
        var reached = new List<(Check, bool[])>();
        var times = new int[library.Reached.Length];
        foreach (var subject in subjects)
        {
            library.ForgetReached();
            run.Invoke(disturbance, [subject, 0]);
            var comesBy = library.Reached;
            for (var i = 0; i < times.Length; i++)
                if (comesBy[i] && ++times[i] > MostSubjects) comesBy[i] = false;
            if (!comesBy.Contains(true)) continue;
            reached.Add((new Check(subject.ToString()!, Fate.KilledByTest, () => (string?)find.Invoke(disturbance, [subject])), comesBy));
        }

        return reached;
    }
}

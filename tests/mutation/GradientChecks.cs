using System.Reflection;

namespace Autograd.Mutation;

/// <summary>
/// The checks of the tests' op table: gradient checks of first order before those of second, which take longer, and the comparison with PyTorch,
/// which sees ties, kinks and poles, where there is no difference quotient.
/// </summary>
internal sealed class GradientChecks
{
    private readonly MutatedLibrary _library;
    private readonly List<Check> _checks = [];

    public GradientChecks(MutatedLibrary library)
    {
        const string Namespace = "Autograd.Tests.OpCases.";
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        _library = library;
        var all = (IEnumerable<object>)library.Tests.GetType(Namespace + "OpTable")!.GetProperty("All", Any)!.GetValue(null)!;
        var matches = library.Tests.GetType(Namespace + "OpCase")!.GetProperty("MatchesDifferences")!;
        var rows = all.Where(row => (bool)matches.GetValue(row)!).ToArray();
        var type = library.Tests.GetType(Namespace + "GradientTests")!;
        var tests = Activator.CreateInstance(type)!;
        foreach (var (order, kill) in new[] { ("First_order", Fate.KilledByFirstOrder), ("Second_order", Fate.KilledBySecondOrder) })
        {
            var method = type.GetMethod(order)!;
            foreach (var row in rows) _checks.Add(new Check($"{row}, {order}", kill, () => Run(tests, method, row)));
        }

        var parity = library.Tests.GetType(Namespace + "ParityTests")!;
        var (parityTests, value) = (Activator.CreateInstance(parity)!, parity.GetMethod("Value_and_gradients_are_PyTorchs")!);
        foreach (var entry in (Array)parity.GetField("Entries", Any)!.GetValue(null)!)
            _checks.Add(new Check($"{entry}, stored", Fate.KilledByStoredResults, () => Run(parityTests, value, entry)));
    }

    /// <summary>The checks that pass, and by which switches each comes.</summary>
    public List<(Check Check, bool[] Reached)> RunAll()
    {
        var reached = new List<(Check, bool[])>();
        foreach (var check in _checks)
        {
            _library.ForgetReached();
            if (check.Run() is { } failure) Console.WriteLine($"left out, for it fails without any mutant: {check.Name}: {failure}");
            else reached.Add((check, _library.Reached));
        }

        return reached;
    }

    private static string? Run(object tests, MethodInfo method, object row)
    {
        try
        {
            method.Invoke(tests, [row]);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException!.Message;
        }
    }
}

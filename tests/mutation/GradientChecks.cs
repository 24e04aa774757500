using System.Reflection;

namespace Autograd.Mutation;

/// <summary>The gradient checks of the tests' op table: first order before second, which takes longer.</summary>
internal sealed class GradientChecks
{
    private readonly MutatedLibrary _library;
    private readonly object _tests;
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
        _tests = Activator.CreateInstance(type)!;
        foreach (var (order, kill) in new[] { ("First_order", Fate.KilledByFirstOrder), ("Second_order", Fate.KilledBySecondOrder) })
        {
            var method = type.GetMethod(order)!;
            foreach (var row in rows) _checks.Add(new Check($"{row}, {order}", kill, () => Run(method, row)));
        }
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

    private string? Run(MethodInfo method, object row)
    {
        try
        {
            method.Invoke(_tests, [row]);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException!.Message;
        }
    }
}

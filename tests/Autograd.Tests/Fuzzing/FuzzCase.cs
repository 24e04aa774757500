using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Autograd.Tests.Fuzzing;

/// <summary>
/// One call, made up from a seed, in three runs: as it is, with views in the place of contiguous tensors, and with two threads. What must hold:
/// the runs agree; what is thrown is of the documented kinds and in the library's words; who throws has written nothing.
/// </summary>
internal sealed partial class FuzzCase
{
    // Where the numbers themselves may differ by how a tensor lies in memory: streams are drawn in the order of memory, as in PyTorch, and the
    // factors of degenerate matrices are not unique.
    private static readonly string[] _layoutDependent =
        ["Rand", "Bernoulli", "Multinomial", "Normal", "Uniform", "Exponential", "Cauchy", "Geometric", "Poisson", "Dropout", "Init.", "RandomInPlace",
         "LogNormal", "Svd", "Eig", "Qr", "Lu", "Solve", "Inv", "Lstsq", "Cond", "Rank", "Det", "MatrixExp", "PInv", "Norm", "Rnn", "RNN", "LSTM", "GRU"];

    private readonly int _seed;
    private readonly Callable _callable;
    private readonly IRecipe? _receiver;
    private readonly object?[] _constructorArguments;
    private readonly object?[] _arguments;
    private readonly bool _differentiates;

    public FuzzCase(int seed, IReadOnlyList<Callable> callables)
    {
        _seed = seed;
        var random = new Random(seed);
        _callable = callables[random.Next(callables.Count)];
        var maker = new ArgumentMaker(random);
        _receiver = _callable.HasTensorReceiver ? (IRecipe)maker.Receiver() : null;
        _constructorArguments = [.. _callable.ConstructorParameters.Select(maker.Make)];
        _arguments = [.. _callable.Parameters.Select(maker.Make)];
        _differentiates = random.Next(2) == 0;
    }

    public override string ToString() =>
        $"--case {_seed}: {_callable.Name}{(_receiver is null ? "" : $" of {_receiver}")}"
        + $" with {string.Join(", ", _constructorArguments.Concat(_arguments).Select(Text))}";

    /// <summary>What is wrong, or null.</summary>
    public string? Check()
    {
        var plain = Run(areViews: false, threads: 1);
        if (plain.Fault is not null) return plain.Fault;
        var views = Run(areViews: true, threads: 1);
        if (views.Fault is not null) return "with views: " + views.Fault;
        var threads = Run(areViews: false, threads: 2);
        if (threads.Fault is not null) return "with two threads: " + threads.Fault;
        if (Difference(plain, threads, isExact: true) is { } ofThreads) return "two threads: " + ofThreads;
        return Difference(plain, views, isExact: false) is { } ofViews ? "views: " + ofViews : null;
    }

    private Outcome Run(bool areViews, int threads)
    {
        var kitchen = new Kitchen(areViews);
        var receiver = kitchen.Serve(_receiver);
        var constructorArguments = _constructorArguments.Select(kitchen.Serve).ToArray();
        var arguments = _arguments.Select(kitchen.Serve).ToArray();
        var before = kitchen.Tensors.ConvertAll(tensor => new Snapshot(tensor));
        var threadsBefore = Threading.NumThreads;
        Threading.NumThreads = threads;
        Generator.ManualSeed(_seed);
        try
        {
            object? result;
            try
            {
                result = _callable.Invoke(receiver, constructorArguments, arguments);
            }
            catch (Exception e)
            {
                var written = kitchen.Tensors.Where((tensor, i) => !before[i].Equals(new Snapshot(tensor))).Any();
                return new Outcome(e, [], FaultOf(e) ?? (written ? $"something was written before {e.GetType().Name}: {e.Message}" : null));
            }

            var results = new List<object>();
            Flatten(result, results);
            if (!_callable.IsInPlace)
            {
                for (var i = 0; i < before.Count; i++)
                    if (!before[i].Equals(new Snapshot(kitchen.Tensors[i]))) return new Outcome(null, [], $"argument {i} was changed");
            }
            else
            {
                results.AddRange(kitchen.Tensors);
            }

            var error = Differentiate(results);
            if (error is not null && FaultOf(error) is { } fault) return new Outcome(error, [], "backward: " + fault);
            var snapshots = results.ConvertAll(one => one is Tensor tensor ? new Snapshot(tensor) : one);
            if (error is null)
                snapshots.AddRange(kitchen.Tensors.Where(tensor => tensor.Grad is not null).Select(tensor => new Snapshot(tensor.Grad!)));
            return new Outcome(null, snapshots, null);
        }
        finally
        {
            Threading.NumThreads = threadsBefore;
        }
    }

    private Exception? Differentiate(List<object> results)
    {
        if (!_differentiates) return null;
        try
        {
            // A split has any number of results.
            foreach (var result in results.OfType<Tensor>().Distinct().Where(tensor => tensor.RequiresGrad).Take(8))
                result.Sum().Backward(null, retainGraph: true);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private string? Difference(Outcome a, Outcome b, bool isExact)
    {
        if (a.Exception is not null || b.Exception is not null)
            return a.Exception is not null && b.Exception is not null ? null : $"{Of(a.Exception)} against {Of(b.Exception)}";
        if (a.Results.Count != b.Results.Count) return $"{a.Results.Count} results against {b.Results.Count}";
        if (!isExact && _layoutDependent.Any(word => _callable.Name.Contains(word, StringComparison.Ordinal))) return null;
        for (var i = 0; i < a.Results.Count; i++)
        {
            var isSame = a.Results[i] is Snapshot x && b.Results[i] is Snapshot y ? isExact ? x.Equals(y) : x.IsNear(y) : a.Results[i].Equals(b.Results[i]);
            if (!isSame) return $"result {i}: {a.Results[i]} against {b.Results[i]}";
        }

        return null;
    }

    private string? FaultOf(Exception e)
    {
        if (e is ArgumentNullException { ParamName: not null } && _arguments.Concat(_constructorArguments).Any(one => one is null)) return null;
        if (e is not (ArgumentException or InvalidOperationException or DivideByZeroException) || e is ArgumentNullException or ObjectDisposedException)
            return $"{e.GetType().Name}: {e.Message} {Place(e)}";
        return BeginsWithOperation().IsMatch(e.Message) ? null : $"no operation in the message of {e.GetType().Name}: {e.Message} {Place(e)}";
    }

    /// <summary>The innermost methods of the library, for who looks for the fault.</summary>
    private static string Place(Exception e) =>
        string.Join(" < ", (e.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("at ", StringComparison.Ordinal))
            .Take(4).Select(line => line[3..].Split('(')[0]));

    private static void Flatten(object? value, List<object> into)
    {
        switch (value)
        {
            case null: break;
            case Tensor or string: into.Add(value); break;
            case System.Runtime.CompilerServices.ITuple tuple:
                for (var i = 0; i < tuple.Length; i++) Flatten(tuple[i], into);
                break;
            case System.Collections.IEnumerable items when value is not Shape:
                foreach (var item in items) Flatten(item, into);
                break;
            default:
                if (value is Shape || value.GetType().IsPrimitive || value.GetType().IsEnum) into.Add(value);
                else
                    foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                        if (property.PropertyType == typeof(Tensor)) Flatten(property.GetValue(value), into);
                break;
        }
    }

    private static string Of(Exception? e) => e is null ? "a result" : $"{e.GetType().Name}: {e.Message}";

    private static string Text(object? argument) => argument switch
    {
        null => "null",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => argument.ToString()!,
    };

    [GeneratedRegex(@"^([A-Za-z_][A-Za-z0-9_.<>]*|[-+*/%&|^~<>=!]+): ")]
    private static partial Regex BeginsWithOperation();

    private sealed record Outcome(Exception? Exception, List<object> Results, string? Fault);
}

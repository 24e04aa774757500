namespace Autograd.NN;

public abstract partial class Module
{
    /// <summary>
    /// Returns the parameters and buffers under PyTorch's names and in its order. The tensors share the module's memory
    /// and are detached from any graph; one that has several names is listed under each.
    /// </summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var state = new OrderedDictionary<string, Tensor>();
        StateWalk.Run(this, EnterState, (name, tensor) => state[name] = tensor.Detach(), (module, prefix) => LeaveState(module, prefix, state));
        return state;
    }

    /// <summary>
    /// Copies values into the parameters and buffers of the same names, converting them to the types in this module. If
    /// there is an error, the message lists all errors, and nothing is written, unless a hook of
    /// <see cref="RegisterLoadStateDictPostHook"/> has a say in which names are errors.
    /// </summary>
    /// <remarks>A lazy layer takes its size from the state; one that the state lacks waits for its first input still.</remarks>
    /// <param name="state">Tensors by name, as <see cref="StateDict"/> returns them.</param>
    /// <param name="strict">True if missing and unexpected names are errors; sizes must always agree.</param>
    /// <returns>The names that are missing in the state, and those that the module does not have.</returns>
    /// <exception cref="ArgumentException">A shape differs, or, if <paramref name="strict"/>, the names do.</exception>
    public (IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected) LoadStateDict(
        IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        var own = new OrderedDictionary<string, Tensor>(state);
        state = own;
        var targets = new List<(string Name, Shape Shape)>();
        var problems = new List<string>();
        var lazies = new LazyStates(own, targets, problems);
        var hasPostHook = false;
        StateWalk.Run(
            this, (module, prefix) => EnterLoad(module, prefix, own), (name, tensor) => targets.Add((name, tensor.Shape)),
            (module, _) => hasPostHook |= module._hooks is { LoadPost.IsEmpty: false }, lazies.Add);
        var names = new HashSet<string>();
        var missing = new List<string>();
        foreach (var (name, shape) in targets)
        {
            names.Add(name);
            if (!state.TryGetValue(name, out var source)) missing.Add(name);
            else if (source is null) problems.Add($"\"{name}\" is null in the state");
            else if (!source.Shape.Equals(shape))
                problems.Add($"\"{name}\" has shape {shape} here and {source.Shape} in the state");
        }

        missing.AddRange(lazies.Missing);

        var unexpected = new List<string>();
        foreach (var name in state.Keys)
            if (!names.Contains(name) && !lazies.Refused.Contains(name)) unexpected.Add(name);

        if (!hasPostHook && strict) NameProblems(problems, missing, unexpected);
        if (problems.Count > 0)
            throw new ArgumentException(
                $"LoadStateDict: the state does not fit {GetType().Name}; nothing was loaded:\n  {string.Join("\n  ", problems)}");

        lazies.Make();
        using (GradMode.NoGrad())
        {
            StateWalk.Run(
                this, (_, _) => { }, (name, target) =>
                {
                    if (state.TryGetValue(name, out var source)) target.CopyInPlace(source);
                }, (_, _) => { }, (_, _) => { });
        }

        if (!hasPostHook) return (missing, unexpected);
        StateWalk.Run(this, (_, _) => { }, (_, _) => { }, (module, _) => LeaveLoad(module, missing, unexpected), (_, _) => { });
        if (strict) NameProblems(problems, missing, unexpected);
        return problems.Count == 0 ? (missing, unexpected) : throw new ArgumentException(
            $"LoadStateDict: the state does not fit {GetType().Name}; what fits was loaded:\n  {string.Join("\n  ", problems)}");
    }

    private static void NameProblems(List<string> problems, List<string> missing, List<string> unexpected)
    {
        if (missing.Count > 0) problems.Add($"missing in the state: {Quote(missing)}");
        if (unexpected.Count > 0) problems.Add($"unexpected in the state: {Quote(unexpected)}");
    }

    void IStateful.LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => LoadStateDict(state);

    private static string Quote(List<string> names) => string.Join(", ", names.ConvertAll(name => $"\"{name}\""));
}

using System.Globalization;
using Autograd.IO;

namespace Autograd.NN;

/// <summary>
/// Converts the state of an optimizer, tensors by name, to the nested form of PyTorch and back:
/// <c>{'state': {0: {'step': …, 'exp_avg': …}}, 'param_groups': [{'lr': 0.001, …, 'params': [0, 1]}]}</c>.
/// </summary>
internal static class TorchOptimizerState
{
    private const string States = "state";
    private const string Groups = "param_groups";
    private const string Params = "params";

    public static PickleDict ToTorch(OrderedDictionary<string, Tensor> state)
    {
        var states = new PickleDict();
        var groups = new PickleList();
        foreach (var (key, value) in state)
        {
            var (section, index, name) = Split(key);
            if (section == States) Inner(states, index)[name] = ToTorchState(value);
            else
            {
                while (groups.Count <= index) groups.Add(new PickleDict());
                groups[index][name] = name == Params ? List(value) : ToTorchOption(value);
            }
        }

        return new PickleDict { [States] = states, [Groups] = groups };
    }

    /// <exception cref="ArgumentException">The value is not in PyTorch's form.</exception>
    public static OrderedDictionary<string, Tensor> FromTorch(PickleValue value, Func<string, bool> isOption)
    {
        if (value is not PickleDict dict || !dict.ContainsKey(States) || !dict.ContainsKey(Groups) || dict[States] is not PickleDict states
            || dict[Groups] is not PickleList groups)
            throw NotTorch($"{PickleText.Short(value)} has no 'state' and 'param_groups'");
        var result = new OrderedDictionary<string, Tensor>();
        foreach (var (index, entries) in states)
        {
            if (index.Kind != PickleKind.Int || entries is not PickleDict parts) throw NotTorch($"the state of {PickleText.Short(index)} is no dictionary");
            foreach (var (name, part) in parts)
                if (FromTorchState(index, name, part) is { } tensor) result[$"{States}.{index}.{(string)name!}"] = tensor;
        }

        for (var g = 0; g < groups.Count; g++)
        {
            if (groups[g] is not PickleDict group) throw NotTorch($"group {g} is no dictionary");
            foreach (var (key, option) in group)
            {
                if (key.Kind != PickleKind.Str) throw NotTorch($"option {PickleText.Short(key)} of group {g} has no name");
                var name = (string)key!;
                if ((name == Params ? Indices(option) : FromTorchOption(option, isOption(name))) is { } tensor) result[$"{Groups}.{g}.{name}"] = tensor;
            }
        }

        return result;
    }

    private static PickleDict Inner(PickleDict states, int index)
    {
        if (states.ContainsKey(index)) return (PickleDict)states[index];
        var made = new PickleDict();
        states[index] = made;
        return made;
    }

    /// <summary>Counts and numbers are tensors of single precision there.</summary>
    private static Tensor ToTorchState(Tensor value) => value.NDim == 0 && value.DType != DType.Float32 ? value.To(DType.Float32) : value;

    private static PickleValue ToTorchOption(Tensor value) => (value.NDim, value.DType) switch
    {
        (0, DType.Bool) => value.Item<bool>(),
        (0, DType.Int64) => value.Item<long>(),
        (0, _) => value.Item(),
        _ => Tuple(value),
    };

    private static PickleList List(Tensor value)
    {
        var list = new PickleList();
        foreach (var item in value.ToArray<long>()) list.Add(item);
        return list;
    }

    private static PickleList Tuple(Tensor value)
    {
        var tuple = new PickleList(PickleKind.Tuple);
        foreach (var item in value.ToArray<double>()) tuple.Add(item);
        return tuple;
    }

    private static Tensor? FromTorchState(PickleValue index, PickleValue name, PickleValue value) => (name.Kind, value.Kind) switch
    {
        (not PickleKind.Str, _) => throw NotTorch($"an entry of the state of {index} has no name"),
        (_, PickleKind.None) => null,
        (_, PickleKind.Tensor) => (Tensor)value!,
        (_, PickleKind.Int or PickleKind.Float) => Tensor.From((double)value, DType.Float64),
        _ => throw NotTorch($"{PickleText.Short(name)} of the state of {index} is a {PickleText.NameOf(value.Kind)}"),
    };

    /// <summary>Options that are not known here are kept if they are numbers, as those of schedules are.</summary>
    private static Tensor? FromTorchOption(PickleValue value, bool isKnown) => value switch
    {
        { Kind: PickleKind.Bool } when isKnown => Tensor.From((bool)value),
        { Kind: PickleKind.Int or PickleKind.Float } => Tensor.From((double)value, DType.Float64),
        { Kind: PickleKind.Tensor } => (Tensor)value!,
        PickleList { Count: 2 } pair when pair.All(item => item.Kind is PickleKind.Int or PickleKind.Float) =>
            Tensor.From([(double)pair[0], (double)pair[1]], DType.Float64),
        _ => null,
    };

    private static Tensor Indices(PickleValue value) => value is PickleList list && list.All(item => item.Kind == PickleKind.Int)
        ? Tensor.From(list.Select(item => (long)item).ToArray())
        : throw NotTorch($"the parameters of a group are {PickleText.Short(value)}");

    private static (string Section, int Index, string Name) Split(string key)
    {
        var first = key.IndexOf('.');
        var second = key.IndexOf('.', first + 1);
        return (key[..first], int.Parse(key.AsSpan(first + 1, second - first - 1), CultureInfo.InvariantCulture), key[(second + 1)..]);
    }

    private static ArgumentException NotTorch(string problem) => new(
        $"LoadTorchStateDict: {problem}; pass what state_dict() of an optimizer of PyTorch returned, such as TorchFile.Load(path)[\"optimizer\"]");
}

using System.Globalization;

namespace Autograd.NN;

/// <summary>Finds the entries of parameters in the saved state of an optimizer.</summary>
internal static class SavedStates
{
    private const string Prefix = "state.";

    /// <summary>Groups the entries <c>state.3.exp_avg</c> by the parameter's index, without the prefix.</summary>
    public static Dictionary<int, List<(string Name, Tensor Value)>> ByParameter(IReadOnlyDictionary<string, Tensor> state)
    {
        var result = new Dictionary<int, List<(string Name, Tensor Value)>>();
        foreach (var (key, value) in state)
        {
            if (!key.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            var end = key.IndexOf('.', Prefix.Length);
            if (end < 0 || !int.TryParse(key.AsSpan(Prefix.Length, end - Prefix.Length), CultureInfo.InvariantCulture, out var index)) continue;
            if (!result.TryGetValue(index, out var entries)) result[index] = entries = [];
            entries.Add((key[(end + 1)..], value));
        }

        return result;
    }
}

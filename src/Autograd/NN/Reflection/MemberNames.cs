using System.Text;

namespace Autograd.NN;

/// <summary>Turns the names of C# fields into the names that PyTorch's modules use for the same thing.</summary>
internal static class MemberNames
{
    /// <summary><c>_x2h</c> → <c>x2h</c>, <c>WeightIh</c> → <c>weight_ih</c>, <c>LSTMCell</c> → <c>lstm_cell</c>.</summary>
    public static string StateName(string field)
    {
        // A property's field, and a captured constructor parameter's, carry the source name in angle brackets.
        var name = field.StartsWith('<') && field.IndexOf('>') is > 1 and var end ? field.AsSpan(1, end - 1) : field.AsSpan();
        name = name.TrimStart('_');
        var result = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (StartsWord(name, i)) result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }

    /// <summary>
    /// Whether a capital begins a word here: after a small letter, or after anything if a small letter follows.
    /// </summary>
    private static bool StartsWord(ReadOnlySpan<char> name, int i)
    {
        if (i == 0 || !char.IsUpper(name[i]) || name[i - 1] == '_') return false;
        return char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}

using System.Text;

namespace Autograd.NN;

/// <summary>Converts names of C# fields to names in PyTorch's style.</summary>
internal static class MemberNames
{
    /// <summary>
    /// <c>_x2h</c> → <c>x2h</c>, <c>WeightIh</c> → <c>weight_ih</c>, <c>LSTMCell</c> → <c>lstm_cell</c>.
    /// </summary>
    public static string StateName(string field)
    {
        // The compiler's fields for properties and captured constructor parameters have the source name in angle
        // brackets.
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
    /// True if the capital at index i begins a word: it follows a lower-case letter, or a lower-case letter follows it.
    /// </summary>
    private static bool StartsWord(ReadOnlySpan<char> name, int i)
    {
        if (i == 0 || !char.IsUpper(name[i]) || name[i - 1] == '_') return false;
        return char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}

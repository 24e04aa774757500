namespace Autograd.Tests.Notebooks;

/// <summary>A short text a hundred times over, as pairs of a character and the next one.</summary>
internal static class CyclicText
{
    /// <summary>The numbers of the characters and of their successors: each character's place in the alphabet.</summary>
    public static (Tensor X, Tensor Y) Pairs(string period, string alphabet)
    {
        var text = string.Concat(Enumerable.Repeat(period, 100));
        return (Numbers(text[..^1]), Numbers(text[1..]));

        Tensor Numbers(string characters) => Tensor.From(characters.Select(c => (long)alphabet.IndexOf(c)).ToArray());
    }

    /// <summary>The same as rows with a single 1.</summary>
    public static (Tensor X, Tensor Y) OneHotPairs(string period, string alphabet)
    {
        var (x, y) = Pairs(period, alphabet);
        return (x.OneHot().Float(), y.OneHot().Float());
    }
}

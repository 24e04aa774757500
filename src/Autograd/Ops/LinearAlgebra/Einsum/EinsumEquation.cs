namespace Autograd;

/// <summary>
/// An equation such as <c>"...ij,jk->...ik"</c>, read for operands of certain shapes: a label for every dimension.
/// Labels are numbers below 64, so that a set of them is one word: A to Z are 0 to 25, a to z are 26 to 51, and the
/// dimensions of the ellipsis follow.
/// </summary>
internal sealed class EinsumEquation
{
    private const int FirstEllipsisLabel = 52;
    private const int MaxLabels = 64;
    private const int MaxEllipsis = MaxLabels - FirstEllipsisLabel;

    /// <summary>Marks the ellipsis in a list of labels until its number of dimensions is known.</summary>
    private const int Ellipsis = -1;

    private readonly string _equation;
    private readonly int[] _sizes = new int[MaxLabels];

    private EinsumEquation(string equation, ReadOnlySpan<Shape> shapes)
    {
        _equation = equation;
        var arrow = equation.IndexOf("->", StringComparison.Ordinal);
        var left = arrow < 0 ? equation.Length : arrow;
        var terms = Terms(left, shapes.Length);
        var ellipsisRank = 0;
        for (var i = 0; i < terms.Length; i++) ellipsisRank = Math.Max(ellipsisRank, EllipsisRank(terms[i], shapes[i], i));
        if (ellipsisRank > MaxEllipsis)
            throw Error($"the ellipsis stands for {ellipsisRank} dimensions; it can for {MaxEllipsis}; Flatten some of them");
        Inputs = new int[terms.Length][];
        for (var i = 0; i < terms.Length; i++)
        {
            Inputs[i] = WithEllipsis(terms[i], EllipsisRank(terms[i], shapes[i], i), ellipsisRank);
            ReadSizes(Inputs[i], shapes[i], i);
        }

        Output = arrow < 0 ? ImplicitOutput(ellipsisRank) : ExplicitOutput(arrow + 2, ellipsisRank);
    }

    /// <summary>The labels of each operand's dimensions; a label that occurs twice selects a diagonal.</summary>
    public int[][] Inputs { get; }

    /// <summary>The labels of the result's dimensions, each once.</summary>
    public int[] Output { get; }

    /// <summary>The size of each label's dimension, after broadcasting.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Parses an equation.</summary>
    /// <exception cref="ArgumentException">It is malformed, or does not match the shapes.</exception>
    public static EinsumEquation Parse(string equation, ReadOnlySpan<Shape> shapes) => new(equation, shapes);

    /// <summary>Returns the labels of each operand, as written.</summary>
    private List<int>[] Terms(int end, int operands)
    {
        var terms = new List<List<int>>();
        for (var start = 0; ;)
        {
            var comma = _equation.IndexOf(',', start, end - start);
            terms.Add(Labels(start, comma < 0 ? end : comma, $"operand {terms.Count}"));
            if (comma < 0) break;
            start = comma + 1;
        }

        if (terms.Count != operands)
            throw Error($"it has subscripts for {terms.Count} operands, and {operands} were given; separate them by commas");
        return [.. terms];
    }

    private List<int> Labels(int start, int end, string whose)
    {
        var labels = new List<int>();
        for (var at = start; at < end; at++)
        {
            var c = _equation[at];
            if (char.IsAsciiLetter(c))
            {
                labels.Add(c <= 'Z' ? c - 'A' : c - 'a' + 26);
            }
            else if (c == '.')
            {
                if (at + 3 > end || _equation[at + 1] != '.' || _equation[at + 2] != '.')
                    throw Error($"a '.' at index {at}, of {whose}, is not part of an ellipsis, which is '...'");
                if (labels.Contains(Ellipsis)) throw Error($"a second ellipsis at index {at}, of {whose}; one stands for all other dimensions");
                labels.Add(Ellipsis);
                at += 2;
            }
            else if (c != ' ')
            {
                throw Error($"'{c}' at index {at}, of {whose}; subscripts are letters, a to z and A to Z, and '...'");
            }
        }

        return labels;
    }

    /// <summary>Returns the number of an operand's dimensions that its ellipsis covers.</summary>
    private int EllipsisRank(List<int> term, Shape shape, int operand)
    {
        var hasEllipsis = term.Contains(Ellipsis);
        var letters = hasEllipsis ? term.Count - 1 : term.Count;
        if (hasEllipsis ? letters > shape.Count : letters != shape.Count)
            throw Error(
                $"{letters} subscripts{(hasEllipsis ? " besides the ellipsis" : "")} for operand {operand}, of shape {shape}, "
                + $"which has {shape.Count} dimensions{(hasEllipsis ? "" : "; '...' stands for others")}");
        return shape.Count - letters;
    }

    /// <summary>
    /// Replaces the ellipsis by its labels. An ellipsis of fewer dimensions gets the last of them, as in broadcasting.
    /// </summary>
    private static int[] WithEllipsis(List<int> term, int rank, int ellipsisRank)
    {
        var labels = new List<int>();
        foreach (var label in term)
        {
            if (label != Ellipsis) labels.Add(label);
            else for (var d = ellipsisRank - rank; d < ellipsisRank; d++) labels.Add(FirstEllipsisLabel + d);
        }

        return [.. labels];
    }

    private void ReadSizes(int[] labels, Shape shape, int operand)
    {
        for (var d = 0; d < labels.Length; d++)
        {
            var (label, size) = (labels[d], shape.Sizes[d]);
            var first = Array.IndexOf(labels, label);
            if (shape.Sizes[first] != size)
                throw Error(
                    $"subscript {NameOf(label)} is repeated for operand {operand}, of shape {shape}, but its sizes {shape.Sizes[first]} and {size} "
                    + "differ; a diagonal needs a square");
            if (!IsUsedBefore(label, operand) || _sizes[label] == 1) _sizes[label] = size;
            else if (size != 1 && size != _sizes[label])
                throw Error(
                    $"subscript {NameOf(label)} has size {size} for operand {operand}, of shape {shape}, and {_sizes[label]} before; "
                    + "they must be equal, or one of them 1");
        }
    }

    private bool IsUsedBefore(int label, int operand)
    {
        for (var i = 0; i < operand; i++)
            if (Inputs[i].Contains(label)) return true;
        return false;
    }

    /// <summary>
    /// Returns the output of an equation without an arrow: the ellipsis, then the subscripts that occur once, in
    /// alphabetical order, capitals first.
    /// </summary>
    private int[] ImplicitOutput(int ellipsisRank)
    {
        var output = WithEllipsis([Ellipsis], ellipsisRank, ellipsisRank).ToList();
        for (var label = 0; label < FirstEllipsisLabel; label++)
        {
            var uses = 0;
            foreach (var input in Inputs) uses += input.AsSpan().Count(label);
            if (uses == 1) output.Add(label);
        }

        return [.. output];
    }

    private int[] ExplicitOutput(int start, int ellipsisRank)
    {
        var written = Labels(start, _equation.Length, "the output");
        var output = WithEllipsis(written, ellipsisRank, ellipsisRank);
        for (var i = 0; i < output.Length; i++)
        {
            if (Array.IndexOf(output, output[i]) < i) throw Error($"subscript {NameOf(output[i])} comes more than once in the output; it can once");
            if (!IsUsedBefore(output[i], Inputs.Length))
                throw Error($"subscript {NameOf(output[i])} of the output is that of no operand; every index of the result must come from one");
        }

        return output;
    }

    private static string NameOf(int label) => label switch
    {
        < 26 => $"'{(char)('A' + label)}'",
        < FirstEllipsisLabel => $"'{(char)('a' + label - 26)}'",
        _ => $"{label - FirstEllipsisLabel} of the ellipsis",
    };

    private ArgumentException Error(string what) => new($"Einsum: in \"{_equation}\": {what}");
}

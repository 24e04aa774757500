using System.Text;

namespace Autograd.Tests.LinearAlgebra;

/// <summary>A random einsum and what it means, spelled out as loops.</summary>
internal sealed class RandomEquation
{
    private const int EllipsisRank = 2;

    private readonly Dictionary<char, int> _sizes;
    private readonly string[] _terms;
    private readonly string _output;

    private RandomEquation(string text, Tensor[] operands, string[] terms, string output, Dictionary<char, int> sizes)
    {
        Text = text;
        Operands = operands;
        _terms = terms;
        _output = output;
        _sizes = sizes;
    }

    public string Text { get; }

    public Tensor[] Operands { get; }

    /// <summary>
    /// One to four operands of up to three letters out of five, some repeated; sometimes an ellipsis of 0 to 2 dimensions anywhere, sizes of 1 that
    /// broadcast, operands with strides, and no output.
    /// </summary>
    public static RandomEquation Make(Random random)
    {
        // The ellipsis's dimensions are the letters 0 and 1.
        var sizes = new Dictionary<char, int> { ['0'] = 2, ['1'] = 3 };
        foreach (var letter in "abCdE") sizes[letter] = random.Next(1, 4);
        var hasEllipsis = random.Next(3) == 0;
        var (written, terms, operands) = (new List<string>(), new List<string>(), new List<Tensor>());
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var letters = new StringBuilder();
            for (var d = random.Next(0, 4); d > 0; d--) letters.Append("abCdE"[random.Next(5)]);
            var rank = hasEllipsis ? random.Next(EllipsisRank + 1) : 0;
            var at = random.Next(letters.Length + 1);
            var term = letters.ToString().Insert(at, "01"[(EllipsisRank - rank)..]);
            written.Add(hasEllipsis ? letters.ToString().Insert(at, "...") : letters.ToString());
            terms.Add(term);
            operands.Add(RandomTensor(random, SizesOf(term, sizes, random)));
        }

        var used = string.Concat(terms.SelectMany(term => term).Distinct());
        var (text, output) = (string.Join(random.Next(2) == 0 ? "," : " , ", written), "");
        var dots = string.Concat("01".Where(used.Contains));
        if (random.Next(4) == 0)
        {
            var all = string.Concat(terms);
            output = dots + string.Concat(used.Where(c => char.IsLetter(c) && all.Count(other => other == c) == 1).Order());
        }
        else
        {
            var kept = used.Where(char.IsLetter).Where(_ => random.Next(2) == 0).ToArray();
            random.Shuffle(kept);
            var at = random.Next(kept.Length + 1);
            var keepsEllipsis = hasEllipsis && random.Next(4) != 0;
            text += "->" + (keepsEllipsis ? new string(kept).Insert(at, "...") : new string(kept));
            output = keepsEllipsis ? new string(kept).Insert(at, dots) : new string(kept);
        }

        // A letter of which every operand has size 1 has that size.
        var real = new Dictionary<char, int>();
        for (var i = 0; i < terms.Count; i++)
            for (var d = 0; d < terms[i].Length; d++)
                real[terms[i][d]] = Math.Max(real.GetValueOrDefault(terms[i][d]), operands[i].Size(d));
        return new RandomEquation(text, [.. operands], [.. terms], output, real);
    }

    public static Tensor RandomTensor(Random random, int[] sizes)
    {
        var shape = Shape.Create(sizes);
        var order = Enumerable.Range(0, sizes.Length).ToArray();
        random.Shuffle(order);
        var values = Enumerable.Range(0, shape.Numel).Select(_ => random.NextDouble() * 2 - 1).ToArray();

        // In any order of memory: a permuted view of a tensor whose sizes are permuted the other way.
        var inMemory = new int[sizes.Length];
        for (var d = 0; d < sizes.Length; d++) inMemory[order[d]] = sizes[d];
        return Tensor.From(values, Shape.Create(inMemory)).Permute(order);
    }

    /// <summary>The result by a loop over all values of all letters.</summary>
    public (Shape Shape, double[] Values) Evaluate()
    {
        var letters = _sizes.Keys.ToArray();
        var shape = Shape.Create([.. _output.Select(c => _sizes[c])]);
        var values = new double[shape.Numel];
        var data = Array.ConvertAll(Operands, x => x.Detach().Clone().ToArray<double>());
        var index = new int[letters.Length];
        var total = letters.Aggregate(1, (product, c) => product * _sizes[c]);
        for (var flat = 0; flat < total; flat++)
        {
            for (int d = 0, rest = flat; d < letters.Length; d++) (rest, index[d]) = Math.DivRem(rest, _sizes[letters[d]]);
            var product = 1.0;
            for (var i = 0; i < data.Length; i++) product *= data[i][Position(_terms[i], Operands[i].Shape)];
            values[Position(_output, shape)] += product;
        }

        return (shape, values);

        int Position(string term, Shape sizes)
        {
            var at = 0;
            for (var d = 0; d < term.Length; d++)
                at = at * sizes[d] + (sizes[d] == 1 ? 0 : index[Array.IndexOf(letters, term[d])]);
            return at;
        }
    }

    private static int[] SizesOf(string term, Dictionary<char, int> sizes, Random random)
    {
        var own = new Dictionary<char, int>();
        foreach (var c in term) own.TryAdd(c, random.Next(5) == 0 ? 1 : sizes[c]);
        return [.. term.Select(c => own[c])];
    }
}

using System.Globalization;

namespace Autograd.Plotting.Graphs;

/// <summary>Makes the drawing of a graph in which repeated parts are folded.</summary>
internal sealed class GraphFolding
{
    private readonly GraphWalk _walk;
    private readonly NodeText _text;
    private readonly ILookup<int, GraphWalk.Arrow> _arrowsTo;

    // Of a node in a repeated part: which part, which repetition, which place in it.
    private readonly (int Run, int Repetition, int Place)?[] _places;
    private readonly GraphDrawing _drawing = new();

    private GraphFolding(GraphWalk walk, NodeText text)
    {
        (_walk, _text) = (walk, text);
        _arrowsTo = walk.Arrows.ToLookup(arrow => arrow.To);
        _places = new (int, int, int)?[walk.Nodes.Count];
    }

    public static GraphDrawing Fold(GraphWalk walk, NodeText text, int foldFrom)
    {
        var folding = new GraphFolding(walk, text);
        var (order, runs) = foldFrom == 0 ? ([], []) : folding.FindRuns(foldFrom);
        folding.Draw(order, runs);
        return folding._drawing;
    }

    private (int[] Order, List<GraphRuns.Run> Runs) FindRuns(int foldFrom)
    {
        var count = _walk.Nodes.Count;
        var users = new int[count];
        foreach (var arrow in _walk.Arrows) users[arrow.From]++;

        // A leaf of several users, such as a weight that every step uses, is outside of all steps.
        var isShared = Enumerable.Range(0, count).Select(i => _walk.Nodes[i] is not { Variable: null } && users[i] > 1).ToArray();
        var inputs = new IReadOnlyList<int>[count];
        for (var i = 0; i < count; i++)
            inputs[i] = [.. _arrowsTo[i].Select(arrow => arrow.From).Where(from => _walk.Nodes[from] is not null && !isShared[from]).Distinct()];
        var depths = new int[count];
        foreach (var node in GraphRuns.PostOrder(inputs, [0], list => list))
            foreach (var input in inputs[node])
                depths[node] = Math.Max(depths[node], depths[input] + 1);

        var tokens = Tokens(isShared);
        var best = (Order: Array.Empty<int>(), Runs: new List<GraphRuns.Run>());
        var most = 0;
        Func<IReadOnlyList<int>, IEnumerable<int>>[] choices =
        [
            list => list, list => list.Reverse(), list => list.OrderByDescending(node => depths[node]), list => list.OrderBy(node => depths[node]),
        ];
        foreach (var choose in choices)
        {
            var order = GraphRuns.PostOrder(inputs, [0], choose);
            var runs = GraphRuns.Find([.. order.Select(node => tokens[node])], foldFrom, run => CarriedBy(order, run));
            var saved = runs.Sum(run => run.Period * (run.Count - 1));
            if (saved > most || (saved == most && runs.Count < best.Runs.Count)) (best, most) = ((order, runs), saved);
        }

        return best;
    }

    private int[] Tokens(bool[] isShared)
    {
        var numbers = new Dictionary<string, int>();
        var tokens = new int[_walk.Nodes.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (_walk.Nodes[i] is not { } node) continue;
            var shared = _arrowsTo[i].Where(arrow => isShared[arrow.From]).Select(arrow => $" {arrow.Input}:{arrow.From}");
            var signature = NodeText.Signature(node) + string.Concat(shared);
            if (!numbers.TryGetValue(signature, out tokens[i])) numbers.Add(signature, tokens[i] = numbers.Count);
        }

        return tokens;
    }

    // The lines from the second repetition to the third.
    private int CarriedBy(int[] order, GraphRuns.Run run)
    {
        var second = order.AsSpan(run.Start + run.Period, run.Period).ToArray().ToHashSet();
        var carried = new HashSet<int>();
        for (var i = run.Start + 2 * run.Period; i < Math.Min(run.Start + 3 * run.Period, run.Start + run.Count * run.Period); i++)
            carried.UnionWith(_arrowsTo[order[i]].Select(arrow => arrow.From).Where(second.Contains));
        return carried.Count;
    }

    private void Draw(int[] order, List<GraphRuns.Run> runs)
    {
        for (var r = 0; r < runs.Count; r++)
            for (var i = 0; i < runs[r].Count * runs[r].Period; i++)
                _places[order[runs[r].Start + i]] = (r, i / runs[r].Period, i % runs[r].Period);

        var boxes = new int[_walk.Nodes.Count];
        var blocks = new FoldedBlock?[runs.Count];
        for (var i = 0; i < boxes.Length; i++)
        {
            if (_places[i] is not var (r, _, _))
            {
                boxes[i] = _drawing.Add(_walk.Nodes[i] is { } node ? _text.Box([node], isResult: i == 0) : DrawnBox.More);
            }
            else if (blocks[r] is { } known)
            {
                boxes[i] = known.Index;
            }
            else
            {
                blocks[r] = MakeBlock(order, runs[r]);
                boxes[i] = blocks[r]!.Index;
            }
        }

        // Lines that stay inside come first: they say which port what comes from outside shares.
        foreach (var arrow in _walk.Arrows)
            if (_places[arrow.From] is var (from, a, p) && _places[arrow.To] is var (to, b, q) && from == to)
                blocks[from]!.ConnectInside(p, q, arrow, b - a, OutputLabel(arrow));
        var lines = new Dictionary<(int From, int? FromPort, int To, int? ToPort, int Copy, string Output), List<(int? Source, int? Target)>>();
        foreach (var arrow in _walk.Arrows)
        {
            var (from, to) = (_places[arrow.From], _places[arrow.To]);
            if (from is var (r, _, _) && to is var (s, _, _) && r == s) continue;
            var outPort = from is var (f, _, place) ? blocks[f]!.OutPort(place, arrow.Output, OutputLabel(arrow)) : (int?)null;
            var inPort = to is var (t, _, target) ? blocks[t]!.InPort((boxes[arrow.From], outPort), target, arrow.Input) : (int?)null;
            var key = (boxes[arrow.From], outPort, boxes[arrow.To], inPort, from is null && to is null ? arrow.Input : 0, from is null ? OutputLabel(arrow) : "");
            if (!lines.TryGetValue(key, out var ends)) lines.Add(key, ends = []);
            ends.Add((from?.Repetition, to?.Repetition));
        }

        foreach (var ((from, fromPort, to, toPort, _, output), ends) in lines)
            _drawing.Edges.Add(new DrawnEdge(from, fromPort, to, toPort, Label(ends, _drawing.Boxes[from].Block, _drawing.Boxes[to].Block), output));
    }

    private FoldedBlock MakeBlock(int[] order, GraphRuns.Run run)
    {
        var block = new GraphBlock(run.Count);
        for (var place = 0; place < run.Period; place++)
        {
            var nodes = Enumerable.Range(0, run.Count).Select(i => _walk.Nodes[order[run.Start + i * run.Period + place]]!).ToArray();
            block.Inner.Add(_text.Box(nodes, isResult: nodes.Contains(_walk.Nodes[0])));
        }

        var box = new DrawnBox(BoxKind.Block, $"× {run.Count}", [], $"{run.Count} repetitions of {run.Period} nodes") { Block = block };
        return new FoldedBlock(_drawing.Add(box), block);
    }

    /// <summary>The number of the output, of a node that has several.</summary>
    private string OutputLabel(GraphWalk.Arrow arrow) =>
        _walk.Nodes[arrow.From] is { OutputCount: > 1 } ? arrow.Output.ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>Which repetitions a line goes to or comes from, unless it is all, or all but the first.</summary>
    private static string Label(List<(int? Source, int? Target)> ends, GraphBlock? from, GraphBlock? to)
    {
        if (from is not null && ends.All(end => end.Source == from.Count - 1)) return "last";
        if (to is not null && ends.All(end => end.Target == 0)) return "first";
        if (from is not null && ends.Count > 1) return ends.Count == from.Count ? $"all {ends.Count}" : $"{ends.Count} of {from.Count}";
        return "";
    }

    /// <summary>A block while it is made, and its ports.</summary>
    private sealed class FoldedBlock(int index, GraphBlock block)
    {
        private readonly Dictionary<(int Place, int Output), int> _outPorts = [];
        private readonly Dictionary<(int Box, int? Port), int> _inPorts = [];
        private readonly Dictionary<(int OutPort, int Distance), int> _carriedPorts = [];

        // The port through which a place's input comes from the repetition before.
        private readonly Dictionary<(int Place, int Input), int> _carriedInputs = [];
        private readonly HashSet<(int From, int To, int Input, string Output)> _lines = [];

        public int Index => index;

        public void ConnectInside(int from, int to, GraphWalk.Arrow arrow, int distance, string output)
        {
            if (distance == 0)
            {
                Connect(from, to, arrow.Input, output);
                return;
            }

            var outPort = OutPort(from, arrow.Output, output);
            if (!_carriedPorts.TryGetValue((outPort, distance), out var inPort))
            {
                _carriedPorts.Add((outPort, distance), inPort = block.Inner.Add(DrawnBox.InPort));
                block.Carried.Add((outPort, inPort, distance));
                block.Inner.CarriedPorts.Add(inPort);
            }

            _carriedInputs[(to, arrow.Input)] = inPort;
            Connect(inPort, to, arrow.Input);
        }

        public int OutPort(int place, int output, string label)
        {
            if (_outPorts.TryGetValue((place, output), out var port)) return port;
            _outPorts.Add((place, output), port = block.Inner.Add(DrawnBox.OutPort));
            Connect(place, port, 0, label);
            return port;
        }

        public int InPort((int Box, int? Port) source, int place, int input)
        {
            if (_carriedInputs.TryGetValue((place, input), out var port)) return port;
            if (!_inPorts.TryGetValue(source, out port)) _inPorts.Add(source, port = block.Inner.Add(DrawnBox.InPort));
            Connect(port, place, input);
            return port;
        }

        private void Connect(int from, int to, int input, string output = "")
        {
            if (_lines.Add((from, to, input, output))) block.Inner.Edges.Add(new DrawnEdge(from, null, to, null, "", output));
        }
    }
}

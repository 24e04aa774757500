namespace Autograd.Tests.Graph;

/// <summary>
/// Random sequences of operations, views and writes in place, run by the library and by an interpreter that knows nothing of
/// graphs: a view is a list of places in an array. Values must agree, and gradients with the interpreter's difference quotients.
/// </summary>
public class RandomProgramTests
{
    private const int Leaves = 2;

    /// <summary>Some numbers of an array, in a shape.</summary>
    private sealed record Cells(double[] Memory, int[] Places, int[] Shape)
    {
        public double this[int i] => Memory[Places[i]];

        public static Cells New(IEnumerable<double> values, int[] shape)
        {
            var memory = values.ToArray();
            return new Cells(memory, [.. Enumerable.Range(0, memory.Length)], shape);
        }
    }

    /// <summary>One instruction for each machine; both append to, or write into, what there is.</summary>
    private sealed record Step(Action<List<Tensor>> Library, Action<List<Cells>> Reference);

    [Test]
    public void Values_and_gradients_agree([Range(0, 299)] int seed)
    {
        var (start, steps) = Generate(new Random(seed));
        var tensors = start.Select(x => Tensor.From(x.Memory, Shape.Create(x.Shape), requiresGrad: true)).ToList();
        foreach (var step in steps) step.Library(tensors);
        var cells = Run(start, steps);
        for (var t = 0; t < tensors.Count; t++)
            Assert.That(tensors[t].Detach().ToArray<double>(), Is.EqualTo(Values(cells[t])).Within(1e-12), $"tensor {t}");

        // Every tensor counts, each with a weight of its own.
        Tensor loss = 0.0;
        for (var t = 0; t < tensors.Count; t++) loss = loss + tensors[t].Sum() * Weight(t);
        var leaves = tensors[..Leaves];
        Tensor?[] grads;
        try
        {
            grads = Functional.Grad([loss], leaves, allowUnused: true);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("overwritten in place"))
        {
            // The program overwrote what a gradient needs: refusing is right, and there is no gradient to compare.
            Assert.That(e.Message, Does.StartWith("Backward: a tensor of shape"));
            return;
        }

        for (var leaf = 0; leaf < Leaves; leaf++)
        {
            var grad = grads[leaf]!.ToArray<double>();
            for (var i = 0; i < grad.Length; i++)
            {
                const double step = 1e-6;
                var numeric = (Loss(Moved(start, leaf, i, step), steps) - Loss(Moved(start, leaf, i, -step), steps)) / (2 * step);
                Assert.That(grad[i], Is.EqualTo(numeric).Within(1e-6 * Math.Max(1, Math.Abs(numeric))), $"leaf {leaf} at {i}");
            }
        }
    }

    private static (Cells[] Start, List<Step> Steps) Generate(Random random)
    {
        Cells[] start = [Cells.New(Numbers(6), [2, 3]), Cells.New(Numbers(3), [3])];
        var steps = new List<Step>();
        var cells = start.ToList();
        var count = random.Next(4, 12);
        while (steps.Count < count)
        {
            if (Next() is not { } step) continue;
            step.Reference(cells);
            steps.Add(step);
        }

        return (start, steps);

        IEnumerable<double> Numbers(int n) => Enumerable.Range(0, n).Select(_ => 0.3 + random.NextDouble());

        Step? Next()
        {
            var a = random.Next(cells.Count);
            var shape = cells[a].Shape;
            var fitting = Enumerable.Range(0, cells.Count).Where(t => Fits(cells[t].Shape, shape)).ToArray();
            var b = fitting[random.Next(fitting.Length)];
            var writable = a >= Leaves && cells.Take(Leaves).All(leaf => !ReferenceEquals(leaf.Memory, cells[a].Memory));
            return random.Next(writable ? 14 : 8) switch
            {
                0 => Combine(a, b, (x, y) => x + y, (x, y) => x + y),
                1 => Combine(a, b, (x, y) => x * y, (x, y) => x * y),
                2 => Combine(a, a, (x, _) => x.Tanh(), (x, _) => Math.Tanh(x)),
                3 => Combine(a, a, (x, _) => x * 0.75, (x, _) => x * 0.75),
                4 when shape.Length == 2 => View(a, x => x.T, (i, j) => (j, i), [shape[1], shape[0]]),
                5 when shape.Length == 2 => View(a, x => x[1], (_, j) => (1, j), [shape[1]]),
                6 when shape.Length == 2 => View(a, x => x[.., 1..], (i, j) => (i, j + 1), [shape[0], shape[1] - 1]),
                7 when shape.Length == 1 => View(
                    a, x => x[TensorIndex.Slice(step: -1)], (_, j) => (0, shape[0] - 1 - j), shape),
                8 => Write(a, b, (x, y) => x.AddInPlace(y), (x, y) => x + y),
                9 => Write(a, b, (x, y) => x.SubInPlace(y), (x, y) => x - y),
                10 => Write(a, b, (x, y) => x.MulInPlace(y), (x, y) => x * y),
                11 => Write(a, b, (x, y) => x.DivInPlace(y * y + 1), (x, y) => x / (y * y + 1)),
                12 => Write(a, b, (x, y) => x.CopyInPlace(y), (_, y) => y),
                13 => Write(a, a, (x, _) => x.FillInPlace(0.5), (_, _) => 0.5),
                _ => null,
            };
        }
    }

    private static Step Combine(int a, int b, Func<Tensor, Tensor, Tensor> library, Func<double, double, double> reference) => new(
        tensors => tensors.Add(library(tensors[a], tensors[b])),
        cells => cells.Add(Cells.New(Zip(cells[a], cells[b], reference), cells[a].Shape)));

    private static Step? View(int a, Func<Tensor, Tensor> library, Func<int, int, (int, int)> place, int[] shape)
    {
        if (shape.Any(size => size < 1)) return null;
        return new Step(tensors => tensors.Add(library(tensors[a])), cells => cells.Add(Look(cells[a])));

        Cells Look(Cells x)
        {
            var width = x.Shape[^1];
            var places = from i in Enumerable.Range(0, shape.Length == 2 ? shape[0] : 1)
                         from j in Enumerable.Range(0, shape[^1])
                         let at = place(i, j)
                         select x.Places[at.Item1 * width + at.Item2];
            return new Cells(x.Memory, [.. places], shape);
        }
    }

    private static Step Write(int a, int b, Action<Tensor, Tensor> library, Func<double, double, double> reference) => new(
        tensors => library(tensors[a], tensors[b]),
        cells =>
        {
            var values = Zip(cells[a], cells[b], reference);
            for (var i = 0; i < values.Length; i++) cells[a].Memory[cells[a].Places[i]] = values[i];
        });

    /// <summary>The results for a tensor and another that stretches to its shape.</summary>
    private static double[] Zip(Cells a, Cells b, Func<double, double, double> f) =>
        [.. Enumerable.Range(0, a.Places.Length).Select(i => f(a[i], b[b.Shape.Length == a.Shape.Length ? i : i % b.Places.Length]))];

    private static bool Fits(int[] from, int[] to) => from.SequenceEqual(to) || (from.Length == 1 && to.Length == 2 && from[0] == to[1]);

    private static List<Cells> Run(Cells[] start, List<Step> steps)
    {
        var cells = start.Select(x => x with { Memory = [.. x.Memory] }).ToList();
        foreach (var step in steps) step.Reference(cells);
        return cells;
    }

    private static double Loss(Cells[] start, List<Step> steps) =>
        Run(start, steps).Select((x, t) => Values(x).Sum() * Weight(t)).Sum();

    private static double Weight(int tensor) => 1 + 0.3 * (tensor % 5);

    private static double[] Values(Cells x) => [.. Enumerable.Range(0, x.Places.Length).Select(i => x[i])];

    private static Cells[] Moved(Cells[] start, int leaf, int element, double by)
    {
        var copies = start.Select(x => x with { Memory = [.. x.Memory] }).ToArray();
        copies[leaf].Memory[element] += by;
        return copies;
    }
}

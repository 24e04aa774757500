using Autograd.NN;

namespace Autograd.Distributed.MpiTests;

/// <summary>Layers that are cut over the ranks, against the same layers in one piece.</summary>
internal static class TensorParallelChecks
{
    [RankTest]
    public static void Linear_layers_equal_whole_ones()
    {
        Generator.ManualSeed(1);
        var (a, b) = (new Linear(6, 10), new Linear(10, 5));
        var x = Tensor.RandN(3, 6);
        x.RequiresGrad = true;
        var y = b.Forward(a.Forward(x).Tanh());
        y.Square().Sum().Backward();

        Generator.ManualSeed(1);
        var column = new ColumnParallelLinear(6, 10, gatherOutput: false);
        var row = new RowParallelLinear(10, 5, inputIsParallel: true);
        var ownX = Tensor.RandN(3, 6);
        ownX.RequiresGrad = true;
        var ownY = row.Forward(column.Forward(ownX).Tanh());
        ownY.Square().Sum().Backward();

        AreClose(ownY, y, "y");
        AreClose(ownX.Grad!, x.Grad!, "gradient of x");
        AreClose(column.Shards["weight"].Whole(column.Weight.Grad!), a.Weight.Grad!, "gradient of the first weight");
        AreClose(column.Shards["bias"].Whole(column.Bias!.Grad!), a.Bias!.Grad!, "gradient of the first bias");
        AreClose(row.Shards["weight"].Whole(row.Weight.Grad!), b.Weight.Grad!, "gradient of the second weight");
        AreClose(row.Bias!.Grad!, b.Bias!.Grad!, "gradient of the second bias");
    }

    [RankTest]
    public static void Gathered_outputs_and_scattered_inputs_are_whole()
    {
        Generator.ManualSeed(2);
        var whole = new Linear(6, 5);
        Generator.ManualSeed(2);
        var column = new ColumnParallelLinear(6, 5);
        Generator.ManualSeed(2);
        var row = new RowParallelLinear(6, 5);
        var x = Tensor.RandN(2, 3, 6);
        AreClose(column.Forward(x), whole.Forward(x), "columns");
        AreClose(row.Forward(x), whole.Forward(x), "rows");
    }

    [RankTest]
    public static void Transformer_with_dropout_equals_a_whole_one()
    {
        Generator.ManualSeed(3);
        var table = new Embedding(13, 8);
        var layer = new TransformerEncoderLayer(8, 4, 12, 0.2, new GELU(), batchFirst: true, normFirst: true);
        var head = new Linear(8, 13, bias: false);
        var (index, target) = (Tensor.RandInt(0, 13, [2, 5]), Tensor.RandInt(0, 13, [2, 5]));
        var scores = head.Forward(layer.Forward(table.Forward(index), isCausal: true));
        var loss = F.CrossEntropy(scores.Flatten(0, 1), target.Flatten());
        loss.Backward();

        Generator.ManualSeed(3);
        var ownTable = new VocabParallelEmbedding(13, 8);
        var ownLayer = new ParallelTransformerEncoderLayer(8, 4, 12, 0.2, x => x.Gelu(), batchFirst: true, normFirst: true);
        var ownHead = new ColumnParallelLinear(8, 13, bias: false, gatherOutput: false);
        Tensor.RandInt(0, 13, [2, 5]);
        Tensor.RandInt(0, 13, [2, 5]);
        var ownScores = ownHead.Forward(ownLayer.Forward(ownTable.Forward(index), isCausal: true));
        var ownLoss = new VocabParallelCrossEntropy(13).Forward(ownScores, target);
        ownLoss.Backward();

        AreClose(ownLoss, loss, "loss");
        AreClose(ownTable.Shards["weight"].Whole(ownTable.Weight.Grad!), table.Weight.Grad!, "gradient of the table");
        AreClose(ownHead.Shards["weight"].Whole(ownHead.Weight.Grad!), head.Weight.Grad!, "gradient of the head");
        var attention = ownLayer.SelfAttn;
        AreClose(
            attention.Shards["in_proj_weight"].Whole(attention.InProjWeight.Grad!), layer.SelfAttn.InProjWeight!.Grad!, "gradient of the projections");
        AreClose(TensorParallel.ClipGradNorm(ownLayer, 0.1), Utils.ClipGradNorm(layer.Parameters(), 0.1), "norm");
    }

    [RankTest]
    public static void State_is_that_of_a_whole_module_and_loads_again()
    {
        Generator.ManualSeed(4);
        var whole = new TransformerEncoderLayer(8, 4, 12);
        Generator.ManualSeed(4);
        var cut = new ParallelTransformerEncoderLayer(8, 4, 12);
        var (expected, state) = (whole.StateDict(), TensorParallel.FullStateDict(cut));
        Assert.That(state.Keys, Is.EqualTo(expected.Keys));
        foreach (var name in expected.Keys) Assert.That(state[name].Eq(expected[name]).All().Item<bool>(), name);

        foreach (var name in expected.Keys.ToArray()) expected[name] = expected[name] + 1;
        TensorParallel.LoadFullStateDict(cut, expected);
        state = TensorParallel.FullStateDict(cut);
        foreach (var name in expected.Keys) Assert.That(state[name].Eq(expected[name]).All().Item<bool>(), name);
    }

    [RankTest]
    public static void Cross_entropy_ignores_a_class_and_reduces()
    {
        Generator.ManualSeed(5);
        var scores = Tensor.RandN(6, 9) * 50;
        scores.RequiresGrad = true;
        var target = Tensor.From(new long[] { 0, 8, 4, -100, 3, 5 });
        foreach (var reduction in (Reduction[])[Reduction.Mean, Reduction.Sum, Reduction.None])
        {
            scores.Grad = null;
            var expected = F.CrossEntropy(scores, target, reduction: reduction);
            expected.Sum().Backward();
            var part = TensorParallel.ScatterToRegion(scores.Detach());
            part.RequiresGrad = true;
            var loss = new VocabParallelCrossEntropy(9, reduction).Forward(part, target);
            loss.Sum().Backward();
            AreClose(loss, expected, $"{reduction}");
            AreClose(TensorParallel.GatherFromRegion(part.Grad!, size: 9), scores.Grad!, $"gradient by {reduction}");
        }
    }

    [RankTest]
    public static void Regions_check_sizes()
    {
        var world = Distributed.WorldSize;
        if (world == 1) return;
        Assert.That(
            () => new ColumnParallelLinear(3, 1),
            Throws.ArgumentException.With.Message.EqualTo(
                $"ColumnParallelLinear: outFeatures 1 for {world} ranks; each rank needs at least one, so use fewer ranks"));
        Assert.That(
            () => new VocabParallelEmbedding(9, 2).Forward(Tensor.From(new long[] { 9 })),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("VocabParallelEmbedding: index 9 is out of range; use 0 to 8"));
    }

    internal static void AreClose(Tensor actual, Tensor expected, string what)
    {
        Assert.That(actual.Shape, Is.EqualTo(expected.Shape), what);
        Assert.That((actual.Detach().Double() - expected.Detach().Double()).Abs().Max().Item(), Is.LessThan(2e-6), what);
    }
}

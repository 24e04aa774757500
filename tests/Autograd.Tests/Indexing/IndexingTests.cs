namespace Autograd.Tests.Indexing;

public class IndexingTests
{
    private static Tensor Matrix() => Tensor.Arange(12, DType.Float64).Reshape(4, 3).Clone();

    [Test]
    public void An_index_list_keeps_the_dimension_and_copies()
    {
        var x = Matrix();
        var row = x[[2]];
        Assert.That(row.Shape, Is.EqualTo(Shape.Create(1, 3)));
        row[..] = 0;
        Assert.That(x[2].ToArray<double>(), Is.EqualTo(new[] { 6.0, 7, 8 }));
    }

    [Test]
    public void Integers_and_ranges_give_views()
    {
        var x = Matrix();
        x[1][0] = 100;
        x[2..][^1] = Tensor.From(new[] { 7.0, 8, 9 });
        Assert.That(x.ToArray<double>(), Is.EqualTo(new[] { 0.0, 1, 2, 100, 4, 5, 6, 7, 8, 7, 8, 9 }));
        Assert.That(x[-1].ToArray<double>(), Is.EqualTo(x[^1].ToArray<double>()));
        Assert.That(x[.., 1..3].Shape, Is.EqualTo(Shape.Create(4, 2)));
        Assert.That(x[TensorIndex.NewAxis, ..].Shape, Is.EqualTo(Shape.Create(1, 4, 3)));
    }

    [Test]
    public void Ranges_are_clamped_as_in_Python()
    {
        var x = Tensor.Arange(5);
        Assert.That(x[3..100].ToArray<long>(), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(x[4..2].Numel, Is.EqualTo(0));
        Assert.That(x[^100..2].ToArray<long>(), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(x[^0..].Numel, Is.EqualTo(0));
        Assert.That(x[..^0].Numel, Is.EqualTo(5));
    }

    [Test]
    public void Compound_assignment_writes_in_place()
    {
        var x = Matrix();
        var view = x[2];
        x[1..] *= 2;
        x[[0]] += 1;
        Assert.That(view.ToArray<double>(), Is.EqualTo(new[] { 12.0, 14, 16 }));
        Assert.That(x[0].ToArray<double>(), Is.EqualTo(new[] { 1.0, 2, 3 }));
    }

    [Test]
    public void A_gradient_step_is_seen_by_everyone_who_holds_the_leaf()
    {
        foreach (var w in new[] { Tensor.From(10f, requiresGrad: true), Tensor.From([10f, 10f], requiresGrad: true) })
        {
            var alias = w.Detach();
            (w * w).Sum().Backward();
            using (GradMode.NoGrad()) w[..] -= 0.1 * w.Grad!;
            Assert.That(alias.ToArray<float>(), Is.All.EqualTo(8f));
            Assert.That(w.IsLeaf && w.RequiresGrad);
        }
    }

    [Test]
    public void Assigning_to_overlapping_parts_reads_the_source_first()
    {
        var x = Tensor.Arange(6);
        x[1..] = x[..^1];
        Assert.That(x.ToArray<long>(), Is.EqualTo(new[] { 0, 0, 1, 2, 3, 4 }));
        x[..] = x[TensorIndex.Slice(step: -1)];
        Assert.That(x.ToArray<long>(), Is.EqualTo(new[] { 4, 3, 2, 1, 0, 0 }));
        x[[1, 2, 3]] = x[..3];
        Assert.That(x.ToArray<long>(), Is.EqualTo(new[] { 4, 4, 3, 2, 0, 0 }));
    }

    [Test]
    public void Assigning_converts_and_broadcasts()
    {
        var x = Tensor.Zeros(Shape.Create(2, 3), DType.Int32);
        x[.., [0, 2]] = 2.9;
        x[1, 1] = Tensor.From(7.0);
        Assert.That(x.ToArray<int>(), Is.EqualTo(new[] { 2, 0, 2, 2, 7, 2 }));
        var y = Tensor.Zeros(Shape.Create(2), DType.Float64);
        y[0] = 0.1;
        y[[1]] = 0.1;
        Assert.That(y.ToArray<double>(), Is.All.EqualTo(0.1));
    }

    [Test]
    public void Indices_may_be_of_every_integer_type()
    {
        var x = Matrix();
        foreach (var dtype in new[] { DType.UInt8, DType.Int8, DType.Int16, DType.Int32, DType.Int64 })
            Assert.That(x[Tensor.From(new[] { 3, 0 }).To(dtype)].ToArray<double>(), Is.EqualTo(new[] { 9.0, 10, 11, 0, 1, 2 }));
        Assert.That(x[new[] { -1L }].ToArray<double>(), Is.EqualTo(new[] { 9.0, 10, 11 }));
        Assert.That(x[new[] { false, false, true, false }].ToArray<double>(), Is.EqualTo(new[] { 6.0, 7, 8 }));
    }

    [Test]
    public void Every_element_type_can_be_indexed_and_assigned()
    {
        foreach (var dtype in Enum.GetValues<DType>())
        {
            var x = Tensor.From(new[] { 1, 0, 1, 1 }).To(dtype);
            x[[1, 2]] = Tensor.From(new[] { 1, 0 });
            x[3] = 0;
            Assert.That(x[new[] { 2, 1, 0, 3 }].Long().ToArray<long>(), Is.EqualTo(new[] { 0, 1, 1, 0 }), $"{dtype}");
            Assert.That(x.Flip(0).Long().ToArray<long>(), Is.EqualTo(new[] { 0, 0, 1, 1 }), $"{dtype}");
            Assert.That(Tensor.Cat([x, x]).Long().ToArray<long>(), Is.EqualTo(new[] { 1, 1, 0, 0, 1, 1, 0, 0 }), $"{dtype}");
        }
    }

    [Test]
    public void A_loop_that_reads_and_writes_rows_differentiates_as_the_loop_over_a_list()
    {
        var x = Differences.Random(1, 6, 2);
        double[] Gradient(Func<Tensor, Tensor> run)
        {
            var w = Tensor.From(new[,] { { 0.5, -0.3 }, { 0.8, 0.4 } }, requiresGrad: true);
            var all = run(w);
            (all * all).Sum().Backward();
            return w.Grad!.ToArray<double>();
        }

        var inPlace = Gradient(w =>
        {
            var hidden = Tensor.Zeros(Shape.Create(6, 2), DType.Float64);
            hidden[[0]] = x[[0]].MatMul(w).Tanh();
            for (var t = 1; t < 6; t++) hidden[[t]] = (x[[t]].MatMul(w) + hidden[[t - 1]]).Tanh();
            return hidden;
        });
        var byView = Gradient(w =>
        {
            var hidden = Tensor.Zeros(Shape.Create(6, 2), DType.Float64);
            hidden[0] = x[0].Unsqueeze(0).MatMul(w).Tanh();
            for (var t = 1; t < 6; t++) hidden[t] = (x[t].Unsqueeze(0).MatMul(w) + hidden[t - 1]).Tanh();
            return hidden;
        });
        var listed = Gradient(w =>
        {
            var states = new List<Tensor>();
            var h = Tensor.Zeros(Shape.Create(1, 2), DType.Float64);
            foreach (var xt in x) states.Add(h = (xt.Unsqueeze(0).MatMul(w) + h).Tanh());
            return Tensor.Cat(states, dim: 0);
        });

        Assert.That(inPlace, Is.EqualTo(listed).Within(1e-14));
        Assert.That(byView, Is.EqualTo(listed).Within(1e-14));
    }

    [Test]
    public void Retained_and_repeated_passes_are_not_disturbed()
    {
        var v = Tensor.From(new[,] { { 1.0, 2.0 } }, requiresGrad: true);
        var buffer = Tensor.Zeros(Shape.Create(3, 2), DType.Float64);
        buffer[[0]] = v;
        var first = buffer * 1.0;
        buffer[[1]] = buffer[[0]] * 3.0;
        buffer[[2]] = buffer[[1]] * 2.0;
        buffer.RetainGrad();
        var loss = (buffer + first).Sum() + buffer[[2]].Sum();
        loss.Backward(null, retainGraph: true);
        Assert.That(v.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1.0 + 3 + 12 + 1, 17.0 }));
        Assert.That(buffer.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1, 1, 1, 2, 2 }));
        v.ZeroGrad();
        loss.Backward();
        Assert.That(v.Grad!.ToArray<double>(), Is.EqualTo(new[] { 17.0, 17.0 }));
    }

    [Test]
    public void Adding_a_row_in_place_leaves_a_gradient_alone_that_another_input_shares([Values] bool rowFirst, [Range(0, 2)] int read)
    {
        var a = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }, requiresGrad: true);
        var b = Tensor.From(new[,] { { 1.0, 2.0 }, { 3.0, 4.0 } }, requiresGrad: true);
        var inner = a * 1.0;
        var whole = ((inner + b) * 2.0).Sum();
        var row = (read switch { 0 => inner[[0]], 1 => inner[..1], _ => inner[new[] { true, false }] }).Sum();

        (rowFirst ? row + whole : whole + row).Backward();

        Assert.That(a.Grad!.ToArray<double>(), Is.EqualTo(new[] { 3.0, 3, 2, 2 }));
        Assert.That(b.Grad!.ToArray<double>(), Is.All.EqualTo(2.0));
    }

    [Test]
    public void A_saved_value_that_an_index_overwrote_makes_Backward_throw()
    {
        var writes = new Action<Tensor>[]
        {
            b => b[0] = 5,
            b => b[[0]] = Tensor.From(new[] { 5.0 }),
            b => b[new[] { true, false }] = 5,
        };
        foreach (var write in writes)
        {
            var w = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
            var buffer = w * 1.0;
            var y = (buffer * w).Sum();
            write(buffer);
            Assert.That(() => y.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
                "Backward: a tensor of shape (2,) that MulBackward0 needs for its gradient was overwritten in place (it is at "
                + "version 1, and was saved at version 0); compute the new value out of place, or Clone() the tensor before the "
                + "operation that needs it"));
        }
    }

    [Test]
    public void A_view_follows_what_was_assigned_to_its_base()
    {
        var v = Tensor.From([5.0, 6.0], DType.Float64, requiresGrad: true);
        var x = Tensor.Zeros(Shape.Create(2, 2), DType.Float64);
        var column = x[.., 1];
        x[[1]] = v.Unsqueeze(0);
        (column * Tensor.From(new[] { 10.0, 20.0 })).Sum().Backward();
        Assert.That(v.Grad!.ToArray<double>(), Is.EqualTo(new[] { 0.0, 20 }));
    }

    [Test]
    public void Iteration_goes_through_dimension_0()
    {
        var x = Matrix();
        Assert.That(x.Unbind().Select(row => row.Sum().Item()), Is.EqualTo(new[] { 3.0, 12, 21, 30 }));
        var leaf = Matrix();
        leaf.RequiresGrad = true;
        Tensor total = 0;
        var t = 0;
        foreach (var row in leaf)
            if (t++ != 1) total = total + (row * t).Sum();
        total.Backward();
        Assert.That(leaf.Grad!.ToArray<double>(), Is.EqualTo(new[] { 1.0, 1, 1, 0, 0, 0, 3, 3, 3, 4, 4, 4 }));
        Assert.That(() => Tensor.From(1).GetEnumerator(), Throws.InvalidOperationException.With.Message.EqualTo(
            "GetEnumerator: a 0-dimensional tensor has nothing to iterate over; use Item() for its number"));
    }

    [TestCase("Indexer: index 9 is out of range for dimension 0 with size 4 (Parameter 'index')", 0)]
    [TestCase("Indexer: index -5 is out of range for dimension 0 with size 4 (Parameter 'index')", 1)]
    [TestCase("Indexer: index 3 is out of range for dimension 1 with size 3 (Parameter 'index')", 2)]
    [TestCase("Indexer: index 7 is out of range for dimension 1 with size 3 (Parameter 'index')", 3)]
    [TestCase("Indexer: index 4 is out of range for dimension 0 with size 4 (Parameter 'index')", 4)]
    [TestCase("Indexer: indices for 3 dimensions of shape (4, 3), which has 2; leave some out", 5)]
    [TestCase(
        "Indexer: a mask of shape (3,) over shape (4, 3): sizes 3 and 4 meet in dimension 0; a mask has the sizes of the dimensions "
        + "that it covers", 6)]
    [TestCase("Indexer: shapes (2,) and (3,) do not broadcast: sizes 2 and 3 meet in dimension 0; they must be equal, or one of them 1", 7)]
    [TestCase("Indexer: a Float64 tensor is no index; use integers (To(DType.Int64)) or a mask of type Bool", 8)]
    [TestCase("Indexer: more than one ellipsis; only one can stand for the dimensions left over", 9)]
    [TestCase("Indexer: a value of shape (2,) does not broadcast to the indexed part of shape (3,); its sizes must be those, or 1", 10)]
    [TestCase("Indexer: a value of shape (2,) does not broadcast to the indexed part of shape (2, 3); its sizes must be those, or 1", 11)]
    [TestCase("Select: index 4 is out of range for dimension 0 with size 4 (Parameter 'index')", 12)]
    [TestCase("Narrow: 3 indices from 2 on are not inside dimension 0 with size 4 (Parameter 'start')", 13)]
    [TestCase("Embedding: index 9 is out of range for dimension 0 with size 4 (Parameter 'index')", 14)]
    [TestCase("Gather: index -1 is out of range for dimension 1 with size 3 (Parameter 'index')", 15)]
    [TestCase("Cat: tensor 1 has shape (3, 4) and does not fit (4, 3); all sizes but that of dimension 0 must be the same", 16)]
    [TestCase("Indexer: ^0 is one past the last element; the last is ^1 (Parameter 'index')", 17)]
    public void Errors_name_the_operation_and_the_values(string message, int which)
    {
        var x = Matrix();
        var before = x.ToArray<double>();
        Action act = which switch
        {
            0 => () => _ = x[9],
            1 => () => _ = x[[-5]],
            2 => () => _ = x[.., 3],
            3 => () => _ = x[.., [0, 7]],
            4 => () => x[[0, 4]] = 1,
            5 => () => _ = x[0, 0, 0],
            6 => () => _ = x[new[] { true, false, true }],
            7 => () => _ = x[[0, 1], [0, 1, 2]],
            8 => () => _ = x[x],
            9 => () => _ = x[TensorIndex.Ellipsis, TensorIndex.Ellipsis],
            10 => () => x[0] = Tensor.From(new[] { 1.0, 2 }),
            11 => () => x[[0, 1]] = Tensor.From(new[] { 1.0, 2 }),
            12 => () => x.Select(0, 4),
            13 => () => x.Narrow(0, 2, 3),
            14 => () => Tensor.EmbeddingLookup(x, Tensor.From(new[] { 0, 9 })),
            15 => () => x.Gather(1, Tensor.From(new[,] { { -1 } })),
            16 => () => Tensor.Cat([x, x.T]),
            _ => () => _ = x[^0],
        };
        Assert.That(act, Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
        if (message.Contains("out of range")) Assert.That(act, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(x.ToArray<double>(), Is.EqualTo(before));
    }

    [Test]
    public void A_leaf_that_requires_a_gradient_refuses_assignment()
    {
        var w = Tensor.From([1.0, 2.0], DType.Float64, requiresGrad: true);
        Assert.That(() => w[0] = 1, Throws.InvalidOperationException.With.Message.EqualTo(
            "Indexer: a leaf that requires a gradient cannot be written in place, for its old value would be lost to the graph; write "
            + "under GradMode.NoGrad(), or compute a new tensor"));
        Assert.That(() => w[[0]] = 1, Throws.InvalidOperationException.With.Message.EqualTo(
            "Indexer: a leaf that requires a gradient cannot be written in place, for its old value would be lost to the graph; write "
            + "under GradMode.NoGrad(), or compute a new tensor"));
        Assert.That(() => w[[0]] = Tensor.From(new[] { 1.0 }), Throws.InvalidOperationException.With.Message.EqualTo(
            "Indexer: a leaf that requires a gradient cannot be written in place, for its old value would be lost to the graph; write "
            + "under GradMode.NoGrad(), or compute a new tensor"));
        Assert.That(w.ToArray<double>(), Is.EqualTo(new[] { 1.0, 2.0 }));
    }
}

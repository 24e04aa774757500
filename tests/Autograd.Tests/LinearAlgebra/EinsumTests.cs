namespace Autograd.Tests.LinearAlgebra;

/// <summary>Einsum against a loop over all indices, on random equations.</summary>
public class EinsumTests
{
    [Test]
    public void Random_equations_are_sums_over_all_indices([Range(0, 149)] int seed)
    {
        var program = RandomEquation.Make(new Random(seed));
        var actual = Tensor.Einsum(program.Text, program.Operands);
        var (shape, expected) = program.Evaluate();
        Assert.That(actual.Shape, Is.EqualTo(shape), program.Text);
        Assert.That(actual.Detach().Clone().ToArray<double>(), Is.EqualTo(expected).Within(1e-10), program.Text);
    }

    [Test]
    public void Gradients_of_random_equations_are_difference_quotients([Range(200, 229)] int seed)
    {
        var program = RandomEquation.Make(new Random(seed));
        foreach (var operand in program.Operands) operand.RequiresGrad = true;
        GradCheck.Check(x => Tensor.Einsum(program.Text, x), program.Operands);
    }

    [Test]
    public void A_permutation_or_diagonal_is_a_view()
    {
        var x = Tensor.RandN(4, 4);
        Assert.That(Tensor.Einsum("ij->ji", x).SharesStorage(x));
        Assert.That(Tensor.Einsum("ii->i", x).SharesStorage(x));
        Assert.That(Tensor.Einsum("...", x).SharesStorage(x));
    }

    [Test]
    public void Operands_of_different_types_are_promoted()
    {
        var y = Tensor.Einsum("ij,j->i", Tensor.From([[1L, 2L], [3L, 4L]]), Tensor.From([0.5, 0.25], DType.Float64));
        Assert.That(y.DType, Is.EqualTo(DType.Float64));
        Assert.That(y.ToArray<double>(), Is.EqualTo(new[] { 1.0, 2.5 }));
    }

    [Test]
    public void Integers_stay_integers()
    {
        var y = Tensor.Einsum("ij,jk->ik", Tensor.From([[1L, 2L]]), Tensor.From([[3L], [4L]]));
        Assert.That(y.ToArray<long>(), Is.EqualTo(new[] { 11L }));
    }

    [Test]
    public void Nine_operands_are_contracted_greedily()
    {
        var random = new Random(9);
        var operands = Enumerable.Range(0, 10).Select(_ => RandomEquation.RandomTensor(random, [2, 2])).ToArray();
        var expected = operands[0];
        foreach (var operand in operands[1..]) expected = expected.MatMul(operand);
        var actual = Tensor.Einsum("ab,bc,cd,de,ef,fg,gh,hi,ij,jk->ak", operands);
        Assert.That(actual.ToArray<double>(), Is.EqualTo(expected.ToArray<double>()).Within(1e-12));
    }

    [Test]
    public void The_cheapest_order_is_chosen()
    {
        // (1000 x 1)·(1 x 1000)·(1000 x 1): from the right it is a thousandth of the work.
        int[] sizes = [1000, 1, 1000, 1];
        Assert.That(EinsumPath.Find([0b0011, 0b0110, 0b1100], 0b1001, sizes)[0], Is.EqualTo((1, 2)));

        // A star whose arms are best taken first: the result of two arms alone would be large.
        sizes = [100, 100, 100, 2, 2, 2];
        var star = EinsumPath.Find([0b111000, 0b001001, 0b010010, 0b100100], 0b111, sizes);
        Assert.That(star, Has.All.Matches<(int A, int B)>(step => step.A == 0 || step.B == 0 || step.A >= 4 || step.B >= 4));
    }

    [Test]
    public void An_empty_index_gives_zeros()
    {
        var y = Tensor.Einsum("ij,jk->ik", Tensor.Zeros(2, 0), Tensor.Zeros(0, 3));
        Assert.That(y.Shape, Is.EqualTo(Shape.Create(2, 3)));
        Assert.That(y.ToArray<float>(), Is.All.EqualTo(0f));
    }

    [TestCase("ij,jk", "it has subscripts for 2 operands, and 1 were given; separate them by commas")]
    [TestCase("ij->ijj", "subscript 'j' comes more than once in the output; it can once")]
    [TestCase("ij->iq", "subscript 'q' of the output is that of no operand; every index of the result must come from one")]
    [TestCase("ijk", "3 subscripts for operand 0, of shape (2, 3), which has 2 dimensions; '...' stands for others")]
    [TestCase("i", "1 subscripts for operand 0, of shape (2, 3), which has 2 dimensions; '...' stands for others")]
    [TestCase("...ijk", "3 subscripts besides the ellipsis for operand 0, of shape (2, 3), which has 2 dimensions")]
    [TestCase("ii", "subscript 'i' is repeated for operand 0, of shape (2, 3), but its sizes 2 and 3 differ; a diagonal needs a square")]
    [TestCase("i.j", "a '.' at index 1, of operand 0, is not part of an ellipsis, which is '...'")]
    [TestCase("i..", "a '.' at index 1, of operand 0, is not part of an ellipsis, which is '...'")]
    [TestCase("...i...", "a second ellipsis at index 4, of operand 0; one stands for all other dimensions")]
    [TestCase("ij->...ij...", "a second ellipsis at index 9, of the output; one stands for all other dimensions")]
    [TestCase("i1", "'1' at index 1, of operand 0; subscripts are letters, a to z and A to Z, and '...'")]
    [TestCase("ij-", "'-' at index 2, of operand 0; subscripts are letters, a to z and A to Z, and '...'")]
    [TestCase("ij->->", "'-' at index 4, of the output; subscripts are letters, a to z and A to Z, and '...'")]
    [TestCase("ij->i,j", "',' at index 5, of the output; subscripts are letters, a to z and A to Z, and '...'")]
    public void Malformed(string equation, string message) =>
        Assert.That(
            () => Tensor.Einsum(equation, Tensor.Zeros(2, 3)),
            Throws.ArgumentException.With.Message.EqualTo($"Einsum: in \"{equation}\": {message}"));

    [Test]
    public void Sizes_that_do_not_meet()
    {
        Assert.That(() => Tensor.Einsum("ij,jk", Tensor.Zeros(2, 3), Tensor.Zeros(4, 5)), Throws.ArgumentException.With.Message.EqualTo(
            "Einsum: in \"ij,jk\": subscript 'j' has size 4 for operand 1, of shape (4, 5), and 3 before; they must be equal, or one of them 1"));
        Assert.That(() => Tensor.Einsum("...,...", Tensor.Zeros(3), Tensor.Zeros(4)), Throws.ArgumentException.With.Message.EqualTo(
            "Einsum: in \"...,...\": subscript 0 of the ellipsis has size 4 for operand 1, of shape (4,), and 3 before; "
            + "they must be equal, or one of them 1"));
        Assert.That(() => Tensor.Einsum("..."), Throws.ArgumentException.With.Message.EqualTo(
            "Einsum: no operands for \"...\"; give at least one tensor"));
        Assert.That(() => Tensor.Einsum("...", Tensor.Zeros(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)), Throws.ArgumentException.With.Message.EqualTo(
            "Einsum: in \"...\": the ellipsis stands for 13 dimensions; it can for 12; Flatten some of them"));
    }
}

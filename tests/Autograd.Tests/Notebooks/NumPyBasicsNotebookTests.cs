namespace Autograd.Tests;

/// <summary>What the notebook on neural networks from scratch printed in §1.1–1.3, to the character.</summary>
public class NumPyBasicsNotebookTests
{
    private static Tensor W => Tensor.From([[1L, 2, 3], [4, 5, 6]]);

    private static Tensor X => Tensor.From([[0L, 1, 2], [3, 4, 5]]);

    private static Tensor A => Tensor.From([[1L, 2], [3, 4]]);

    [Test]
    public void Sum() => Assert.That((W + X).ToNumPyRepr(), Is.EqualTo("""
        array([[ 1,  3,  5],
               [ 7,  9, 11]])
        """));

    [Test]
    public void ElementwiseProduct() => Assert.That((W * X).ToNumPyRepr(), Is.EqualTo("""
        array([[ 0,  2,  6],
               [12, 20, 30]])
        """));

    [Test]
    public void ProductWithANumber() => Assert.That((A * 10).ToNumPyRepr(), Is.EqualTo("""
        array([[10, 20],
               [30, 40]])
        """));

    [Test]
    public void ProductWithABroadcastRow() => Assert.That((A * Tensor.From([10L, 20])).ToNumPyRepr(), Is.EqualTo("""
        array([[10, 40],
               [30, 80]])
        """));

    [Test]
    public void InnerProduct() =>
        Assert.That(Tensor.From([1L, 2, 3]).MatMul(Tensor.From([4L, 5, 6])).ToNumPyString(), Is.EqualTo("32"));

    [Test]
    public void MatrixProduct() => Assert.That(A.MatMul(Tensor.From([[5L, 6], [7, 8]])).ToNumPyRepr(), Is.EqualTo("""
        array([[19, 22],
               [43, 50]])
        """));

    [Test]
    public void Sigmoid_of_the_printed_scores_is_the_printed_activation()
    {
        var h = Tensor.From([
            [0.32252584, 0.39630236, 0.87746871, 2.08688293],
            [2.19520373, 0.90683189, 1.21129518, -1.43136482],
            [0.03228135, -2.10361694, 0.79095479, -0.2487576],
            [0.67521401, -1.1717835, 0.91643284, -0.55629026]], DType.Float64);
        double[] a =
        [
            0.57993969, 0.59779894, 0.7062974, 0.88962172,
            0.89981798, 0.71235143, 0.77052804, 0.19288612,
            0.50806964, 0.10874577, 0.68803631, 0.43812932,
            0.66266968, 0.23653276, 0.71431472, 0.36440626,
        ];

        // Half a unit of the last digit for each of the two roundings; the sigmoid passes on at most a quarter of the first.
        const double rounding = 0.5e-8 * (1 + 0.25);
        Assert.That((1 / (1 + (-h).Exp())).ToArray<double>(), Is.EqualTo(a).Within(rounding));
        Assert.That(h.Sigmoid().ToArray<double>(), Is.EqualTo(a).Within(rounding));
    }

    [Test]
    public void A_repeated_row_prints_in_broken_lines()
    {
        var x = Tensor.From(
            [[0.12884531, 0.36058465, -0.70570528, 1.34323151, -0.06046834, 0.35621279, -0.2311544, -0.82609953]], DType.Float64);
        Assert.That(x.Expand(2, 8).ToNumPyRepr(), Is.EqualTo("""
            array([[ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
                     0.35621279, -0.2311544 , -0.82609953],
                   [ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
                     0.35621279, -0.2311544 , -0.82609953]])
            """));
    }

    [Test]
    public void Repeat_and_sum_are_each_other_s_backward()
    {
        var random = new NumPyRandom(1);
        var row = random.RandN([1, 8]);
        var rows = random.RandN([7, 8]);
        row.RequiresGrad = rows.RequiresGrad = true;
        var gradOfRow = random.RandN([1, 8]);
        var gradOfRows = random.RandN([7, 8]);

        row.Expand(7, 8).Backward(gradOfRows);
        rows.Sum(dim: 0, keepDim: true).Backward(gradOfRow);

        Assert.That(row.Grad!.Equal(gradOfRows.Sum(dim: 0, keepDim: true)));
        Assert.That(rows.Grad!.Equal(gradOfRow.Expand(7, 8)));
    }

    [Test]
    public void Assigning_a_name_aliases_and_assigning_the_elements_copies()
    {
        var a = Tensor.From([1L, 2, 3]);
        var b = Tensor.From([4L, 5, 6]);
        var held = a;
        a[..] = b;
        Assert.That(a, Is.SameAs(held).And.Not.SameAs(b));
        Assert.That(held.ToNumPyRepr(), Is.EqualTo("array([4, 5, 6])"));
    }
}

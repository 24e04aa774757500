namespace Autograd.Tests.Errors.Rejections;

/// <summary>The operands of the rows, by the names that tests/fixtures/rejections.py has for them; new ones for every row.</summary>
internal static class Operands
{
    public static Tensor X => Tensor.Zeros(2, 3);

    public static Tensor V => Tensor.Zeros(3);

    public static Tensor N => Tensor.From(1f);

    public static Tensor E => Tensor.Zeros(0, 3);

    public static Tensor B => Tensor.From([true, false]);

    public static Tensor I => Tensor.From([1L, 2]);

    public static Tensor M => Tensor.From(new[,] { { 1L, 2 }, { 3, 4 } });

    public static Tensor S => Tensor.Eye(3);

    public static Tensor IX => Tensor.From([0L, 1]);

    public static Tensor Leaf(params float[] values) => Tensor.From(values, requiresGrad: true);

    public static void BackwardTwice()
    {
        var y = Leaf(1, 2).Pow(2L).Sum();
        y.Backward();
        y.Backward();
    }

    public static void OverwrittenValue()
    {
        var h = Leaf(1) * 2;
        var y = h * h;
        h.AddInPlace(1);
        y.Backward();
    }
}

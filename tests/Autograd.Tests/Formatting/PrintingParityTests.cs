namespace Autograd.Tests;

/// <summary>Every array of the fixtures prints as PyTorch and NumPy printed it.</summary>
public class PrintingParityTests
{
    private static IEnumerable<PrintingCase> Cases => PrintingCase.All();

    private static IEnumerable<PrintingCase> NumPyCases => Cases.Where(array => array.Repr is not null);

    [TestCaseSource(nameof(Cases))]
    public void TorchRepr(PrintingCase array) => Assert.That(array.PrintTorch(), Is.EqualTo(array.Torch));

    [TestCaseSource(nameof(NumPyCases))]
    public void NumPyRepr(PrintingCase array) => Assert.That(array.PrintRepr(), Is.EqualTo(array.Repr));

    [TestCaseSource(nameof(NumPyCases))]
    public void NumPyStr(PrintingCase array) => Assert.That(array.PrintStr(), Is.EqualTo(array.Str));
}

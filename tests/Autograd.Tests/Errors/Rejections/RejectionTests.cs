using System.Text.Json;

namespace Autograd.Tests.Errors.Rejections;

/// <summary>What PyTorch rejects is rejected here, by an exception that speaks of the arguments, or else is computed on purpose.</summary>
public class RejectionTests
{
    private static readonly Rejection[] Rejected =
    [
        .. ElementwiseRejections.All,
        .. ReductionRejections.All,
        .. ShapeRejections.All,
        .. IndexRejections.All,
        .. LinearAlgebraRejections.All,
        .. LayerRejections.All,
        .. CreationRejections.All,
        .. GraphRejections.All,
        .. ConvolutionRejections.All,
        .. PoolingRejections.All,
        .. NormalizationRejections.All,
        .. LossRejections.All,
        .. ModuleRejections.All,
        .. DistributionRejections.All,
        .. TrainingRejections.All,
    ];

    internal static IReadOnlyList<Rejection> All => Rejected;

    [TestCaseSource(nameof(Rejected))]
    public void Is_rejected_as_in_PyTorch(Rejection row)
    {
        var e = Assert.Catch(() => row.Call())!;
        Assert.That(e, Is.InstanceOf<ArgumentException>().Or.InstanceOf<InvalidOperationException>().Or.InstanceOf<DivideByZeroException>());
        Assert.That(e.Message, Does.Match("^[^ ]+: "), "the operation comes first");
        if (row.Message is not null) Assert.That(e.Message, Is.EqualTo(row.Message));
    }

    [TestCaseSource(typeof(Wider), nameof(Wider.All))]
    public void Is_computed_though_PyTorch_rejects_it(Rejection row) => Assert.That(() => row.Call(), Throws.Nothing);

    [Test]
    public void Every_row_is_one_that_PyTorch_rejects()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "rejections.json");
        var messages = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))!;
        Assert.That(Rejected.Concat(Wider.All).Select(row => row.PyTorch), Is.EquivalentTo(messages.Keys));
    }
}

using System.Runtime.CompilerServices;

namespace Autograd.Tests.Api;

/// <summary>
/// The committed listing of the public API: a change of it is seen in a review. AUTOGRAD_WRITE_API=1 in the environment of this
/// test writes the listing anew.
/// </summary>
public class PublicApiTests
{
    [Test]
    public void The_public_API_is_the_one_that_is_listed()
    {
        var actual = ApiListing.Of(typeof(Tensor).Assembly).ToArray();
        if (Environment.GetEnvironmentVariable("AUTOGRAD_WRITE_API") == "1") File.WriteAllLines(ListingPath(), actual);
        var listed = File.ReadAllLines(ListingPath());
        Assert.Multiple(() =>
        {
            Assert.That(actual.Except(listed), Is.Empty, "not listed; write the listing anew with AUTOGRAD_WRITE_API=1, and say so in CHANGELOG.md");
            Assert.That(listed.Except(actual), Is.Empty, "listed and gone; write the listing anew with AUTOGRAD_WRITE_API=1, and say so in CHANGELOG.md");
        });
    }

    private static string ListingPath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "PublicApi.txt");
}

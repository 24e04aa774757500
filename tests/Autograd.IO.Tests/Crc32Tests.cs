namespace Autograd.IO.Tests;

public class Crc32Tests
{
    [Test]
    public void The_checksum_is_that_of_the_standard() => Assert.That(Crc32.Append(0, "123456789"u8), Is.EqualTo(0xCBF43926));

    /// <summary>Bit by bit, as the polynomial says, for every length around the blocks of 4 and 16 and 64 bytes.</summary>
    [Test]
    public void Every_way_to_compute_it_agrees()
    {
        var bytes = new byte[400];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var text = bytes.AsSpan(0, length);
            var expected = ~0u;
            foreach (var value in text)
            {
                expected ^= value;
                for (var bit = 0; bit < 8; bit++) expected = (expected >> 1) ^ ((expected & 1) * 0xEDB88320);
            }

            Assert.That(Crc32.Append(0, text), Is.EqualTo(~expected));
            Assert.That(Crc32.AppendByTables(0, text), Is.EqualTo(~expected));
            Assert.That(Crc32.Append(Crc32.Append(0, text[..(length / 3)]), text[(length / 3)..]), Is.EqualTo(~expected));
        }
    }
}

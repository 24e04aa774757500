namespace Autograd.Data.Tests;

/// <summary>Texts as numbers, and pieces of them with what follows.</summary>
public class TextTests
{
    [Test]
    public void Characters_are_numbered_in_the_order_of_their_code_points()
    {
        // Python: sorted(set("banana 🎉﹏")); in UTF-16 the last would come before the emoji's surrogates.
        var vocabulary = new CharVocabulary("banana 🎉﹏");
        Assert.That(vocabulary.Characters, Is.EqualTo(" abn﹏🎉"));
        Assert.That(vocabulary.Count, Is.EqualTo(6));
        var tokens = vocabulary.Encode("nab🎉");
        Assert.That(tokens.DType, Is.EqualTo(DType.Int64));
        Assert.That(tokens.ToArray<long>(), Is.EqualTo(new long[] { 3, 1, 2, 5 }));
        Assert.That(vocabulary.Decode(tokens), Is.EqualTo("nab🎉"));
        Assert.That(vocabulary.Decode(Tensor.From([[3, 1], [2, 5]])), Is.EqualTo("nab🎉"));
        Assert.That(vocabulary.Decode(3), Is.EqualTo("n"));
        Assert.That(vocabulary.Encode("").Shape, Is.EqualTo(Shape.Create(0)));
        Assert.That(new CharVocabulary(vocabulary.Characters).Characters, Is.EqualTo(vocabulary.Characters));
    }

    [Test]
    public void Unknown_characters_become_one()
    {
        var vocabulary = new CharVocabulary("abc", unknown: '?');
        Assert.That(vocabulary.Characters, Is.EqualTo("?abc"));
        Assert.That(vocabulary.Decode(vocabulary.Encode("a🎉b§?")), Is.EqualTo("a?b??"));
        Assert.That(new CharVocabulary(vocabulary.Characters, '?').Characters, Is.EqualTo("?abc"));
    }

    [Test]
    public void Pieces_come_with_what_follows()
    {
        var corpus = new TextCorpus(Tensor.Arange(10), length: 4);
        Assert.That(corpus, Has.Count.EqualTo(6));
        Assert.That(corpus[5].X.ToArray<long>(), Is.EqualTo(new long[] { 5, 6, 7, 8 }));
        Assert.That(corpus[5].Y.ToArray<long>(), Is.EqualTo(new long[] { 6, 7, 8, 9 }));

        var apart = new TextCorpus(Tensor.Arange(10), length: 3, stride: 3);
        Assert.That(apart.Select(piece => piece.X.ToArray<long>()), Is.EqualTo(new long[][] { [0, 1, 2], [3, 4, 5], [6, 7, 8] }));
        Assert.That(new TextCorpus(Tensor.Arange(9), length: 3, stride: 3), Has.Count.EqualTo(2));
        Assert.That(new TextCorpus(Tensor.Arange(4), length: 3, stride: 9), Has.Count.EqualTo(1));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    public void A_batch_of_pieces_is_that_of_the_samples(int stride)
    {
        var corpus = new TextCorpus(Tensor.Arange(40) * 3 % 11, length: 5, stride);
        var (x, y) = corpus.GetBatch([4, 0, 2, 4]);
        var (ofX, ofY) = Collate.Default<(Tensor, Tensor), (Tensor, Tensor)>([corpus[4], corpus[0], corpus[2], corpus[4]]);
        Assert.That(x.Equal(ofX) && y.Equal(ofY));
        var loader = new DataLoader<(Tensor X, Tensor Y)>(corpus, batchSize: 2);
        Assert.That(loader.First().X.Shape, Is.EqualTo(Shape.Create(2, 5)));
        Assert.That(loader.Sum(batch => batch.Y.Size(0)), Is.EqualTo(corpus.Count));
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        Wrong(() => new CharVocabulary("a\ud800"), "CharVocabulary: half a surrogate pair is at 1; pass Unicode text (Parameter 'text')");
        Wrong(() => new CharVocabulary("a", '\ud800'), "CharVocabulary: unknown is half a surrogate pair; use a character of its own (Parameter 'unknown')");
        var vocabulary = new CharVocabulary("ab");
        Wrong(() => vocabulary.Encode("a\ud800b"), "CharVocabulary.Encode: half a surrogate pair is at 1; pass Unicode text (Parameter 'text')");
        Wrong(() => vocabulary.Encode("abé"),
            "CharVocabulary.Encode: character 2 is 'é' (U+00E9), which the vocabulary has not; leave it out, or make the vocabulary with a character for unknown ones (Parameter 'text')");
        Wrong(() => vocabulary.Decode(2), "CharVocabulary.Decode: number 2 of 2 characters; use 0 to 1 (Parameter 'tokens')");
        Wrong(() => vocabulary.Decode(Tensor.Zeros(2)), "CharVocabulary.Decode: numbers of Float32; pass integers, as ArgMax and Encode give them (Parameter 'tokens')");
        Wrong(() => new TextCorpus(Tensor.Zeros(5), 2), "TextCorpus: tokens of Float32 and shape (5,); pass integers of one dimension (Parameter 'tokens')");
        Wrong(() => new TextCorpus(Tensor.Arange(5), 0), "TextCorpus: length is 0; a piece has at least 1 token (Parameter 'length')");
        Wrong(() => new TextCorpus(Tensor.Arange(5), 2, 0), "TextCorpus: stride is 0; use 1 for a piece at every place (Parameter 'stride')");
        Wrong(() => new TextCorpus(Tensor.Arange(5), 5), "TextCorpus: 5 tokens for pieces of 5, each with one that follows; pass more, or use a shorter length (Parameter 'tokens')");
        Wrong(() => _ = new TextCorpus(Tensor.Arange(5), 4)[1], "TextCorpus: index 1 of 1 pieces; use 0 to 0 (Parameter 'index')");
        Wrong(() => new TextCorpus(Tensor.Arange(5), 4).GetBatch([-1]), "TextCorpus: index -1 of 1 pieces; use 0 to 0 (Parameter 'index')");
    }

    private static void Wrong(Action action, string message) =>
        Assert.That(() => action(), Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
}

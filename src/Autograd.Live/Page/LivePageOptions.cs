namespace Autograd.Live;

/// <summary>How a <see cref="LivePage"/> is served.</summary>
public sealed class LivePageOptions
{
    /// <summary>The page's heading.</summary>
    public string Title { get; init; } = "Autograd live";

    /// <summary>
    /// The port on 127.0.0.1, 6006 unless set. If it is busy, the next free one of the twenty that follow is taken; 0
    /// lets the system choose.
    /// </summary>
    public int Port { get; init; } = 6006;

    /// <summary>
    /// The secret part of the address, at least 16 letters, digits, - or _. Unless set it is random, 128 bits. With a
    /// token of your own (and the same port) an open page finds the script again when it is started anew.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>How often the page looks for something new at most, a second unless set.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the address is printed; the standard error stream unless set.</summary>
    public TextWriter Output { get; init; } = Console.Error;

    internal void Check()
    {
        if (Port is < 0 or > 65535)
            throw new ArgumentOutOfRangeException(nameof(Port), $"LivePage: Port is {Port}; pass one from 1 to 65535, or 0 for any free one");
        if (Token is not null && (Token.Length < 16 || !Token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
            throw new ArgumentException(
                $"LivePage: a Token of {Token.Length} characters; pass at least 16, of letters, digits, - and _ alone", nameof(Token));
        if (RefreshInterval < TimeSpan.FromMilliseconds(1) || RefreshInterval > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(
                nameof(RefreshInterval), $"LivePage: RefreshInterval is {RefreshInterval}; pass one from a millisecond to an hour");
    }
}

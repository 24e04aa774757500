namespace Autograd.Live;

public partial class LivePlot
{
    /// <summary>
    /// Shows the run on a page on this machine, whose address is printed. The page ends with the run;
    /// <see cref="LivePage.WaitForClose"/> keeps both.
    /// </summary>
    /// <param name="options">Port, token and so on; if null, the defaults.</param>
    /// <exception cref="InvalidOperationException">The run has ended.</exception>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public LivePage Show(LivePageOptions? options = null)
    {
        options ??= new LivePageOptions();
        options.Check();
        if (IsEnded) throw new InvalidOperationException($"Show: the run \"{Name}\" has ended; LivePage.Start shows it");
        return Attach(LivePage.Start(options, []));
    }
}

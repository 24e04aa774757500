namespace Autograd.Tests.Errors;

/// <summary>A call that must be refused, and what the exception must say, to the letter.</summary>
public sealed record Mistake(Type Exception, string Message, Action Call)
{
    public static Mistake Argument(Action call, string message) => new(typeof(ArgumentException), message, call);

    public static Mistake Range(Action call, string message) => new(typeof(ArgumentOutOfRangeException), message, call);

    public static Mistake State(Action call, string message) => new(typeof(InvalidOperationException), message, call);

    public void Check() => Assert.That(() => Call(), Throws.TypeOf(Exception).With.Message.EqualTo(Message));

    public override string ToString() => Message;
}

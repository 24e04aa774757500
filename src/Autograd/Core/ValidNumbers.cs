namespace Autograd;

/// <summary>The end of a message about a number that is out of range: the numbers that are not.</summary>
internal static class ValidNumbers
{
    /// <summary>"use 0 to 3", or another text if no number would do.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="last">The last number; before the first if there is none.</param>
    /// <param name="more">What follows the numbers.</param>
    /// <param name="none">The text if there are no numbers.</param>
    public static string Use(int first, int last, string more = "", string none = "there are none") =>
        first > last ? none : $"use {first} to {last}{more}";

    /// <summary>"there are 4 classes, 0 to 3", or "there are no classes".</summary>
    /// <param name="count">The number of classes.</param>
    /// <param name="more">What follows the numbers.</param>
    public static string Classes(int count, string more = "") =>
        count == 0 ? "there are no classes" : $"there are {count} classes, 0 to {count - 1}{more}";
}

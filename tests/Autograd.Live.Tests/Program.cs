using Autograd.Live.Tests.Page;

// What a test starts as a program of its own; the tests themselves are run by their own host.
return args switch
{
    [ProcessTests.Argument, var mode] => ProcessTests.Script(mode),
    _ => 1,
};

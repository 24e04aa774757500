using Autograd.Live.BrowserTests;

// What a test starts as a program of its own; the tests themselves are run by their own host.
return args is [Script.Argument, var port, var token, var name] ? Script.Run(int.Parse(port), token, name) : 1;

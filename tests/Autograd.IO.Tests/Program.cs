// The test host runs the tests of this assembly; by itself it does nothing.
return 0;

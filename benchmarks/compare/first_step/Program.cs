using Autograd;
using Autograd.NN;

Generator.ManualSeed(0);
var net = new Sequential(new Linear(784, 50), new ReLU(), new Linear(50, 10));
var optimizer = new Adam(net.Parameters());
var x = Tensor.RandN(100, 784);
var y = Tensor.RandInt(0, 10, [100]);

var loss = new CrossEntropyLoss().Forward(net.Forward(x), y);
loss.Backward();
optimizer.Step();
Console.WriteLine(loss.Item());

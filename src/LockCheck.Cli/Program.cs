using LockCheck.Cli;

using var interrupt = new Interrupt();
return CommandLine.Run(args, Surroundings.OfProcess(), interrupt.Token);

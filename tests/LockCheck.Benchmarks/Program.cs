using System.Globalization;
using BenchmarkDotNet.Running;
using LockCheck.Benchmarks;

const int DefaultRounds = 4;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is ["lines", ..])
{
    return Lines.Print(
        Console.Out,
        args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : DefaultRounds);
}

if (args is ["spin"])
{
    return SpinLines.Print(Console.Out, Console.Error);
}

if (args is ["sampling"])
{
    return SamplingLines.Print(Console.Out);
}

if (args is ["sct"])
{
    return SctLines.Print(Console.Out);
}

#if COYOTE
if (args is ["coyote"])
{
    return CoyoteLines.Print(Console.Out);
}
#endif

_ = BenchmarkSwitcher.FromAssembly(typeof(Lines).Assembly).Run(args);
return 0;

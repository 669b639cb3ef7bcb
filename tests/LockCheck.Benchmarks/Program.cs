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

if (args is ["one", ..])
{
    for (var i = 0; i < 12; i++)
    {
        var r = SearchCases.Search(
            SearchCases.TwoReaders(int.Parse(args[1], CultureInfo.InvariantCulture)),
            new LockCheck.Engine.SearchOptions
            {
                SelfCheckEvery = 0,
                Workers = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1,
                Clock = args.Length > 2 ? TimeProvider.System : new CpuClock(),
            });
        Console.WriteLine(
            $"{r.States / r.Elapsed.TotalSeconds / 1e6:0.00} M/s {r.States} missed {r.Missed} {r.Transitions} "
            + $"{r.Depth} {r.Findings.Count} {string.Join(' ', r.Findings.Select(f => f.Path.Count))}");
    }

    return 0;
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

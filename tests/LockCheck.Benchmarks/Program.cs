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
    for (var i = 0; i < 8; i++)
    {
        var scenario = args[1].Length < 4 ? SearchCases.TwoReaders(int.Parse(args[1], CultureInfo.InvariantCulture)) : (args[1] == "pervma" ? LockCheck.Spin.SpinModel.PerVmaLock(2, 2) : args[1] == "rcu2" ? LockCheck.Spin.SpinModel.MapsRcu(2, 1) : LockCheck.Spin.SpinModel.TaskVma(2, 4)).Scenario(LockCheck.Specs.Catalog.Catalogue.Load());
        var r = SearchCases.Search(scenario, new LockCheck.Engine.SearchOptions { SelfCheckEvery = 0, Workers = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1, Clock = args.Length > 2 ? TimeProvider.System : new CpuClock() });
        Console.WriteLine($"{r.States / r.Elapsed.TotalSeconds / 1e6:0.00} M/s {r.States} missed {r.Missed} {r.Transitions} d{r.Depth} pieces {r.PieceBytes / 1e6:0.0} MB memo {r.MemoBytes / 1e6:0.0} vector {r.VectorBytes} B/state {r.BytesPerState:0.0} {string.Join(' ', r.Findings.Select(f => f.Path.Count))}");
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

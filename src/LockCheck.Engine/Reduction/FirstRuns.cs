using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Random runs before a reduced search, from which most of what threads touch is learned: without them the search would
/// find out by being wrong, and begin again. They decide nothing but the time that it takes.
/// </summary>
internal static class FirstRuns
{
    private const int RunsMax = 2000;
    private const int StepsMax = 2000;

    /// <summary>How many runs in a row must teach nothing.</summary>
    private const int Idle = 100;

    public static void Learn(LoadedModel model, Learned learned)
    {
        using var stepper = model.NewStepper();
        using var local = new LocalSteps(model, stepper, new PropertyTable(model.Model), learned);
        var random = new SplitMix(1);
        Func<int, int> draw = random.Below;
        using var scope = stepper.Enter();
        for (int run = 0, idle = 0; run < RunsMax && idle < Idle; run++)
        {
            var version = learned.Futures.Version;
            Run(model, stepper, local, random, draw);
            idle = learned.Futures.Version == version ? idle + 1 : 0;
        }
    }

    private static void Run(
        LoadedModel model, Stepper stepper, LocalSteps local, SplitMix random, Func<int, int> draw)
    {
        model.Reset(stepper);
        for (var steps = 0; steps < StepsMax; steps++)
        {
            var enabled = local.Look();
            if (enabled == 0)
            {
                return;
            }

            for (var skip = random.Below(BitOperations.PopCount(enabled)); skip > 0; skip--)
            {
                enabled &= enabled - 1;
            }

            if (!local.Step(BitOperations.TrailingZeroCount(enabled), draw))
            {
                return;
            }
        }
    }
}

using System.Numerics;

namespace LockCheck.Engine;

/// <summary>
/// Random runs before a reduced search, from which most of what threads touch is learned: without them the search would
/// find out by being wrong, and begin again. They decide nothing but the time that it takes.
/// </summary>
internal static class FirstRuns
{
    private const int StepsOfRunMax = 1000;

    /// <summary>How many steps in a row must teach nothing, at the end of a run.</summary>
    private const int IdleSteps = 10_000;

    public static void Learn(LoadedModel model, Learned learned)
    {
        using var stepper = model.NewStepper();
        using var local = new LocalSteps(model, stepper, new PropertyTable(model.Model), learned);
        var random = new SplitMix(1);
        Func<int, int> draw = random.Below;
        using var scope = stepper.Enter();
        for (var idle = 0; idle < IdleSteps;)
        {
            var version = learned.Futures.Version;
            var steps = Run(model, stepper, local, random, draw);
            idle = learned.Futures.Version == version ? idle + steps + 1 : 0;
        }
    }

    private static int Run(
        LoadedModel model, Stepper stepper, LocalSteps local, SplitMix random, Func<int, int> draw)
    {
        model.Reset(stepper);
        var steps = 0;
        for (; steps < StepsOfRunMax; steps++)
        {
            var enabled = local.Look();
            if (enabled == 0)
            {
                break;
            }

            for (var skip = random.Below(BitOperations.PopCount(enabled)); skip > 0; skip--)
            {
                enabled &= enabled - 1;
            }

            if (!local.Step(BitOperations.TrailingZeroCount(enabled), draw))
            {
                break;
            }
        }

        return steps;
    }
}

using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel.Traces;

/// <summary>
/// Plays the calls of a window alone in the small world, and compares its map after each with that of the log: ranges,
/// protections, what backs them and what else decides about merging, but not who was written to.
/// </summary>
internal static class WindowProof
{
    /// <summary>Plays the calls.</summary>
    /// <param name="layout">The map before the first.</param>
    /// <param name="played">The calls, each with the map that the log has after it.</param>
    /// <param name="numbers">Makes model VMAs of those of the log.</param>
    /// <returns>Where the two differ; null if nowhere.</returns>
    public static string? WhyNot(
        Layout layout, IReadOnlyList<(ProgramCall Call, MapView After)> played, WindowNumbers numbers)
    {
        // Beside the VMAs that the log has at once there are those that a call splits off or is about to free.
        var most = played.Max(one => one.After.Vmas.Length);
        var model = new KernelModel(new KernelSettings
        {
            Layout = layout,
            Actors = [new ProgramActor("program", [.. played.Select(one => one.Call)])],
            RwSem = RwSemLevel.L0,
            SpareVmas = Math.Max(0, most - layout.Vmas.Length) + 4 +
                played.Max(one => one.Call.Allocations),
        });
        using var walk = new Walk(LoadedModel.Load(model));
        foreach (var (call, after) in played)
        {
            if (!PlayOne(model, walk))
            {
                return $"the model does not get through {call.Word}";
            }

            if (Differs(model, walk.View, after, numbers))
            {
                return $"the model's map differs after {call.Word}";
            }
        }

        return null;
    }

    /// <summary>Makes the steps of one call: to the one that gives the mmap_lock back.</summary>
    private static bool PlayOne(KernelModel model, Walk walk)
    {
        var wasHeld = false;
        while (walk.EnabledCount > 0 && !walk.HasCrashed)
        {
            _ = walk.Step(walk.Enabled(0), _ => 0);
            ref readonly var held = ref model.Mms.In(walk.View).Lock;
            var isHeld = held.Writer != 0 || held.Readers != 0;
            if (wasHeld && !isHeld)
            {
                return true;
            }

            wasHeld = isHeld;
        }

        return false;
    }

    private static bool Differs(KernelModel model, StateView state, MapView after, WindowNumbers numbers)
    {
        var entries = model.Tree.Span(state)[..model.Mms.In(state).TreeCount];
        if (entries.Length != after.Vmas.Length)
        {
            return true;
        }

        for (var at = 0; at < entries.Length; at++)
        {
            var vma = after.Vmas[at];
            var expected = numbers.Area(vma, vma.Start, vma.End, isNew: true);
            ref readonly var area = ref model.Slab.In(state, entries[at].Vma.Index);
            var wanted = model.Names.AttributesOf(expected) with
            {
                Pgoff = area.Attributes.Pgoff,
                AnonVma = area.Attributes.AnonVma,
            };
            if (entries[at].Start != expected.Start || entries[at].End != expected.End || area.Attributes != wanted)
            {
                return true;
            }
        }

        return false;
    }
}

using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Resume;
using LockCheck.Conformance.Targets;
using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Specs.Catalog;
using LockCheck.Specs.Scenarios;

namespace LockCheck.Conformance.OnKernel;

/// <summary>
/// Carries a schedule of the model out on the running kernel: the map is made in a child process, the child makes the
/// writer's calls between two records, and what the kernel's reader shows is compared with what the model's shows.
/// </summary>
public static class KernelReplayer
{
    /// <summary>What records show; the others are about locks, references and time, which nobody outside
    /// sees.</summary>
    private static readonly string[] Visible = ["I1", "I2", "I3", "I4", "I4'", "I5", "I5''", "E", "I6", "I7"];

    /// <summary>Mainline without its mm reference resumes as mainline.</summary>
    private static readonly (string Model, string Same)[] Alike = [("task_vma/v7", "task_vma/v7-mm-ref")];

    /// <summary>Carries a finding out.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="finding">What was found in it.</param>
    /// <returns>What became of it.</returns>
    public static KernelReplay Run(Catalogue catalogue, Scenario scenario, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(finding);
        return WhyNot(scenario, finding, out var reader) is { } why
            ? KernelReplay.NotControllable(why)
            : Run(catalogue, scenario, finding, reader!);
    }

    /// <summary>The same with a reader of the kernel that may be another one.</summary>
    internal static KernelReplay Run(Catalogue catalogue, Scenario scenario, Finding finding, RaceReader reader)
    {
        var schedule = BoundarySchedule.Of(
            () => scenario.Build(catalogue), finding.Path, finding.Property!, out var whyNot);
        if (schedule is null)
        {
            return KernelReplay.NotControllable(whyNot);
        }

        if (reader.Kind == RaceReaderKind.Smaps && schedule.Turns.Count > 1)
        {
            return KernelReplay.NotControllable(
                "its writer has several turns, and how long a record of smaps is behind the first nobody can know");
        }

        try
        {
            return Carry(scenario.Build(catalogue), schedule, reader);
        }
        catch (TargetException exception)
        {
            return KernelReplay.NotControllable(exception.Message);
        }
        catch (BpfException exception)
        {
            return KernelReplay.NotControllable(exception.Message);
        }
    }

    private static string? WhyNot(Scenario scenario, Finding finding, out RaceReader? reader)
    {
        reader = null;
        if (LinuxHost.WhyNoTarget is { } noTarget)
        {
            return noTarget;
        }

        if (finding.Property is not { } property || !Visible.Contains(property.Id))
        {
            var what = finding.Property is { } other ? $"{other.Id} is about what no record shows" : "a deadlock";
            return $"{what}: nobody outside the kernel sees it";
        }

        if (scenario.Readers > 1 || scenario.Faults != Faults.None)
        {
            return "it has several readers, or faults";
        }

        if (scenario.RecordsPerPage != new RecordsPerPage(1))
        {
            return "its pages have several records, and what happens inside a read() cannot be placed from outside";
        }

        var name = Alike.FirstOrDefault(pair => pair.Model == scenario.Reader).Same ?? scenario.Reader;
        reader = RaceReader.All.FirstOrDefault(known => known.Model == name);
        return reader is null
            ? $"this kernel ({LinuxHost.Release}) has no reader like {scenario.Reader}; it has "
                + string.Join(", ", RaceReader.All.Select(known => known.Model))
            : LinuxHost.Version.CompareTo((6, 17)) < 0 ? $"the readers of this kernel ({LinuxHost.Release}) are older"
            : reader.Kind == RaceReaderKind.Iterator ? BpfSupport.WhyNot : null;
    }

    private static KernelReplay Carry(KernelModel model, BoundarySchedule schedule, RaceReader reader)
    {
        using var world = new TargetWorld(model.Names, model.Settings.Layout.Pages);
        _ = world.Build(schedule.Initial);
        if (world.Differs(schedule.Initial) is { } other)
        {
            return KernelReplay.NotControllable($"the map cannot be made here: {other}");
        }

        using var iterator = reader.Kind == RaceReaderKind.Iterator
            ? TaskVmaReader.Open(world.Target.Id, whole: false)
            : null;
        var rows = new List<KernelReplayRow>();
        using (var listing = Begin(reader, world.Target, iterator))
        {
            var shown = 0;
            foreach (var turn in schedule.Turns)
            {
                for (; shown < turn.Records; shown++)
                {
                    rows.Add(new KernelReplayRow(schedule.Records[shown], Next(listing), []));
                }

                rows.Add(new KernelReplayRow(null, null, world.Change(turn.Before, turn.After)));
                if (world.Differs(turn.After) is { } different)
                {
                    return KernelReplay.NotControllable($"the writer's calls come out otherwise here: {different}");
                }
            }

            var rest = listing.Rest().Where(IsInRegion).ToList();
            for (var at = 0; at < Math.Max(rest.Count, schedule.Records.Count - shown); at++)
            {
                var expected = shown + at < schedule.Records.Count ? schedule.Records[shown + at] : (MapRecord?)null;
                rows.Add(new KernelReplayRow(expected, at < rest.Count ? rest[at] : null, []));
            }
        }

        var differing = rows.FirstOrDefault(row => row.Calls.Count == 0 && !IsSame(row));
        var verdict = differing is null ? KernelVerdict.Confirmed : KernelVerdict.NotReproduced;
        return new KernelReplay
        {
            Verdict = verdict,
            Reason = differing is null ? string.Empty : Reason(differing),
            Reader = string.Create(CultureInfo.InvariantCulture, $"{reader.Text} of Linux {LinuxHost.Release}"),
            Rows = rows,
        };
    }

    private static string Reason(KernelReplayRow row) =>
        $"the kernel shows {row.Kernel?.ToString() ?? "nothing"} where the model shows "
        + (row.Model is { } model ? Shown(model).ToString() : "nothing");

    private static KernelListing Begin(RaceReader reader, TargetProcess target, TaskVmaReader? iterator)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{target.Id}/");
        return reader.Kind switch
        {
            RaceReaderKind.Maps => new TextListing(path + "maps"),
            RaceReaderKind.Smaps => new TextListing(path + "smaps"),
            RaceReaderKind.Query => new QueryListing(target.Id),
            _ => new IteratorListing(iterator!),
        };
    }

    /// <summary>The next record of the region; below it lies the target's program, which the model does not have.
    /// </summary>
    private static ShownVma? Next(KernelListing listing)
    {
        ShownVma? next;
        do
        {
            next = listing.Next();
        }
        while (next is { } vma && vma.End <= TargetProcess.RegionStart);

        return next is { } found && IsInRegion(found) ? found : null;
    }

    private static bool IsInRegion(ShownVma vma) =>
        vma.End > TargetProcess.RegionStart && vma.Start < TargetWorld.AddressOf(ushort.MaxValue);

    private static bool IsSame(KernelReplayRow row) => row.Model is { } model && row.Kernel == Shown(model);

    private static ShownVma Shown(MapRecord record) => new(
        TargetWorld.AddressOf(record.Start), TargetWorld.AddressOf(record.End), (byte)(record.Attributes.Prot & 15));
}

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
    internal static KernelReplay Run(Catalogue catalogue, Scenario scenario, Finding finding, KernelReader reader)
    {
        try
        {
            return RunIn(() => scenario.Build(catalogue), scenario.RecordsPerPage, finding, reader);
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

    /// <summary>Between two read() calls if that will do, and inside one otherwise.</summary>
    private static KernelReplay RunIn(
        Func<KernelModel> make, RecordsPerPage page, Finding finding, KernelReader reader)
    {
        var whyNot = string.Empty;
        if (page == new RecordsPerPage(1) &&
            BoundarySchedule.Of(make, finding.Path, finding.Property!, out whyNot) is { } schedule)
        {
            return reader.Kind == KernelReaderKind.Smaps && schedule.Turns.Count > 1
                ? KernelReplay.NotControllable(
                    "its writer has several turns, and how long a record of smaps is behind the first nobody can know")
                : Carry(make(), schedule, reader);
        }

        if (reader.Kind != KernelReaderKind.Iterator)
        {
            return KernelReplay.NotControllable(whyNot);
        }

        var contended = ContendedSchedule.Of(make, finding.Path, finding.Property!, out var whyNoDrop);
        return contended is null ? KernelReplay.NotControllable(Joined(whyNot, whyNoDrop))
            : BpfSupport.WhyNotHold is { } noHold ? KernelReplay.NotControllable(Joined(whyNot, noHold))
            : new ContendedReplay(make(), contended).Carry(reader);
    }

    private static string Joined(string whyNot, string whyNoDrop) =>
        whyNot.Length == 0 || whyNot == whyNoDrop ? whyNoDrop : $"{whyNot}; and {whyNoDrop}";

    private static string? WhyNot(Scenario scenario, Finding finding, out KernelReader? reader)
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

        var name = Alike.FirstOrDefault(pair => pair.Model == scenario.Reader).Same ?? scenario.Reader;
        reader = KernelReader.All.FirstOrDefault(known => known.Model == name);
        return reader is null
            ? $"this kernel ({LinuxHost.Release}) has no reader like {scenario.Reader}; it has "
                + string.Join(", ", KernelReader.All.Select(known => known.Model))
            : WhyNotPages(scenario.RecordsPerPage, reader) is { } whyNot ? whyNot
            : LinuxHost.Version.CompareTo((6, 17)) < 0 ? $"the readers of this kernel ({LinuxHost.Release}) are older"
            : reader.Kind == KernelReaderKind.Iterator ? BpfSupport.WhyNot : null;
    }

    private static string? WhyNotPages(RecordsPerPage page, KernelReader reader) =>
        page == new RecordsPerPage(1) ? null
        : page != RecordsPerPage.All
            ? "its pages have several records, and what happens inside a read() cannot be placed from outside"
        : reader.Kind != KernelReaderKind.Iterator
            ? $"all of its records come in one read(), and {reader.Text} can be stopped nowhere inside it"
        : null;

    private static KernelReplay Carry(KernelModel model, PlacedSchedule schedule, KernelReader reader)
    {
        using var world = new TargetWorld(model.Names, model.Settings.Layout.Pages);
        world.Build(schedule.Initial);
        if (world.Differs(schedule.Initial) is { } other)
        {
            return KernelReplay.NotControllable($"the map cannot be made here: {other}");
        }

        using var iterator = reader.Kind == KernelReaderKind.Iterator
            ? TaskVmaReader.Open(world.Target.Id, whole: false)
            : null;
        var rows = new ReplayRows();
        using var listing = Begin(reader, world.Target, iterator);
        var shown = 0;
        foreach (var turn in schedule.Turns)
        {
            for (; shown < turn.Records; shown++)
            {
                rows.Add(schedule.Records[shown], Next(listing));
            }

            rows.Add(world.Change(turn.Before, turn.After));
            if (world.Differs(turn.After) is { } different)
            {
                return KernelReplay.NotControllable($"the writer's calls come out otherwise here: {different}");
            }
        }

        var rest = listing.Rest().Where(ReplayRows.IsInRegion).ToList();
        var expected = schedule.Records.Skip(shown).ToList();
        rows.Add(expected, rest, 0, Math.Max(rest.Count, expected.Count));
        return rows.Verdict(reader);
    }

    private static KernelListing Begin(KernelReader reader, TargetProcess target, TaskVmaReader? iterator)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{target.Id}/");
        return reader.Kind switch
        {
            KernelReaderKind.Maps => new TextListing(path + "maps"),
            KernelReaderKind.Smaps => new TextListing(path + "smaps"),
            KernelReaderKind.Query => new QueryListing(target.Id),
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

        return next is { } found && ReplayRows.IsInRegion(found) ? found : null;
    }
}

using System.Globalization;
using LockCheck.Conformance.Bpf;
using LockCheck.Conformance.ContendedDrop;
using LockCheck.Conformance.Model;
using LockCheck.Conformance.Resume;
using LockCheck.Kernel;

namespace LockCheck.Conformance.OnKernel;

/// <summary>Carries a schedule out whose writer is let in where iter/task_vma drops the mmap_lock inside a read().
/// </summary>
/// <param name="model">The model.</param>
/// <param name="schedule">The schedule.</param>
internal sealed class ContendedReplay(KernelModel model, PlacedSchedule schedule)
{
    /// <summary>How often a contention is tried that does not come about.</summary>
    private const int AttemptsMax = 5;

    private const string Place = ", calls made in a drop of the mmap_lock inside a read()";

    /// <summary>The writer's calls; a turn of the schedule each.</summary>
    private IReadOnlyList<TargetCall>[] _calls = [];

    /// <summary>Why it cannot go on, whatever is tried.</summary>
    private string? _whyNever;

    /// <summary>Gets the event at which the reader is held the second time; another one in a test.</summary>
    internal int HoldsAt { get; init; } = DroppingReader.Again;

    /// <summary>Carries it out.</summary>
    /// <param name="reader">The reader of the kernel, iter/task_vma.</param>
    /// <returns>What became of it.</returns>
    public KernelReplay Carry(KernelReader reader)
    {
        var whyNot = string.Empty;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            using var world = new TargetWorld(model.Names, model.Settings.Layout.Pages);
            world.Build(schedule.Initial);
            if (world.Differs(schedule.Initial) is { } other)
            {
                return KernelReplay.NotControllable($"the map cannot be made here: {other}");
            }

            _calls = [.. schedule.Turns.Select(turn => world.CallsBetween(turn.Before, turn.After))];
            if (schedule.Turns.Zip(_calls).Any(pair => pair.First.IsInDrop && pair.Second.Count == 0))
            {
                return KernelReplay.NotControllable("its writer changes nothing that a call can change here");
            }

            using var dropping = new DroppingReader(world.Target);
            var shown = Read(world, dropping);
            if (_whyNever is { } never)
            {
                return KernelReplay.NotControllable(never);
            }

            if (shown is not null)
            {
                return Rows(shown).Verdict(reader, Place);
            }

            whyNot = dropping.WhyNot;
        }

        return KernelReplay.NotControllable(string.Create(
            CultureInfo.InvariantCulture, $"no contention came about in {AttemptsMax} attempts: {whyNot}"));
    }

    private ReplayRows Rows(List<ShownVma> shown)
    {
        var rows = new ReplayRows();
        var done = 0;
        foreach (var (turn, calls) in schedule.Turns.Zip(_calls))
        {
            rows.Add(schedule.Records, shown, done, turn.Records);
            rows.Add(TargetWorld.TextOf(calls));
            done = turn.Records;
        }

        rows.Add(schedule.Records, shown, done, Math.Max(schedule.Records.Count, shown.Count));
        return rows;
    }

    /// <summary>A pass with all turns: the region's records, or null if a drop did not come about.</summary>
    private List<ShownVma>? Read(TargetWorld world, DroppingReader dropping)
    {
        var old = dropping.Reader.ReadAll();
        var below = old.TakeWhile(vma => !ReplayRows.IsInRegion(IteratorListing.VmaOf(vma))).Count();
        var isOneRead = model.Settings.RecordsPerPage == RecordsPerPage.All;
        if (isOneRead && old.Length >= TaskVmaPass.RecordsMax)
        {
            _whyNever = "its records do not fit into one read() of iter/task_vma";
            return null;
        }

        var read = isOneRead
            ? OneRead(world, dropping, old[0].Mm, below)
            : ManyReads(world, dropping, old[0].Mm, below);
        return read?.Select(IteratorListing.VmaOf).Where(ReplayRows.IsInRegion).ToList();
    }

    /// <summary>All records in one read(), and the turns in drops of it; one before the first record comes before it.
    /// </summary>
    private IReadOnlyList<VmaRecord>? OneRead(TargetWorld world, DroppingReader dropping, ulong mm, int below)
    {
        var turns = schedule.Turns;
        var at = 0;
        for (; !turns[at].IsInDrop; at++)
        {
            Between(world, at);
        }

        dropping.Begin(dropping.Reader.ReadAll, mm, below + turns[at].Records, HoldsAt);
        while (at < turns.Count && Drop(world, dropping, at, at + 1 < turns.Count ? below + turns[at + 1].Records : 0))
        {
            at++;
        }

        return dropping.End();
    }

    /// <summary>A read() a record; the last one of a turn that lies in a drop is held.</summary>
    private IReadOnlyList<VmaRecord>? ManyReads(TargetWorld world, DroppingReader dropping, ulong mm, int below)
    {
        using var pass = dropping.Reader.Begin();
        var records = new List<VmaRecord>();
        for (var at = 0; at < schedule.Turns.Count; at++)
        {
            // What is below the region comes first, and does not count.
            var turn = schedule.Turns[at];
            for (var end = below + turn.Records - (turn.IsInDrop ? 1 : 0); records.Count < end;)
            {
                if (pass.ReadOne() is not { } record)
                {
                    return records;
                }

                records.Add(record);
            }

            if (!turn.IsInDrop)
            {
                Between(world, at);
                continue;
            }

            dropping.Begin(() => pass.ReadOne() is { } record ? [record] : [], mm, 1, HoldsAt);
            Drop(world, dropping, at, 0);
            if (dropping.End() is not { } read)
            {
                return null;
            }

            records.AddRange(read);
        }

        records.AddRange(pass.ReadRest());
        return records;
    }

    private void Between(TargetWorld world, int turn)
    {
        world.Start(_calls[turn]);
        world.Finish();
        Compare(world, turn);
    }

    private bool Drop(TargetWorld world, DroppingReader dropping, int turn, int next)
    {
        var isLetIn = dropping.Drop(() => world.Start(_calls[turn]), world.Finish, next);
        if (isLetIn)
        {
            Compare(world, turn);
        }

        return isLetIn;
    }

    private void Compare(TargetWorld world, int turn)
    {
        if (world.Differs(schedule.Turns[turn].After) is { } other)
        {
            _whyNever ??= $"the writer's calls come out otherwise here: {other}";
        }
    }
}

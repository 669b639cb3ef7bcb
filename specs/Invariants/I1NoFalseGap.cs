using LockCheck.Specs.Scenarios;

namespace LockCheck.Specs.Invariants;

/// <summary>
/// I1, no false gap: "every a in W lies in some [s_i,e_i)", where W are the addresses mapped throughout the read.
/// "Mapped" ignores attributes. (protocols.md 4.)
/// </summary>
/// <remarks>
/// History is one bitmap a reader: the pages mapped in every state since t0 and not reported so far. A commit takes out
/// what it unmapped, a record what it covers. The in-flight rule: if a write critical section is open at t1, its
/// post-state counts, so the decision waits for that commit. If one is open at t0, c_0 is the state before it: what it
/// has unmapped or mapped so far does not count yet, so the pages of that state are kept while a section is open.
/// A read that ended with an error, or with the reader's death, is not complete: nothing is decided.
/// <para>
/// Once nobody is left who could unmap anything, the pages that the reader has passed are represented by the lowest of
/// them: many sets of lost pages become one state. Should a reader turn back and report that very page, the others are
/// forgotten; the model then stops with an error instead of a verdict (<see cref="KeepsWitnessOnly"/>).
/// </para>
/// </remarks>
public sealed class I1NoFalseGap : Invariant
{
    private PageSet? _pending;
    private PageSet? _beforeSection;
    private Region<Progress> _progress;
    private KernelModel? _model;

    private enum Phase : byte
    {
        Idle,
        Reading,
        Deciding,
    }

    /// <inheritdoc/>
    public override string Id => "I1";

    /// <inheritdoc/>
    public override string Title => "no false gap: every page mapped throughout the read is reported";

    /// <inheritdoc/>
    public override KernelEvent Subscribes =>
        KernelEvent.Read | KernelEvent.Record | KernelEvent.Commit | KernelEvent.WriteLock;

    /// <summary>Gets whether passed pages are represented by the lowest of them where that is possible.</summary>
    public bool KeepsWitnessOnly { get; private set; } = true;

    private PageSet Pending => _pending!;

    private PageSet BeforeSection => _beforeSection!;

    /// <inheritdoc/>
    public override void Configure(Scenario scenario, ReaderProtocol reader)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        KeepsWitnessOnly = scenario.KeepsWitnessOnly && !reader.MayTurnBack;
    }

    /// <inheritdoc/>
    public override void Attach(KernelModel model, VectorLayout layout)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        _model = model;
        _progress = layout.History<Progress>("I1 progress", model.ReaderCount);
        _pending = new PageSet(layout, "I1 pages not reported", model.ReaderCount, model.Settings.Layout.Pages);
        _beforeSection = new PageSet(layout, "I1 pages before the section", 1, model.Settings.Layout.Pages);
    }

    /// <inheritdoc/>
    public override void OnReadBegin(int reader)
    {
        if (_model!.IsWriteSectionOpen(reader))
        {
            Pending.Assign(reader, BeforeSection, 0);
        }
        else
        {
            Pending.Assign(reader, CommittedMap.Now(_model, reader));
        }

        _progress[reader] = new Progress { Phase = Phase.Reading };
    }

    /// <inheritdoc/>
    public override void OnRecord(int reader, in MapRecord record)
    {
        ref var progress = ref _progress[reader];
        var lowest = progress.HasForgotten ? Pending.First(reader) : -1;
        if (lowest >= record.Start && lowest < record.End)
        {
            throw new RoutineException(
                "A reader turned back and reported a page that it had passed, when I1 had kept only that page of "
                + "several. Check this reader with Scenario.KeepsWitnessOnly switched off.");
        }

        Pending.Remove(reader, record.Start, record.End);
        if (KeepsWitnessOnly && !_model!.HasLiveWriters())
        {
            KeepWitness(reader, record.Start, ref progress);
        }
    }

    /// <inheritdoc/>
    public override void OnWriteLocked(Mm mm) => BeforeSection.Assign(0, CommittedMap.Now(_model!));

    /// <inheritdoc/>
    public override void OnCommit(Mm mm)
    {
        BeforeSection.Clear(0);
        for (var reader = 0; reader < _progress.Count; reader++)
        {
            var phase = _progress[reader].Phase;
            if (phase == Phase.Idle)
            {
                continue;
            }

            Pending.IntersectWith(reader, CommittedMap.Now(_model!, reader));
            if (phase == Phase.Deciding)
            {
                Decide(reader);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnReadEnd(int reader, int error)
    {
        if (error < 0)
        {
            // An error says that the listing is not complete, and a dead reader says nothing.
            Forget(reader);
        }
        else if (_model!.IsWriteSectionOpen(reader))
        {
            _progress[reader].Phase = Phase.Deciding;
        }
        else
        {
            Decide(reader);
        }
    }

    private void KeepWitness(int reader, int passed, ref Progress progress)
    {
        var witness = Pending.First(reader);
        if (witness < 0 || witness >= passed)
        {
            return;
        }

        var next = Pending.First(reader, witness + 1);
        if (next >= 0 && next < passed)
        {
            Pending.Remove(reader, next, passed);
            progress.HasForgotten = true;
        }
    }

    private void Decide(int reader)
    {
        if (!Pending.IsEmpty(reader))
        {
            Broken(
                Pending.First(reader),
                static page => $"page {page} was mapped throughout the read and is in no record");
        }

        Forget(reader);
    }

    private void Forget(int reader)
    {
        Pending.Clear(reader);
        _progress[reader] = default;
    }

    private struct Progress
    {
        public Phase Phase;
        public bool HasForgotten;
    }
}

using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Kernel.Layouts;
using LockCheck.Protocols;
using Monitor = LockCheck.Kernel.Monitor;

namespace LockCheck.Specs.Tests.Invariants;

/// <summary>Each fault is off unless asked for, and strikes at most once a run.</summary>
public class FaultTests
{
    private static readonly Property Once = Note(0, "once");
    private static readonly Property Twice = Note(1, "twice");
    private static readonly Property Null = Note(2, "NULL");
    private static readonly Property Freed = Note(3, "freed");
    private static readonly Property Unprotected = Note(4, "unprotected");

    // Several sleepers give a signal many places to strike.
    [Fact]
    public void A_signal_strikes_once_and_only_if_asked_for()
    {
        const Faults Others = Faults.Exit | Faults.NoMem;
        Assert.Equal("once", Noticed(new Signals(), Faults.Signal, "mutant/SwallowsEintr", readers: 2, Mprotect));
        Assert.Equal("once", Noticed(new Signals(), Faults.Signal, "task_vma/v7-mm-ref", readers: 1, TwoCalls));
        Assert.Equal(string.Empty, Noticed(new Signals(), Others, "task_vma/v7-mm-ref", readers: 1, Mprotect));
    }

    // The loss of the mm is a commit outside any write critical section, and happens nowhere else.
    [Fact]
    public void The_target_exits_once_and_only_if_asked_for()
    {
        const Faults Others = Faults.Signal | Faults.NoMem;
        Assert.Equal("once", Noticed(new Exits(), Faults.Exit, "task_vma/v7-mm-ref", readers: 1, Mprotect));
        Assert.Equal(string.Empty, Noticed(new Exits(), Others, "task_vma/v7-mm-ref", readers: 1, Mprotect));
    }

    // Bug 4 has two forms: task.mm is NULL, or the mm behind it is freed. The reference to the mm removes both.
    [Fact]
    public void A_reader_without_a_reference_meets_NULL_and_freed_memory()
    {
        Assert.Equal("NULL freed unprotected", Noticed(new Misuses(), Faults.Exit, "task_vma/v7", readers: 1));
        Assert.Equal(string.Empty, Noticed(new Misuses(), Faults.Exit, "task_vma/v7-mm-ref", readers: 1));
        Assert.Equal(string.Empty, Noticed(new Misuses(), Faults.None, "task_vma/v7", readers: 1));
    }

    // What an iterator keeps, it keeps when bpf_seq_read gives up a read() too; what it does not (bug 6) gets no
    // worse. Method: an error is not the end of the listing, and a read() that is tried again goes on.
    [Theory]
    [InlineData("none", "")]
    [InlineData("mprotect-mid", "")]
    [InlineData("split-front", "I1")]
    public void A_buffer_that_is_too_small_breaks_nothing(string writer, string expected)
    {
        foreach (var page in (RecordsPerPage[])[new(1), RecordsPerPage.All])
        {
            var scenario = Check.Of("task_vma/v7-mm-ref", writer, page, Faults.Overflow | Faults.ManyObjects);
            Assert.Equal(expected, Check.Failures(Check.Run(scenario)));
            scenario = scenario with { Reader = "task_vma/resume-unshown" };
            Assert.Equal(string.Empty, Check.Failures(Check.Run(scenario)));
        }
    }

    private static Routine<int> Mprotect() => MemoryCalls.Mprotect(4, 8, 0);

    private static async Routine<int> TwoCalls()
    {
        await MemoryCalls.Mprotect(4, 8, 0);
        return await MemoryCalls.Mprotect(4, 8, 1);
    }

    private static string Noticed(
        Monitor monitor, Faults faults, string reader, int readers, Func<Routine<int>>? write = null)
    {
        var protocol = Check.Known.Reader(reader);
        var actors = Enumerable.Range(1, readers)
            .Select(Actor (number) => new ReaderActor($"reader{number}", protocol.Run)).ToList();
        if (write is not null)
        {
            actors.Add(new WriterActor("writer", write, times: 1));
        }

        if (faults.HasFlag(Faults.Exit))
        {
            actors.Add(new ExitActor());
        }

        var result = Explorer.Search(new KernelModel(new KernelSettings
        {
            Layout = LayoutText.Parse(Script.Layout),
            Actors = actors,
            Monitors = [monitor],
            Faults = faults,
            RecordsPerPage = RecordsPerPage.All,
        }));

        // What a reader does after a misuse means nothing, so it may also block for ever.
        Assert.True(result.DeadlockStates == 0 || monitor is Misuses);
        return string.Join(' ', result.Findings
            .Where(finding => !finding.IsDeadlock)
            .Select(finding => finding.Property!.Id)
            .Order(StringComparer.Ordinal));
    }

    private static Property Note(int number, string id) =>
        new(Property.FirstOfModel + number, id, id, PropertyKind.Observation);

    /// <summary>Counts what happens in a run.</summary>
    private abstract class Counter : Monitor
    {
        private Region<byte> _count;

        public override IReadOnlyList<Property> Properties => [Once, Twice];

        public override void Attach(KernelModel model, VectorLayout layout) => _count = layout.History<byte>("count");

        protected void Count() => Stepper.Current.Report(++_count[0] == 1 ? Once : Twice);
    }

    private sealed class Signals : Counter
    {
        public override KernelEvent Subscribes => KernelEvent.Iterator;

        public override void OnInterrupted(int reader) => Count();
    }

    private sealed class Exits : Counter
    {
        private Region<bool> _isLocked;

        public override KernelEvent Subscribes => KernelEvent.Commit | KernelEvent.WriteLock;

        public override void Attach(KernelModel model, VectorLayout layout)
        {
            base.Attach(model, layout);
            _isLocked = layout.History<bool>("locked");
        }

        public override void OnWriteLocked(Mm mm) => _isLocked[0] = true;

        public override void OnCommit(Mm mm)
        {
            if (!_isLocked[0])
            {
                Count();
            }

            _isLocked[0] = false;
        }
    }

    private sealed class Misuses : Monitor
    {
        public override IReadOnlyList<Property> Properties => [Null, Freed, Unprotected];

        public override KernelEvent Subscribes => KernelEvent.Misuse;

        public override void Attach(KernelModel model, VectorLayout layout)
        {
        }

        public override void OnMisuse(Misuse misuse, ThreadId thread) => Stepper.Current.Report(misuse switch
        {
            Misuse.NullDereference => Null,
            Misuse.UseAfterFree => Freed,
            Misuse.Unprotected => Unprotected,
            _ => throw new InvalidOperationException($"unexpected: {misuse}"),
        });
    }
}

using LockCheck.Engine;
using LockCheck.Kernel;
using LockCheck.Protocols;

namespace LockCheck.Specs.Tests.Mutants;

/// <summary>What an iterator of <see cref="OpenCodedMutant"/> does wrong.</summary>
internal enum OpenCodedDefect
{
    None,
    GoesOnAfterFailedNew,
    GoesOnAfterNull,
    KeepsLockAfterDestroy,
    KeepsReferenceAfterDestroy,
}

/// <summary>
/// An open-coded iterator under the mmap_lock, whose new may fail, with one planted defect; and the invariant that has
/// to notice it.
/// </summary>
/// <param name="defect">The name of the <see cref="OpenCodedDefect"/>.</param>
/// <param name="also">What cannot hold either.</param>
public abstract class OpenCodedMutant(string defect, params string[] also) : ReaderProtocol
{
    private readonly OpenCodedDefect _defect = Enum.Parse<OpenCodedDefect>(defect);

    public override string Name => $"open-coded-mutant/{defect}";

    public override string Summary => $"an open-coded iterator with the defect {defect}";

    // A program inside RCU: what destroy leaves is one thing, what the program ends with another.
    public override VmaLockEra Era => VmaLockEra.C;

    /// <summary>Gets what is broken: nothing without a defect, and otherwise I14 first.</summary>
    public string Breaks => _defect == OpenCodedDefect.None
        ? string.Empty
        : string.Join(' ', also.Prepend("I14").Order(StringComparer.Ordinal));

    public override IReadOnlyList<string> Promises => ["I1", "I3", "I4", "I5", "I6", "I8", "I9", "I10", "I11", "I14"];

    public override Routine Run() => OpenCodedProgram.Run(new Walk(_defect));

    private readonly struct Walk(OpenCodedDefect defect) : IOpenCodedIterator
    {
        private readonly OpenCodedDefect _defect = defect;

        private static ref Cursor State => ref ReaderMemory.As<Cursor>();

        public Mm Mm => Mm.First;

        public async Routine<int> New()
        {
            var task = await TaskRef.GetNext(TaskRef.Target.Tid);
            if (task.IsNone)
            {
                return Errno.ESRCH;
            }

            var mm = await task.GetMm();
            if (!mm.IsNone && await mm.Lock.TryRead())
            {
                State = new Cursor { Task = task, Mm = mm };
                return 0;
            }

            if (!mm.IsNone)
            {
                await mm.PutAsync();
            }

            await task.Put();
            return Errno.EBUSY;
        }

        // Without an mm: new has failed.
        public async Routine<bool> Next()
        {
            if (State.Mm.IsNone)
            {
                return _defect == OpenCodedDefect.GoesOnAfterFailedNew && State.Calls++ == 0;
            }

            var vma = State.Mm.Find(State.Position);
            if (!vma.IsNone)
            {
                State.Position = (ushort)vma.End;
                State.Vma = vma;
            }

            return !vma.IsNone || (_defect == OpenCodedDefect.GoesOnAfterNull && State.Calls++ > 0);
        }

        public MapRecord Show() => State.Mm.IsNone ? default : State.Vma.ToRecord();

        public async Routine Destroy()
        {
            if (State.Mm.IsNone)
            {
                return;
            }

            if (_defect != OpenCodedDefect.KeepsLockAfterDestroy)
            {
                await State.Mm.Lock.ReadUnlock();
            }

            await State.Mm.PutAsync();
            if (_defect != OpenCodedDefect.KeepsReferenceAfterDestroy)
            {
                await State.Task.Put();
            }
        }
    }

    private struct Cursor
    {
        public ushort Position;
        public Vma Vma;
        public TaskRef Task;
        public Mm Mm;
        public ushort Calls;
    }
}

public sealed class OpenCodedWithoutDefect() : OpenCodedMutant(nameof(OpenCodedDefect.None));

/// <summary>What it returns then is nothing that was ever mapped.</summary>
public sealed class OpenCodedGoesOnAfterFailedNew()
    : OpenCodedMutant(nameof(OpenCodedDefect.GoesOnAfterFailedNew), "I3", "I4");

public sealed class OpenCodedGoesOnAfterNull() : OpenCodedMutant(nameof(OpenCodedDefect.GoesOnAfterNull));

public sealed class OpenCodedKeepsLock() : OpenCodedMutant(nameof(OpenCodedDefect.KeepsLockAfterDestroy), "I8");

public sealed class OpenCodedKeepsReference()
    : OpenCodedMutant(nameof(OpenCodedDefect.KeepsReferenceAfterDestroy), "I9");

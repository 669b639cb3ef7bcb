namespace LockCheck.Kernel;

/// <summary>
/// The sequence numbers of an mm: <c>mm_lock_seq</c>, odd inside a write critical section (protocols.md 1.5), and the
/// <c>mm_wr_seq</c> of the maps-under-RCU v2 posting, which moves with every write lock.
/// </summary>
/// <remarks>
/// Neither number is kept: <see cref="SequenceWatch"/> says of each sample whether it still is the present number. The
/// number moves in the step that takes or releases the mmap_lock for write; nobody can tell the two apart, since the
/// writer does nothing in between. A thread's samples are of one mm at a time, one that the
/// target has or had; numbers of other mms are taken to differ from them.
/// </remarks>
public readonly struct MmSequence
{
    private readonly Mm _mm;

    internal MmSequence(Mm mm) => _mm = mm;

    /// <summary>mmap_lock_speculate_try_begin. A scheduling point.</summary>
    /// <returns>Whether speculation has begun; false inside a write critical section.</returns>
    public Pending<bool> TryBegin() => Sample(SequenceCall.TryBegin);

    /// <summary>mmap_lock_speculate_retry. A scheduling point.</summary>
    /// <returns>Whether the mm was locked for write since the sample, or speculation had not begun.</returns>
    public Pending<bool> Retry() => Sample(SequenceCall.Retry);

    /// <summary>
    /// Records mm_wr_seq. The mmap_lock is to be held, which keeps the number still: no scheduling point of its own.
    /// </summary>
    public void RecordWriteSequence()
    {
        var model = KernelModel.Current;
        if (!VmaTree.IsGuarded(model, _mm))
        {
            // The posting's record() asserts the lock; without it the reader goes on to release what it does not hold.
            model.Events.Misuse(Misuse.UnlockWithoutLock, Threads.Self);
        }

        Set(model, Threads.Self, _mm, SequenceWatch.WriteSeqSame);
    }

    /// <summary>A load-acquire of mm_wr_seq. A scheduling point.</summary>
    /// <returns>Whether it is the number that was recorded.</returns>
    public Pending<bool> WriteSequenceIsSame() => Sample(SequenceCall.WriteSequenceIsSame);

    internal static bool Has(KernelModel model, ThreadId thread, SequenceWatch watch) =>

        model.Walks.HasBits(thread.Index, WorldFields.Watch, (ulong)watch);

    internal static void Set(KernelModel model, ThreadId thread, Mm mm, SequenceWatch watch)
    {
        if (model.HasSecondMm)
        {
            model.Walks.Field(thread.Index, WorldFields.IsOfSecond) = mm == Mm.Second;
        }

        model.Walks.SetBits(thread.Index, WorldFields.Watch, (ulong)watch);
    }

    internal static void Clear(KernelModel model, ThreadId thread, SequenceWatch watch) =>

        model.Walks.ClearBits(thread.Index, WorldFields.Watch, (ulong)watch);

    /// <summary>mm_lock_seq becomes odd, and mm_wr_seq moves: no sample is the present number any more.</summary>
    internal static void WriteLocked(KernelModel model, Mm mm) => Move(model, mm, SequenceWatch.None);

    /// <summary>mm_lock_seq becomes even, which releases every VMA write lock of the mm (vma_end_write_all).</summary>
    internal static void WriteReleased(KernelModel model, Mm mm)
    {
        Move(model, mm, SequenceWatch.WriteSeqSame);
        for (var index = 0; index < model.VmaLocks.Count; index++)
        {
            // vm_mm and vm_lock_seq outlive a free: an object freed in this section was still locked until now.
            if (model.Slab.Field(index, WorldFields.VmMm) == mm)
            {
                model.VmaLocks.ClearBits(index, WorldFields.VmaFlags, (ulong)VmaLockFlags.WriteLocked);
            }
        }
    }

    private static void Move(KernelModel model, Mm mm, SequenceWatch kept)
    {
        if (mm == Mm.Foreign)
        {
            return;
        }

        for (var index = 0; index < model.Walks.Count; index++)
        {
            if (!model.HasSecondMm || model.Walks.Field(index, WorldFields.IsOfSecond) == (mm == Mm.Second))
            {
                model.Walks.ClearBits(index, WorldFields.Watch, (byte)~kept);
            }
        }
    }

    private Pending<bool> Sample(SequenceCall call) =>
        Operation.Issue<SequenceOperation, bool>(new SequenceOperation(_mm, call));
}

/// <summary>What a reader does with a sequence number of an mm.</summary>
internal enum SequenceCall : byte
{
    /// <summary>Samples mm_lock_seq.</summary>
    TryBegin,

    /// <summary>Compares it with the sample.</summary>
    Retry,

    /// <summary>Compares mm_wr_seq with what was recorded.</summary>
    WriteSequenceIsSame,
}

/// <summary>A racy load of a sequence number of an mm, with the comparison that it is for.</summary>
internal readonly struct SequenceOperation(Mm mm, SequenceCall call) : IOperation<bool>
{
    private readonly Mm _mm = mm;
    private readonly SequenceCall _call = call;

    public Footprint Footprint => new(FootprintKinds.MmSeq, _mm.Value, AccessMode.Read, AccessOrder.Acquire);

    public bool TryApply(ThreadId self, out bool result)
    {
        result = false;
        var model = KernelModel.Current;
        if (!MmapLock.IsUsable(model, _mm))
        {
            return true;
        }

        Stepper.Current.RacyAccess();
        switch (_call)
        {
            case SequenceCall.TryBegin:
                MmSequence.Clear(model, self, SequenceWatch.Speculation);
                result = model.Mms.Field(_mm.Index, WorldFields.LockWriter) == 0;
                if (result)
                {
                    MmSequence.Set(model, self, _mm, SequenceWatch.Speculation);
                }

                break;
            case SequenceCall.Retry:
                result = !MmSequence.Has(model, self, SequenceWatch.Speculation);
                MmSequence.Clear(model, self, SequenceWatch.Speculation);
                break;
            default:
                result = MmSequence.Has(model, self, SequenceWatch.WriteSeqSame);
                break;
        }

        return true;
    }

    public string Describe(StateView state, ThreadId self) => _call switch
    {
        SequenceCall.TryBegin => $"mmap_lock_speculate_try_begin({_mm})",
        SequenceCall.Retry => $"mmap_lock_speculate_retry({_mm})",
        _ => $"R{{{_mm}.mm_wr_seq}}",
    };
}

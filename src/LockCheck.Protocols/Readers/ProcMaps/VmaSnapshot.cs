namespace LockCheck.Protocols.Readers.ProcMaps;

/// <summary>
/// <c>vma_copy</c> of the maps under RCU, and what the strawman believes: the bytes of a VMA, copied while a writer may
/// change them. What backs the VMA, a file or an anon_name, is one pointer here.
/// </summary>
internal struct VmaSnapshot
{
    /// <summary>
    /// How much memory a reader with a copy needs, in 64-bit words: a position, what all such files keep, and the copy.
    /// </summary>
    public const int MemoryWords = 4;

    /// <summary><c>vm_start</c>, in pages.</summary>
    public ushort Start;

    /// <summary><c>vm_end</c>, in pages.</summary>
    public ushort End;

    /// <summary><c>vm_pgoff</c>, in pages.</summary>
    public int Pgoff;

    /// <summary><c>vm_file</c> or <c>anon_name</c>.</summary>
    public BackingRef Backing;

    /// <summary><c>vm_flags</c>: the protection.</summary>
    public byte Prot;

    /// <summary>Keeps the struct free of holes.</summary>
    public byte Spare;

    /// <summary>Gets the running reader's.</summary>
    public static ref VmaSnapshot Own => ref SeqState.Private<Overlay>().Copy;

    /// <summary>Gets what the line says that is printed from it.</summary>
    public readonly MapRecord Record =>
        new(Start, End, new VmaAttributes(Pgoff, Backing.Number, AnonVma: 0, Prot, Traits: 0));

    /// <summary>memcpy of a VMA: a load for each field, in the order of the struct, whatever stands there.</summary>
    /// <param name="vma">The VMA; may be changed, and freed, meanwhile.</param>
    /// <returns>The routine.</returns>
    public static async Routine Take(Vma vma)
    {
        var start = await vma.Read(VmaField.Start);
        Own.Start = (ushort)start.Guess;
        var end = await vma.Read(VmaField.End);
        Own.End = (ushort)end.Guess;
        var flags = await vma.Read(VmaField.Flags);
        Own.Prot = (byte)flags.Guess;
        var pgoff = await vma.Read(VmaField.Pgoff);
        Own.Pgoff = pgoff.Guess;
        var backing = await vma.Read(VmaField.Backing);
        Own.Backing = new BackingRef((ushort)backing.Guess);
    }

    /// <summary>
    /// A reference to what the copy points to. A file: get_file_rcu reads the pointer again after each failure, and
    /// nobody changes a private copy. An anon_name: one attempt.
    /// </summary>
    /// <returns>Whether there is a reference now, or nothing to refer to.</returns>
    public static async Routine<bool> Pin()
    {
        var backing = Own.Backing;
        if (backing.IsNone)
        {
            return true;
        }

        if (!backing.IsFile)
        {
            return await backing.TryGet();
        }

        await backing.GetFromPrivateCopy();
        return true;
    }

    /// <summary>put_vma_snapshot: drops the reference. The pointer stays in the copy.</summary>
    /// <returns>The routine.</returns>
    public static async Routine Unpin()
    {
        if (!Own.Backing.IsNone)
        {
            await Own.Backing.Put();
        }
    }

    // The copy lies behind what all files of /proc/PID that list VMAs keep.
    private struct Overlay(ProcMapsPrivate common)
    {
        public readonly ProcMapsPrivate Common = common;
        public VmaSnapshot Copy;
    }
}

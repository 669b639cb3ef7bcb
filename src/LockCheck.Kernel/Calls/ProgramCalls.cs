using LockCheck.Kernel.Layouts;

namespace LockCheck.Kernel;

/// <summary>Makes the calls of a <see cref="ProgramActor"/>, by the routines of protocols.md 3.</summary>
internal static class ProgramCalls
{
    /// <summary>Makes one call.</summary>
    /// <param name="role">The role of the actor.</param>
    /// <param name="at">Which of its calls.</param>
    /// <returns>What the call returns.</returns>
    public static Routine<int> Make(byte role, byte at)
    {
        var call = ProgramActor.CallOf(role, at);
        if (call.Areas.IsEmpty)
        {
            return MemoryCalls.Unrelated();
        }

        var (first, last) = (call.Areas[0], call.Areas[^1]);
        return call.Kind switch
        {
            ProgramCallKind.Map => MemoryCalls.Mmap(first.Start, first.End, AttributesOf(first)),
            ProgramCallKind.MapOver => MemoryCalls.MapFixedNew(first.Start, first.End, AttributesOf(first)),
            ProgramCallKind.Unmap => MemoryCalls.Munmap(first.Start, first.End),
            ProgramCallKind.NewHeap => Brk.Begin(first.Start, first.End, AttributesOf(first)),
            ProgramCallKind.GrowHeap => Brk.Grow(first.Start, first.End, AttributesOf(first)),
            ProgramCallKind.Remap when first.Start == last.Start => Mremap.Grow(first.Start, first.End, last.End),
            ProgramCallKind.Remap => Mremap.Move(first.Start, first.End, last.Start, last.End),
            ProgramCallKind.RemapOver => Mremap.Fixed(first.Start, first.End, last.Start, dontUnmap: false),
            ProgramCallKind.RemapKeeping => Mremap.Fixed(first.Start, first.End, last.Start, dontUnmap: true),
            ProgramCallKind.Touch => FirstWrite.Prepare(first.Start, first.End, (ushort)first.AnonVma),
            _ => Change(role, at),
        };
    }

    private static VmaAttributes AttributesOf(LayoutVma area) => KernelModel.Current.Names.AttributesOf(area);

    /// <summary>
    /// mprotect, madvise, mlock and their like over a range of one or more whole or partial VMAs: one commit for the
    /// whole call (W-mprotect).
    /// </summary>
    private static async Routine<int> Change(byte role, byte at)
    {
        if (await Mm.First.Lock.WriteKillable() != 0)
        {
            return Errno.EINTR;
        }

        var error = 0;
        for (ushort part = 0; part < ProgramActor.CallOf(role, at).Areas.Length && error == 0; part++)
        {
            error = await ChangePart(role, at, part);
        }

        await Mm.First.Lock.WriteUnlock();
        return error;
    }

    private static Routine<int> ChangePart(byte role, byte at, ushort part)
    {
        var area = ProgramActor.CallOf(role, at).Areas[part];
        return VmaModify.Change(Mm.First, area.Start, area.End, AttributesOf(area));
    }
}

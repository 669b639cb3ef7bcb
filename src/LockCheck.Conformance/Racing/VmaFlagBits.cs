namespace LockCheck.Conformance.Racing;

/// <summary>What maps shows of vm_flags.</summary>
internal static class VmaFlagBits
{
    private const ulong ReadWriteExec = 7;
    private const ulong MayShare = 0x80;

    /// <summary>Read 1, write 2, exec 4, shared 8.</summary>
    public static byte ProtOf(ulong flags) => (byte)((flags & ReadWriteExec) | ((flags & MayShare) != 0 ? 8UL : 0));
}

namespace LockCheck.Specs.Invariants;

/// <summary>
/// I10, no use after free: "no field access to a freed mm, task or maple node; VMA fields only while (mmap_lock held
/// and mm.users held) or VMA read-locked or (RCU and result discarded unless validated)". (protocols.md 4.)
/// </summary>
public sealed class I10NoUseAfterFree : Invariant
{
    /// <inheritdoc/>
    public override string Id => "I10";

    /// <inheritdoc/>
    public override string Title => "no use after free, no NULL dereference, no VMA field without its protection";

    /// <inheritdoc/>
    public override bool IsCrash => true;

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Misuse;

    /// <inheritdoc/>
    public override void OnMisuse(Misuse misuse, ThreadId thread)
    {
        if (misuse is Misuse.NullDereference or Misuse.UseAfterFree or Misuse.Unprotected
            or Misuse.Recycled)
        {
            Broken(misuse, static what => what switch
            {
                Misuse.NullDereference => "a NULL pointer is dereferenced",
                Misuse.UseAfterFree => "freed memory is touched",
                Misuse.Recycled => "a file is shown that has taken the place of the one that the VMA had",
                _ => "a VMA is touched without the protection that it needs",
            });
        }
    }
}

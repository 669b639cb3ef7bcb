namespace LockCheck.Specs.Invariants;

/// <summary>
/// I11, no sleep in RCU or atomic context: "no blocking op inside a read section or with IRQs off". (protocols.md 4.)
/// </summary>
/// <remarks>
/// A loop inside a read section that nobody can end is worse than a sleep, and counts (protocols.md 5, number 27). No
/// history: a misuse is an event.
/// </remarks>
public sealed class I11NoSleepInRcu : Invariant
{
    /// <inheritdoc/>
    public override string Id => "I11";

    /// <inheritdoc/>
    public override string Title => "nothing sleeps, or spins for ever, inside an RCU read section";

    /// <inheritdoc/>
    public override KernelEvent Subscribes => KernelEvent.Misuse;

    /// <inheritdoc/>
    public override void OnMisuse(Misuse misuse, ThreadId thread)
    {
        if (misuse is Misuse.SleepInRcu or Misuse.SpinsInRcu)
        {
            Broken(misuse, static what => what == Misuse.SleepInRcu
                ? "a thread may sleep inside an RCU read section"
                : "a thread tries again for ever inside an RCU read section");
        }
    }
}

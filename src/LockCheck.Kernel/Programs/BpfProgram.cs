namespace LockCheck.Kernel;

/// <summary>How the run of a BPF program begins and ends, for its CPU and for the monitors.</summary>
internal static class BpfProgram
{
    /// <summary>In the first step: t0, and the place that it runs in.</summary>
    public static void Begin()
    {
        var events = KernelModel.Current.Events;
        events.ReadBegin();
        events.CallBegin();
        Cpu.Enter();
    }

    /// <summary>Whether it is inside an RCU read section: a CPU with interrupts off is, too.</summary>
    public static bool IsUnderRcu(bool isSleepable) =>
        KernelModel.Current.Settings.Era != VmaLockEra.A && (!isSleepable || Cpu.InterruptsAreOff);

    /// <summary>In the last step.</summary>
    /// <param name="result">The number of records, or an error.</param>
    /// <param name="isLookup">Whether it looked one VMA up, and lists none.</param>
    public static void End(int result, bool isLookup = false)
    {
        var events = KernelModel.Current.Events;
        events.ProgramEnd(result, isLookup);
        events.ReadEnd(Math.Min(result, 0));
        Cpu.Leave();
        ReaderMemory.Clear();
    }
}

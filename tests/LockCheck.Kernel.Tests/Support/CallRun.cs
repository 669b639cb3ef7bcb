namespace LockCheck.Kernel.Tests.Support;

/// <summary>One thread that makes one system call on a layout, and nothing else.</summary>
internal static class CallRun
{
    /// <summary>
    /// The ways in which a call may end, each as the map with its objects; an error stands before it. There are several
    /// only where a fault may strike.
    /// </summary>
    public static IReadOnlyList<string> Outcomes(string layout, string call, Faults faults = Faults.None) =>
        Lab.Outcomes(Settings(layout, call, faults));

    /// <summary>Asserts how a call ends that can end in one way only.</summary>
    public static void Ends(string expected, string layout, string call) =>
        Assert.Equal([expected], Outcomes(layout, call));

    /// <summary>
    /// The steps of a call, to the outcome that is wanted if there are several; it is the last detail of the last step.
    /// </summary>
    public static Trace Steps(
        string layout,
        string call,
        Faults faults = Faults.None,
        string? wanted = null,
        VmaLockEra era = VmaLockEra.A)
    {
        var settings = Settings(layout, call, faults) with
        {
            Monitors = [new Notes(wanted), new MisuseWatch()],
            Era = era,
            HasPageTables = era != VmaLockEra.A && call.StartsWith("stack", StringComparison.Ordinal),
        };
        return Lab.Explain(settings, Assert.Single(Lab.Search(settings).Findings));
    }

    private static KernelSettings Settings(string layout, string call, Faults faults)
    {
        var parsed = MemoryCall.Parse(call);
        return Lab.Settings(layout, new WriterActor("writer", () => Make(parsed), times: 1)) with { Faults = faults };
    }

    private static async Routine<int> Make(MemoryCall call)
    {
        var error = await call.Run();
        MapInvariants.Check();
        Notes.End($"{Name(error)}{MapText.Now()}");
        return error;
    }

    private static string Name(int error) => error switch
    {
        0 => "",
        Errno.ENOMEM => "-ENOMEM: ",
        Errno.EINTR => "-EINTR: ",
        Errno.EFAULT => "-EFAULT: ",
        Errno.EINVAL => "-EINVAL: ",
        Errno.EBADF => "-EBADF: ",
        _ => $"{error}: ",
    };
}

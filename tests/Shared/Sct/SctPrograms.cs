namespace LockCheck.Sct;

/// <summary>The programs, with their bug and without it.</summary>
internal static class SctPrograms
{
    public static readonly IReadOnlyList<SctCase> All =
    [
        new("reorder_5", isRepaired => new Reorder(5, isRepaired)),
        new("reorder_10", isRepaired => new Reorder(10, isRepaired)),
        new("reorder_20", isRepaired => new Reorder(20, isRepaired)),
        new("twostage_20", isRepaired => new Twostage(10, 10, isRepaired)),
        new("stringbuffer", isRepaired => new StringBuffer(isRepaired)),
        new("bluetooth_driver", isRepaired => new BluetoothDriver(isRepaired)),
        new("wronglock_3", isRepaired => new Wronglock(3, isRepaired)),
        new("WorkStealQueue", isRepaired => new WorkStealQueue(isRepaired)),
        new("SafeStack", isRepaired => new SafeStack(isRepaired: isRepaired)),
        new("CVE-2013-1792", isRepaired => new Cve20131792(isRepaired)),
        new("CVE-2017-15265", isRepaired => new Cve201715265(isRepaired)),
    ];

    public static SctCase Named(string name) => All.Single(program => program.Name == name);
}

/// <summary>One program of a published benchmark.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Make">Makes it, with its bug or repaired.</param>
internal sealed record SctCase(string Name, Func<bool, SctProgram> Make);

using LockCheck.Conformance.Checks;
using LockCheck.Conformance.Hosts;
using LockCheck.Conformance.Programs;

namespace LockCheck.Conformance.Tests.Programs;

/// <summary>A test that runs programs under strace; skipped where there is none, or where it may not trace.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    private static readonly string? WhyNot = Find();

    public ProgramFactAttribute() => Skip = WhyNot;

    private static string? Find()
    {
        if (!LinuxHost.IsX64Linux || ProgramPath.Find("strace") is null)
        {
            return "there is no strace";
        }

        var outcome = new ProgramCheck(ProgramPath.Find("true")!, []).Run(new CheckContext());
        return outcome.Verdict is CheckVerdict.Skipped or CheckVerdict.Inconclusive
            ? outcome.Reason
            : null;
    }
}

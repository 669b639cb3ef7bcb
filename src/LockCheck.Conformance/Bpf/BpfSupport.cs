using System.Runtime.InteropServices;

namespace LockCheck.Conformance.Bpf;

/// <summary>Whether this machine can watch its kernel through BPF, found out once by doing it.</summary>
public static class BpfSupport
{
    /// <summary>The initial PID namespace (PROC_PID_INIT_INO): programs know threads by their ids there.</summary>
    private const string InitialPidNamespace = "pid:[4026531836]";

    private static readonly Lazy<string?> ReadReason = new(() => Try(FindReadReason));
    private static readonly Lazy<string?> HoldReason = new(() => Try(FindHoldReason));

    /// <summary>Null, or why <see cref="TaskVmaReader"/> and <see cref="OpenCodedReader"/> cannot work here.</summary>
    public static string? WhyNot => ReadReason.Value;

    /// <summary>Null, or why <see cref="TracepointHolder"/> cannot work here.</summary>
    public static string? WhyNotHold => WhyNot ?? HoldReason.Value;

    private static string? FindReadReason()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "this is not Linux on x86-64";
        }

        if (!File.Exists(Btf.KernelPath))
        {
            return $"the kernel has no BTF ({Btf.KernelPath})";
        }

        using (TaskVmaReader reader = TaskVmaReader.Open(Environment.ProcessId))
        {
            if (reader.ReadAll().Length == 0)
            {
                return "iter/task_vma shows nothing of this process";
            }
        }

        if (Path.GetFileName(File.ResolveLinkTarget("/proc/self/ns/pid", false)?.Name) != InitialPidNamespace)
        {
            return "this process is in a PID namespace of its own, and programs know threads by their ids outside";
        }

        using OpenCodedReader openCoded = new(recordsMax: 1 << 16);
        return openCoded.ReadAll(Environment.ProcessId).Length == 0 ? "the open-coded iterator shows nothing" : null;
    }

    private static string? FindHoldReason()
    {
        // The affinity counts, too: the runtime knows it.
        if (Environment.ProcessorCount < 2)
        {
            return "there is one processor: a held task would keep it from the one who is to release it";
        }

        using var holder = new TracepointHolder();
        return null;
    }

    private static string? Try(Func<string?> find)
    {
        try
        {
            return find();
        }
        catch (BpfException refused) when (refused.Errno is 1 or 13)
        {
            return $"BPF is not permitted (CAP_BPF, CAP_PERFMON, seccomp): {FirstLine(refused)}";
        }
        catch (BpfException refused)
        {
            return $"the kernel refused: {FirstLine(refused)}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"a file of the kernel cannot be read: {FirstLine(error)}";
        }
    }

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0];
}

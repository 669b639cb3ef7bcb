namespace LockCheck.Conformance.Native;

/// <summary><c>enum bpf_cmd</c> of include/uapi/linux/bpf.h, as far as it is used here.</summary>
internal enum BpfCommand
{
    MapCreate = 0,
    ProgramLoad = 5,
    ProgramTestRun = 10,
    RawTracepointOpen = 17,
    LinkCreate = 28,
    IteratorCreate = 33,
}

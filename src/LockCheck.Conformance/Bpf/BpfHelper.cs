namespace LockCheck.Conformance.Bpf;

/// <summary>Helper functions by the numbers of include/uapi/linux/bpf.h, as far as they are used here.</summary>
internal enum BpfHelper
{
    KtimeGetNs = 5,
    GetCurrentPidTgid = 14,
    ProbeReadKernelString = 115,
    SeqWrite = 127,
    GetCurrentTaskBtf = 158,
}

namespace LockCheck.Conformance.Bpf;

/// <summary>The instructions that copy a VMA's fields into a <see cref="VmaRecord"/>.</summary>
internal static class VmaRecordCode
{
    private static readonly string[] Fields = ["vm_start", "vm_end", "vm_flags", "vm_pgoff"];

    /// <summary>
    /// Writes a record of the VMA at <paramref name="vma"/> to <paramref name="to"/> plus <paramref name="offset"/>.
    /// R0 and R1 are lost.
    /// </summary>
    public static void Emit(BpfAssembler code, BpfRegister vma, BpfRegister to, int offset, bool whole)
    {
        for (int i = 0; i < Fields.Length; i++)
        {
            Copy(code, vma, to, Fields[i], offset + (i * 8));
        }

        if (!whole)
        {
            return;
        }

        Copy(code, vma, to, "anon_vma", offset + 32);
        EmitSingular(code, vma, to, offset + 40);
        Copy(code, vma, to, "vm_file", offset + 48);
        Copy(code, vma, to, "vm_mm", offset + 56);
    }

    /// <summary>A list of one entry or none has the same neighbour on both sides of its head.</summary>
    private static void EmitSingular(BpfAssembler code, BpfRegister vma, BpfRegister to, int offset)
    {
        string differ = code.Unique("chain-is-longer");
        code.Store(BpfSize.DoubleWord, to, offset, 0)
            .Load(BpfSize.DoubleWord, BpfRegister.R0, vma, Btf.Kernel.Offset("vm_area_struct", "anon_vma_chain.next"))
            .Load(BpfSize.DoubleWord, BpfRegister.R1, vma, Btf.Kernel.Offset("vm_area_struct", "anon_vma_chain.prev"))
            .JumpIf(BpfRegister.R0, BpfCondition.NotEqual, BpfRegister.R1, differ)
            .Store(BpfSize.DoubleWord, to, offset, 1)
            .Label(differ);
    }

    private static void Copy(BpfAssembler code, BpfRegister vma, BpfRegister to, string field, int offset) =>
        code.Load(BpfSize.DoubleWord, BpfRegister.R1, vma, Btf.Kernel.Offset("vm_area_struct", field))
            .Store(BpfSize.DoubleWord, to, offset, BpfRegister.R1);
}

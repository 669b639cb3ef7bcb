namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>
/// A program of one page: it reads 56 bytes (a syscall's number and six arguments), makes the syscall, writes its
/// result as 8 bytes, and begins again; a shorter read ends it. It has no runtime that would map memory by itself.
/// </summary>
internal static class TargetImage
{
    private const ulong Base = 0x400000;
    private const int HeaderBytes = 64 + 56;

    private static ReadOnlySpan<byte> Code =>
    [
        0x48, 0x83, 0xec, 0x40,         // sub rsp, 64
        0x31, 0xc0,                     // next: xor eax, eax (read)
        0x31, 0xff,                     // xor edi, edi
        0x48, 0x89, 0xe6,               // mov rsi, rsp
        0xba, 0x38, 0x00, 0x00, 0x00,   // mov edx, 56
        0x0f, 0x05,                     // syscall
        0x48, 0x83, 0xf8, 0x38,         // cmp rax, 56
        0x75, 0x3e,                     // jne end
        0x48, 0x8b, 0x04, 0x24,         // mov rax, [rsp]
        0x48, 0x8b, 0x7c, 0x24, 0x08,   // mov rdi, [rsp+8]
        0x48, 0x8b, 0x74, 0x24, 0x10,   // mov rsi, [rsp+16]
        0x48, 0x8b, 0x54, 0x24, 0x18,   // mov rdx, [rsp+24]
        0x4c, 0x8b, 0x54, 0x24, 0x20,   // mov r10, [rsp+32]
        0x4c, 0x8b, 0x44, 0x24, 0x28,   // mov r8, [rsp+40]
        0x4c, 0x8b, 0x4c, 0x24, 0x30,   // mov r9, [rsp+48]
        0x0f, 0x05,                     // syscall
        0x48, 0x89, 0x04, 0x24,         // mov [rsp], rax
        0xb8, 0x01, 0x00, 0x00, 0x00,   // mov eax, 1 (write)
        0xbf, 0x01, 0x00, 0x00, 0x00,   // mov edi, 1
        0x48, 0x89, 0xe6,               // mov rsi, rsp
        0xba, 0x08, 0x00, 0x00, 0x00,   // mov edx, 8
        0x0f, 0x05,                     // syscall
        0xeb, 0xae,                     // jmp next
        0xb8, 0xe7, 0x00, 0x00, 0x00,   // end: mov eax, 231 (exit_group)
        0x31, 0xff,                     // xor edi, edi
        0x0f, 0x05,                     // syscall
    ];

    public static byte[] Build()
    {
        var image = new MemoryStream();
        using var writer = new BinaryWriter(image);
        ulong size = HeaderBytes + (ulong)Code.Length;

        // Elf64_Ehdr: little-endian executable for x86-64 with one program header.
        writer.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write((ushort)2);
        writer.Write((ushort)62);
        writer.Write(1u);
        writer.Write(Base + HeaderBytes);
        writer.Write(64ul);
        writer.Write(0ul);
        writer.Write(0u);
        writer.Write((ushort)64);
        writer.Write((ushort)56);
        writer.Write((ushort)1);
        writer.Write(new byte[6]);

        // Elf64_Phdr: load the whole file, readable and executable.
        writer.Write(1u);
        writer.Write(5u);
        writer.Write(0ul);
        writer.Write(Base);
        writer.Write(Base);
        writer.Write(size);
        writer.Write(size);
        writer.Write(0x1000ul);
        writer.Write(Code);
        return image.ToArray();
    }
}

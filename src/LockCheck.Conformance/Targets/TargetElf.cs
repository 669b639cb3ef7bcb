using System.Buffers.Binary;

namespace LockCheck.Conformance.Targets;

/// <summary>
/// The program of a target: a static ELF file without a runtime, so that no map changes but by a call that it is told
/// to make. It reads a count and as many requests from standard input, makes the calls, writes their results to
/// standard output, and begins again; it ends when one of the two is closed, and is killed when the thread that started
/// it ends.
/// </summary>
internal static class TargetElf
{
    /// <summary>How many requests there may be at a time.</summary>
    public const int RequestsMax = 1024;

    /// <summary>Where the requests are read to.</summary>
    public const uint Requests = 0x60_0000;

    /// <summary>Where the results are written from.</summary>
    public const uint Results = 0x60_f000;

    /// <summary>Memory for what calls point to.</summary>
    public const uint Scratch = 0x61_1000;

    /// <summary>The size of that memory, in bytes.</summary>
    public const int ScratchBytes = 0x4000;

    private const uint CodeStart = 0x40_0000;
    private const int RequestsBytes = sizeof(long) + (RequestsMax * SyscallRequest.Bytes);
    private const int HeaderBytes = 64;
    private const int SegmentBytes = 56;
    private const int Segments = 3;
    private const int CodeOffset = HeaderBytes + (Segments * SegmentBytes);

    private const byte JumpBelow = 0x72;
    private const byte JumpNotBelow = 0x73;
    private const byte JumpZero = 0x74;
    private const byte JumpNotZero = 0x75;
    private const byte JumpNotPositive = 0x7e;
    private const byte Jump = 0xeb;

    /// <summary>The file.</summary>
    public static byte[] Make()
    {
        var code = Code();
        var file = new byte[CodeOffset + code.Length];
        code.CopyTo(file, CodeOffset);
        Header(file);
        var size = (ulong)file.Length;

        // PT_LOAD of the file, readable and executable; PT_LOAD of the buffers; PT_GNU_STACK, which is not executable.
        Segment(file, 0, type: 1, flags: 5, CodeStart, size, size);
        Segment(file, 1, type: 1, flags: 6, Requests, 0, Scratch + ScratchBytes - Requests);
        Segment(file, 2, type: 0x6474_e551, flags: 6, 0, 0, 0);
        return file;
    }

    private static byte[] Code() => new MachineCode()
        .Add("bf 01 00 00 00").Add("be 09 00 00 00")  // edi = PR_SET_PDEATHSIG, esi = SIGKILL
        .Add("b8", (uint)SyscallNumber.Prctl).Add("0f 05")
        .Add("41 bc", Requests)                       // r12d = requests
        .Label("next")
        .Add("31 db").Add("bd 08 00 00 00")           // ebx = 0, what is read; ebp = 8, what is needed
        .Label("fill")
        .Add("48 39 eb").Jump(JumpNotBelow, "full")   // rbx >= rbp
        .Add("31 ff").Add("49 8d 34 1c")              // edi = 0; rsi = r12 + rbx
        .Add("ba", RequestsBytes).Add("29 da")        // edx = room - ebx
        .Add("31 c0").Add("0f 05")                    // read
        .Add("48 83 f8 fc").Jump(JumpZero, "fill")    // -EINTR
        .Add("48 85 c0").Jump(JumpNotPositive, "end")
        .Add("48 01 c3")                              // rbx += rax
        .Add("48 83 fb 08").Jump(JumpBelow, "fill")
        .Add("49 6b 2c 24 38").Add("48 83 c5 08")     // rbp = 8 + 56 * [r12]
        .Jump(Jump, "fill")
        .Label("end")
        .Add("31 ff").Add("b8 e7 00 00 00").Add("0f 05")     // exit_group(0)
        .Label("full")
        .Add("4d 8b 2c 24").Add("4d 8d 74 24 08")     // r13 = [r12]; r14 = r12 + 8
        .Add("41 bf", Results)                        // r15d = results
        .Label("call")
        .Add("4d 85 ed").Jump(JumpZero, "answer")     // r13 == 0
        .Add("49 8b 06").Add("49 8b 7e 08").Add("49 8b 76 10").Add("49 8b 56 18")
        .Add("4d 8b 56 20").Add("4d 8b 46 28").Add("4d 8b 4e 30").Add("0f 05")
        .Add("49 89 07")                              // [r15] = rax
        .Add("49 83 c6 38").Add("49 83 c7 08").Add("49 ff cd")
        .Jump(Jump, "call")
        .Label("answer")
        .Add("be", Results).Add("4c 89 fa").Add("48 29 f2")  // rsi = results; rdx = r15 - rsi
        .Label("write")
        .Add("bf 01 00 00 00").Add("b8 01 00 00 00").Add("0f 05")
        .Add("48 83 f8 fc").Jump(JumpZero, "write")
        .Add("48 85 c0").Jump(JumpNotPositive, "end")
        .Add("48 01 c6").Add("48 29 c2").Jump(JumpNotZero, "write")
        .JumpFar("next")
        .ToArray();

    private static void Header(Span<byte> file)
    {
        // 64 bits, little endian; an executable for x86-64.
        ReadOnlySpan<byte> identity = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identity.CopyTo(file);
        Write16(file[16..], 2);
        Write16(file[18..], 62);
        Write32(file[20..], 1);
        Write64(file[24..], CodeStart + CodeOffset);
        Write64(file[32..], HeaderBytes);
        Write16(file[52..], HeaderBytes);
        Write16(file[54..], SegmentBytes);
        Write16(file[56..], Segments);
    }

    private static void Segment(
        byte[] file, int number, uint type, uint flags, ulong address, ulong sizeInFile, ulong size)
    {
        var segment = file.AsSpan(HeaderBytes + (number * SegmentBytes));
        Write32(segment, type);
        Write32(segment[4..], flags);
        Write64(segment[16..], address);
        Write64(segment[24..], address);
        Write64(segment[32..], sizeInFile);
        Write64(segment[40..], size);
        Write64(segment[48..], type == 1 ? 0x1000u : 16u);
    }

    private static void Write16(Span<byte> at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(at, value);

    private static void Write32(Span<byte> at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(at, value);

    private static void Write64(Span<byte> at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(at, value);
}

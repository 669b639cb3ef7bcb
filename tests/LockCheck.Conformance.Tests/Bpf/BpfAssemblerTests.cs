using System.Buffers.Binary;
using LockCheck.Conformance.Bpf;
using static LockCheck.Conformance.Bpf.BpfRegister;

namespace LockCheck.Conformance.Tests.Bpf;

/// <summary>Bytes as the instruction set document and the kernel's disassembler have them.</summary>
public class BpfAssemblerTests
{
    [Fact]
    public void Moves_and_arithmetic()
    {
        Check("b7 00 00 00 00 00 00 00", code => code.Move(R0, 0));
        Check("bf 21 00 00 00 00 00 00", code => code.Move(R1, R2));
        Check("bc 00 00 00 00 00 00 00", code => code.MoveWord(R0, R0));
        Check("07 02 00 00 c0 ff ff ff", code => code.Add(R2, -64));
        Check("0f 92 00 00 00 00 00 00", code => code.Compute(BpfOperation.Add, R2, R9));
        Check("57 01 00 00 ff 00 00 00", code => code.Compute(BpfOperation.And, R1, 0xff));
        Check("67 03 00 00 06 00 00 00", code => code.Compute(BpfOperation.ShiftLeft, R3, 6));
    }

    [Fact]
    public void Loads_and_stores()
    {
        Check("79 61 10 00 00 00 00 00", code => code.Load(BpfSize.DoubleWord, R1, R6, 16));
        Check("61 71 04 00 00 00 00 00", code => code.Load(BpfSize.Word, R1, R7, 4));
        Check("71 71 04 00 00 00 00 00", code => code.Load(BpfSize.Byte, R1, R7, 4));
        Check("7b 1a f8 ff 00 00 00 00", code => code.Store(BpfSize.DoubleWord, Frame, -8, R1));
        Check("62 07 04 00 fd ff ff ff", code => code.Store(BpfSize.Word, R7, 4, -3));
        Check("7a 0a f8 ff 00 00 00 00", code => code.Store(BpfSize.DoubleWord, Frame, -8, 0));
        Check("db 21 08 00 00 00 00 00", code => code.AtomicAdd(BpfSize.DoubleWord, R1, 8, R2));
        Check("c3 21 08 00 00 00 00 00", code => code.AtomicAdd(BpfSize.Word, R1, 8, R2));
    }

    [Fact]
    public void Wide_immediates()
    {
        Check("18 01 00 00 88 77 66 55 00 00 00 00 44 33 22 11", c => c.LoadImmediate(R1, 0x1122334455667788));
        Check("18 11 00 00 05 00 00 00 00 00 00 00 00 00 00 00", c => c.LoadMap(R1, 5));
        Check("18 27 00 00 05 00 00 00 00 00 00 00 40 00 00 00", c => c.LoadMapValue(R7, 5, 64));
        Check("18 31 00 00 39 30 00 00 00 00 00 00 00 00 00 00", c => c.LoadBtfId(R1, 12345));
    }

    [Fact]
    public void Calls_and_exit()
    {
        Check("85 00 00 00 7f 00 00 00", code => code.Call(BpfHelper.SeqWrite));
        Check("85 20 00 00 09 fb 00 00", code => code.CallKfunc(64265));
        Check("95 00 00 00 00 00 00 00", code => code.Exit());
    }

    [Fact]
    public void Jumps_count_from_the_next_instruction_and_wide_loads_count_twice()
    {
        Check("15 00 02 00 00 00 00 00 18 01 00 00 01 00 00 00 00 00 00 00 00 00 00 00 95 00 00 00 00 00 00 00",
            code => code.JumpIf(R0, BpfCondition.Equal, 0, "out").LoadImmediate(R1, 1).Label("out").Exit());
        Check("05 00 ff ff 00 00 00 00", code => code.Label("again").Jump("again"));
        Check("5d 21 ff ff 00 00 00 00", code => code.Label("x").JumpIf(R1, BpfCondition.NotEqual, R2, "x"));
        Check("ad 90 ff ff 00 00 00 00", code => code.Label("x").JumpIf(R0, BpfCondition.Below, R9, "x"));
    }

    [Fact]
    public void A_label_is_set_once_and_before_the_end()
    {
        Assert.Throws<BpfException>(() => new BpfAssembler().Jump("nowhere").Assemble());
        Assert.Throws<BpfException>(() => new BpfAssembler().Label("here").Label("here"));
    }

    private static void Check(string expected, Func<BpfAssembler, BpfAssembler> write)
    {
        ulong[] program = write(new BpfAssembler()).Assemble();
        byte[] bytes = new byte[program.Length * 8];
        for (int i = 0; i < program.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * 8), program[i]);
        }

        Assert.Equal(expected, Convert.ToHexStringLower(bytes).Chunk(2).Select(pair => new string(pair))
            .Aggregate((left, right) => $"{left} {right}"));
    }
}

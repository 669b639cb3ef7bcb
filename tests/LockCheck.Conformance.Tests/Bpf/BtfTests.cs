using System.Text;
using LockCheck.Conformance.Bpf;

namespace LockCheck.Conformance.Tests.Bpf;

public class BtfTests
{
    private const int Int = 1;
    private const int Struct = 4;
    private const int Union = 5;
    private const int Typedef = 8;
    private const int Const = 10;

    /// <summary>
    /// 1 int; 2 unnamed union { int x at 0 }; 3 struct inner { int y at 32; unnamed union at 64 };
    /// 4 typedef inner_t; 5 const; 6 struct outer { int first at 0; inner via 5 at 64; bit field last at 196 }.
    /// </summary>
    private static readonly byte[] Small = Build(
        "\0int\0x\0inner\0y\0inner_t\0outer\0first\0in\0last\0",
        Words("int", Int << 24, 4, 0x20),
        Words("", (Union << 24) | 1, 4, "x", 1, 0),
        Words("inner", (Struct << 24) | 2, 16, "y", 1, 32, "", 2, 64),
        Words("inner_t", Typedef << 24, 3),
        Words("", Const << 24, 4),
        Words("outer", int.MinValue | (Struct << 24) | 3, 32, "first", 1, 0, "in", 5, 64, "last", 1, (3 << 24) | 196));

    [Theory]
    [InlineData("inner", "y", 4)]
    [InlineData("inner", "x", 8)]
    [InlineData("outer", "in", 8)]
    [InlineData("outer", "in.y", 12)]
    [InlineData("outer", "in.x", 16)]
    [InlineData("outer", "last", 24)]
    public void Members_are_found_through_unnamed_unions_typedefs_and_paths(string type, string path, int expected) =>
        Assert.Equal(expected, new Btf(Small).Offset(type, path));

    [Fact]
    public void Types_are_found_by_kind_and_whole_name()
    {
        var btf = new Btf(Small);
        Assert.Equal(3, btf.FindId(BtfKind.Struct, "inner"));
        Assert.Equal(4, btf.FindId(BtfKind.Typedef, "inner_t"));
        Assert.Null(btf.TryFindId(BtfKind.Struct, "inne"));
        Assert.Null(btf.TryFindId(BtfKind.Union, "inner"));
        Assert.Equal(6, btf.FindId(BtfKind.Struct, "outer"));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var btf = new Btf(Small);
        Assert.Contains("inner.z", Assert.Throws<BpfException>(() => btf.Offset("inner", "z")).Message);
        Assert.Contains("Function go", Assert.Throws<BpfException>(() => btf.FunctionId("go")).Message);
        Assert.Throws<BpfException>(() => new Btf(new byte[64]));
    }

    [BpfFact]
    public void The_running_kernel_is_read()
    {
        Assert.Equal(
            8, Btf.Kernel.Offset("vm_area_struct", "vm_end") - Btf.Kernel.Offset("vm_area_struct", "vm_start"));
        Assert.Equal(
            Btf.Kernel.Offset("mm_struct", "mm_lock_seq"), Btf.Kernel.Offset("mm_struct", "mm_lock_seq.sequence"));
        Assert.True(Btf.Kernel.FunctionId("bpf_iter_task_vma") > 0);
    }

    /// <summary>A type's words; names stand for themselves until the strings are known.</summary>
    private static object[] Words(params object[] words) => words;

    private static byte[] Build(string names, params object[][] types)
    {
        var body = new MemoryStream();
        foreach (object word in types.SelectMany(type => type))
        {
            int value = word is string name ? names.IndexOf($"\0{name}\0", StringComparison.Ordinal) + 1 : (int)word;
            body.Write(BitConverter.GetBytes(word is "" ? 0 : value));
        }

        var all = new MemoryStream();
        all.Write([0x9f, 0xeb, 1, 0]);
        foreach (int word in new[] { 24, 0, (int)body.Length, (int)body.Length, names.Length })
        {
            all.Write(BitConverter.GetBytes(word));
        }

        all.Write(body.ToArray());
        all.Write(Encoding.ASCII.GetBytes(names));
        return all.ToArray();
    }
}

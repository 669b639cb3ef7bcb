using LockCheck.Kernel.Recordings;

namespace LockCheck.Kernel.Tests.Exact;

/// <summary>What nobody knows is an error that names its place.</summary>
public class SequenceReaderTests
{
    [Theory]
    [InlineData("", "line 4: it is no JSON")]
    [InlineData("[]", "an object, in braces")]
    [InlineData("{\"seq\":0,\"ops\":[]}", "`profile` is missing")]
    [InlineData("{\"seq\":0,\"profile\":0,\"ops\":[],\"more\":1}", "no field `more`")]
    [InlineData("{\"seq\":0,\"profile\":0,\"ops\":[{\"op\":\"madvise\"}]}", "operation 0: nobody knows the operation")]
    public void A_line_that_does_not_parse_is_refused(string line, string part) =>
        Assert.Contains(part, Refusal(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"op\":\"munmap\",\"b\":2,\"ret\":0,\"maps\":[]", "`a` is missing")]
    [InlineData("\"op\":\"munmap\",\"a\":1,\"b\":2,\"ret\":0,\"maps\":[],\"prot\":\"r\"", "no field `prot`")]
    [InlineData("\"op\":\"mprotect\",\"a\":1,\"b\":2,\"ret\":0,\"maps\":[],\"prot\":\"wr\"", "`wr`")]
    [InlineData("\"op\":\"munmap\",\"a\":1,\"b\":2,\"ret\":0,\"maps\":[[1,2,\"r--p\",0]]", "a row of `maps`")]
    [InlineData("\"op\":\"munmap\",\"a\":1,\"b\":2,\"ret\":0,\"maps\":[],\"k\":[[1,2,\"xyz\",0,0,1]]", "hexadecimal")]
    public void An_operation_that_does_not_parse_is_refused(string fields, string part) =>
        Assert.Contains(
            part, Refusal("{\"seq\":0,\"profile\":0,\"ops\":[{" + fields + "}]}"), StringComparison.Ordinal);

    private static string Refusal(string line) =>
        Assert.Throws<RecordingException>(() => SequenceReader.Read(line, 4)).Message;
}
